"""What a person's day holds, told once in its morning: what is late, what is due, what is new for them."""

import dataclasses
import datetime as dt

import peewee as pw

from models.activity import Activity
from models.base import now, transaction
from models.customer import Customer
from models.event import record
from models.opportunity import Opportunity
from models.preference import Preference
from models.reminder import SILENT
from models.setting import local, zone_of
from models.user import User

USUAL = {"on": True, "hour": 8}  # on the user's clock
SHOWN = 20  # lines of each kind


@dataclasses.dataclass(frozen=True)
class Agenda:
    """A day of a user: rows of each kind, at most SHOWN of them, and how many there are in all."""

    late: list
    today: list
    new: list
    counts: dict

    def __bool__(self):
        return any(self.counts.values())

    @classmethod
    def of(cls, user, day):
        late, today, new = _planned(user, Activity.due_on < day), _planned(user, Activity.due_on == day), _new(user)
        counts = {"late": late.count(), "today": today.count(), "new": new.count()}
        return cls(*(list(query.limit(SHOWN)) for query in (late, today, new)), counts)


def _planned(user, when):
    """Their open follow-ups within reach, the first due first; not those of lost and invalid opportunities."""
    query = Activity.visible_to(user).select(Activity, Opportunity, Customer)
    query = query.join_from(Activity, Opportunity, pw.JOIN.LEFT_OUTER).join_from(Activity, Customer, pw.JOIN.LEFT_OUTER)
    alive = Opportunity.outcome.is_null() | Opportunity.outcome.not_in(SILENT)
    mine = (Activity.assignee == user.id) & Activity.done_at.is_null() & when & alive
    return query.where(mine).order_by(Activity.due_on, Activity.due_at.is_null(), Activity.due_at, Activity.id)


def _new(user):
    """Open opportunities of theirs that they have not looked at yet, the newest first."""
    query = Opportunity.visible_to(user).select(Opportunity, Customer)
    query = query.join_from(Opportunity, Customer, pw.JOIN.LEFT_OUTER)
    unseen = (Opportunity.owner == user.id) & Opportunity.owner_seen_at.is_null() & Opportunity.outcome.is_null()
    return query.where(unseen).order_by(Opportunity.id.desc())


def wished(user):
    """{"on": …, "hour": …}: whether and from when on the user wants it."""
    return {**USUAL, **Preference.read(user, "agenda", {})}


def wish(user, on, hour):
    """Keep what the user wants of it."""
    Preference.put(user, "agenda", {"on": on, "hour": hour})


def greet():
    """Queue the agenda of everybody whose hour has come, once a day of theirs; none for a day that holds nothing.

    A worker that was away at the hour catches up while it is still that day.
    """
    for user in User.active().where(User.email.is_null(False)):
        wish, clock = wished(user), local(now(), zone_of(user))
        day = clock.date()
        if not wish["on"] or clock.hour < wish["hour"] or (user.agenda_on and user.agenda_on >= day):
            continue
        with transaction():
            yet = User.agenda_on.is_null() | (User.agenda_on < day)
            first = User.update(agenda_on=day).where(User.id == user.id, yet).execute()
            if first and Agenda.of(user, day):
                record("user.agenda_due", user, None, day=day)


def agenda_for(event):
    """(user, Agenda, day) of a queued agenda as things stand now; None when nothing is left to tell, or its day is over."""
    day = dt.date.fromisoformat(event.facts["day"])
    user = User.get_or_none(User.id == event.subject_id, User.disabled_at.is_null(), User.email.is_null(False))
    if user is None or local(now(), zone_of(user)).date() > day:
        return None
    agenda = Agenda.of(user, day)
    return (user, agenda, day) if agenda else None
