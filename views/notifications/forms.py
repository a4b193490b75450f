"""By which ways somebody is told of what, how long before, and whether their day comes by mail."""

import datetime as dt

from babel.dates import format_time
from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField

from models.switches import KINDS, WAYS

LEADS = (0, 5, 10, 15, 30, 60, 120, 24 * 60)  # minutes
NAMES = {
    "assigned": _("An opportunity is given to me"),
    "collaborator": _("An opportunity is shared with me"),
    "closed": _("Somebody closes or reopens an opportunity of mine"),
    "planned": _("Somebody plans a follow-up for me"),
    "reminder": _("A follow-up is due soon"),
    "overdue": _("A follow-up is overdue"),
}


class SwitchesForm(FlaskForm):
    lead = SelectField(_("Remind me"), coerce=int)
    agenda = BooleanField(_("Send me my day by mail"))
    briefing = BooleanField(_("Send me the weekly briefing by mail"))
    hour = SelectField(_("At"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lead.choices = [(minutes, before(minutes)) for minutes in LEADS]
        self.hour.choices = [(hour, clock(hour)) for hour in range(24)]

    def rows(self):
        """(kind, its name, its bell, its mail), as the page shows them."""
        return [(kind, NAMES[kind], self[f"bell_{kind}"], self[f"mail_{kind}"]) for kind in KINDS]


for _kind in KINDS:
    for _way in WAYS:
        setattr(SwitchesForm, f"{_way}_{_kind}", BooleanField())


def before(minutes):
    """A lead time in words."""
    if minutes == 0:
        return gettext("when it is due")
    if minutes % (24 * 60) == 0:
        return ngettext("%(num)s day before", "%(num)s days before", minutes // (24 * 60))
    if minutes % 60 == 0:
        return ngettext("%(num)s hour before", "%(num)s hours before", minutes // 60)
    return ngettext("%(num)s minute before", "%(num)s minutes before", minutes)


def clock(hour):
    """An hour of the day as the reader's language writes it."""
    return format_time(dt.time(hour), "HH:mm", locale=get_locale())
