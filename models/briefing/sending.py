"""The briefing by mail: once a week, in the morning of the week's first day, to those who want it."""

import datetime as dt

from models import access, agenda
from models.base import now, transaction
from models.briefing import brief, last_week
from models.event import record
from models.opportunity.filter import Filter
from models.preference import Preference
from models.reports.period import week
from models.setting import local, today, zone_of
from models.user import User

KEY = "briefing"
LEADING = ("manager", "team_lead")  # who get it unless they say no


def wished(user):
    """Does the user want it?"""
    return Preference.read(user, KEY, {}).get("on", user.role in LEADING)


def wish(user, on):
    """Keep whether the user wants it."""
    Preference.put(user, KEY, {"on": on})


def scope(user):
    """(the Filter of the user's own briefing, by what it has rows): all by team, the team by person, or their own."""
    reach = access.sees(user)
    if reach == "all":
        return Filter(outcome="all"), "team"
    if reach == "team" and user.team_id and user.role == "team_lead":
        return Filter(outcome="all", team=user.team_id), "owner"
    return Filter(outcome="all", owner=user.id), ""


def send_out():
    """Queue the briefing of everybody for whom the first morning of a week has come; none for weeks in which nothing was.

    It is told at the hour of the daily agenda, on the user's clock; a worker that was away then catches up on that day.
    """
    for user in User.active().where(User.email.is_null(False)):
        clock = local(now(), zone_of(user))
        day = clock.date()
        first = last_week(day)
        past = user.briefed_on and user.briefed_on >= first
        over = today() >= day  # for the company, too: far east of it the morning comes before its week has ended
        if past or day != week(day) or not over or clock.hour < agenda.wished(user)["hour"] or not wished(user):
            continue
        with transaction():
            yet = User.briefed_on.is_null() | (User.briefed_on < first)
            mine = User.update(briefed_on=first).where(User.id == user.id, yet).execute()
            if mine and not own(user, first).empty:
                record("user.briefing_due", user, None, week=first, day=day)


def own(user, first):
    """The user's own Briefing of the week that begins on `first`."""
    wanted, by = scope(user)
    return brief(user, wanted, first, by)


def briefing_for(event):
    """(user, Briefing) of a queued briefing as things stand now; None when its day is over, or nothing is left to tell."""
    day = dt.date.fromisoformat(event.facts["day"])
    user = User.get_or_none(User.id == event.subject_id, User.disabled_at.is_null(), User.email.is_null(False))
    if user is None or local(now(), zone_of(user)).date() > day:
        return None
    found = own(user, dt.date.fromisoformat(event.facts["week"]))
    return None if found.empty else (user, found)
