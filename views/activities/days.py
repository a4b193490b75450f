"""Days that are planned for most, and moments on the reader's clock."""

import datetime as dt

from flask_babel import gettext as _

from models.opportunity.rules import EARLIEST, LATEST
from models.setting import local
from views import language
from views.words import my_day, weekday


def quick(today=None, still_today=False):
    """[(day, word)] for a plan: tomorrow, the end of this week, next Monday, in a week; each day once.

    `still_today`: today comes first.
    """
    today = today or my_day()
    monday = today + dt.timedelta(days=7 - today.weekday())
    found = {today: _("Today")} if still_today else {}
    found[today + dt.timedelta(days=1)] = _("Tomorrow")
    friday = today + dt.timedelta(days=4 - today.weekday())
    if friday > today + dt.timedelta(days=1):
        found[friday] = weekday(friday)
    found.setdefault(monday, _("Next Monday"))
    found.setdefault(today + dt.timedelta(days=7), _("In a week"))
    found.setdefault(today + dt.timedelta(days=14), _("In two weeks"))
    return list(found.items())


def named(word, today=None):
    """The day that a button names: tomorrow, monday, week; None for another word."""
    today = today or my_day()
    ahead = {"today": 0, "tomorrow": 1, "monday": 7 - today.weekday(), "week": 7}.get(word)
    return None if ahead is None else today + dt.timedelta(days=ahead)


def moment(day, clock):
    """The moment (naive UTC) of a day and time on the reader's clock; a day beyond all reason is the last one within it."""
    day = min(max(day, EARLIEST), LATEST)
    return dt.datetime.combine(day, clock, language.zone()).astimezone(dt.UTC).replace(tzinfo=None)


def on_my_clock(moment):
    """(day, time) of a stored moment on the reader's clock; (None, None) of none."""
    if moment is None:
        return None, None
    here = local(moment, language.zone())
    return here.date(), here.time().replace(second=0, microsecond=0)
