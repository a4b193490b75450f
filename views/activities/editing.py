"""All of one follow-up as a form: what is planned, or what was done."""

import datetime as dt

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, Optional, ValidationError

from models.base import now
from models.keys import tidy
from views.activities import days
from views.activities.forms import REMINDERS, About, PlanForm, kind_field, minutes_field
from views.conflicts import VersionedForm
from views.fields import LONG, AtMost, line, text
from views.typed import whole
from views.words import my_day


class EditForm(About, VersionedForm):
    """All of one follow-up; `on` and `at` say when it is due, or when it was done."""

    kind = kind_field()
    subject = StringField(_("What is to be done?"), line(200), filters=[tidy])
    on = DateField(_("Day"), [DataRequired(_("Choose a day."))])
    at = TimeField(_("Time"), [Optional()])
    minutes = minutes_field()
    contact = SelectField(_("With"))
    assignee = SelectField(_("Who"))
    remind = SelectField(_("Remind"), choices=REMINDERS)
    outcome = StringField(_("Result"), line(200), filters=[tidy])
    text = TextAreaField(_("More about it"), [Optional(), AtMost(LONG)], filters=[text])

    offer_people = PlanForm.offer_people

    def __init__(self, row, subject):
        self.row = row
        day, clock = days.on_my_clock(row.done_at or row.due_at)
        held = {name: getattr(row, name) for name in ("kind", "subject", "minutes", "outcome", "text", "version")}
        held |= {"on": day or row.due_on, "at": clock, "contact": str(row.contact_id or "")}
        held |= {"assignee": str(row.assignee_id or ""), "remind": str("" if row.remind_minutes is None else row.remind_minutes)}  # fmt: skip
        super().__init__(data=held)
        self.offer_contacts(subject, row.contact)
        self.offer_people(row.assignee)
        if held["remind"] not in dict(REMINDERS):
            self.remind.choices = [*REMINDERS, (held["remind"], gettext("%(num)s minutes before", num=held["remind"]))]

    def validate_on(self, field):
        if self.row.done_at:
            if field.data and field.data > my_day():
                raise ValidationError(gettext("What is done cannot lie in the future. Plan it instead."))
        elif field.data and field.data < my_day() and field.data != self.row.due_on:
            raise ValidationError(gettext("This day is past. What happened is logged, not planned."))

    def values(self):
        """What `edit` takes; the moment stays as it is to the second where its minute was not touched."""
        values = {name: self[name].data for name in ("kind", "minutes", "outcome", "text")}
        values |= {"subject": self.subject.data or "", "contact": self.whom}
        if user := self.users.get(whole(self.assignee.data)):
            values["assignee"] = user
        values["remind_minutes"] = int(self.remind.data) if self.remind.data else None
        stored = self.row.done_at or self.row.due_at
        touched = (self.on.data, self.at.data) != (days.on_my_clock(stored) if stored else (self.row.due_on, None))
        if touched and self.row.done_at:
            values["done_at"] = min(now(), days.moment(self.on.data, self.at.data or dt.time(12)))
        elif touched:
            values["due_on"] = self.on.data
            values["due_at"] = days.moment(self.on.data, self.at.data) if self.at.data else None
        return values
