"""What is asked about a follow-up: done, or planned, or both in one breath."""

import datetime as dt

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from models import access
from models.base import now
from models.keys import tidy
from views.activities import days
from views.fields import LONG, WholeNumber, line, text
from views.kinds import NAMES
from views.page import me
from views.typed import whole
from views.words import my_day

REMINDERS = (("", _("As usual for me")), ("0", _("When it is due")), ("15", _("15 minutes before")), ("60", _("An hour before")),
             ("1440", _("A day before")), ("-1", _("Not at all")))  # fmt: skip
LONGEST = 7 * 24 * 60


def kind_field():
    return RadioField(_("Kind"), [DataRequired(_("Choose a kind."))], choices=list(NAMES.items()), default="call")


def minutes_field():
    return WholeNumber(_("Minutes"), [Optional(), NumberRange(0, LONGEST, _("It took less than a week."))])


class About:
    """For a form with `contact`: who may be chosen, and who is."""

    nobody = "—"

    def offer_contacts(self, subject, chosen=None):
        self.people = {contact.id: contact for contact in subject.contacts()}
        if chosen is not None:
            self.people.setdefault(chosen.id, chosen)
        self.contact.choices = [("", self.nobody), *((str(row.id), row.name) for row in self.people.values())]

    @property
    def whom(self):
        return self.people.get(whole(self.contact.data))


class LogForm(About, FlaskForm):
    """What was done; and next, when a day for it is named."""

    nobody = _("With whom?")
    kind = kind_field()
    text = TextAreaField(_("What happened?"), line(LONG), filters=[text])
    outcome = StringField(_("Result"), line(200), filters=[tidy])
    contact = SelectField(_("With"))
    minutes = minutes_field()
    on = DateField(_("Day"), [DataRequired(_("Enter the day."))])
    at = TimeField(_("Time"), [Optional()])
    next_on = DateField(_("And next?"), [Optional()])
    next_kind = SelectField(_("Next step"), choices=list(NAMES.items()), default="call")
    next_subject = StringField(_("What is to be done?"), line(200), filters=[tidy])

    def __init__(self, subject, contact=None, blank=False, **held):
        """`held` is proposed; `blank` ones do not read what was posted."""
        today, clock = days.on_my_clock(now())
        held = {"on": today, "at": clock, **held, "contact": str(contact.id) if contact else ""}
        super().__init__(data=held, **({"formdata": None} if blank else {}))
        self.offer_contacts(subject, contact)

    def validate_on(self, field):
        if field.data and field.data > my_day():
            raise ValidationError(gettext("What is done cannot lie in the future. Plan it instead."))

    def validate_at(self, field):
        if self.on.data and field.data and days.moment(self.on.data, field.data) > now() + dt.timedelta(minutes=1):
            raise ValidationError(gettext("This time has not come yet."))

    def validate_next_on(self, field):
        if field.data and field.data < my_day():
            raise ValidationError(gettext("This day is past."))

    @property
    def done_at(self):
        """The moment (UTC): of a past day without a time its noon."""
        if self.on.data == my_day() and not self.at.data:
            return now()
        return min(now(), days.moment(self.on.data, self.at.data or dt.time(12)))

    def record(self):
        """What `log` and `complete` take beside kind and subject."""
        return {
            "text": self.text.data,
            "outcome": self.outcome.data,
            "minutes": self.minutes.data,
            "done_at": self.done_at,
        }


class PlanForm(About, FlaskForm):
    kind = kind_field()
    subject = StringField(_("What is to be done?"), line(200), filters=[tidy])
    on = DateField(_("Day"), [DataRequired(_("Choose a day."))])
    at = TimeField(_("Time"), [Optional()])
    minutes = minutes_field()
    contact = SelectField(_("With"))
    assignee = SelectField(_("Who"))
    remind = SelectField(_("Remind"), choices=REMINDERS, default="")
    text = TextAreaField(_("More about it"), line(LONG), filters=[text])

    def __init__(self, subject, contact=None, blank=False, **held):
        """As LogForm."""
        held = {
            "on": days.named("tomorrow"),
            "assignee": str(me().id),
            **held,
            "contact": str(contact.id) if contact else "",
        }
        super().__init__(data=held, **({"formdata": None} if blank else {}))
        self.offer_contacts(subject, contact)
        self.offer_people()

    def offer_people(self, chosen=None):
        users = [me(), *(user for user in access.assignable_by(me()) if user.id != me().id)]
        self.users = {user.id: user for user in users}
        if chosen is not None:
            self.users.setdefault(chosen.id, chosen)
        self.assignee.choices = [(str(user.id), user.name) for user in self.users.values()]

    def validate_on(self, field):
        if field.data and field.data < my_day():
            raise ValidationError(gettext("This day is past. What happened is logged, not planned."))

    @property
    def when(self):
        """{"on", "at"} as the verbs take them: the moment (UTC) where a time is named."""
        return {"on": self.on.data, "at": days.moment(self.on.data, self.at.data) if self.at.data else None}

    def values(self):
        """What `plan` takes beside the subject's rows."""
        return {
            "kind": self.kind.data,
            "subject": self.subject.data or "",
            "text": self.text.data,
            "minutes": self.minutes.data,
            "assignee": self.users.get(whole(self.assignee.data)),
            "remind": int(self.remind.data) if self.remind.data else None,
            **self.when,
        }

    def made(self):
        """The columns by which what it planned a moment ago is known."""
        values = self.values()
        on, at, remind = (values.pop(name) for name in ("on", "at", "remind"))
        return {**values, "remind_minutes": remind, **({"due_at": at} if at else {"due_on": on})}
