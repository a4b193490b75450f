"""Who is to be reminded of a follow-up now: before it is due, and once more when it is late. Each at most once.

Nobody is reminded of what is done, in the bin, or out of their sight, nor of plans on lost and invalid opportunities. What
was planned on a won one still counts: contract, delivery and thanks are work. A reminder whose moment had passed when the
plan was written is not told either: whoever wrote it knows.
"""

import datetime as dt
import types

from models.activity import Activity, reminding
from models.base import now, transaction
from models.event import record
from models.notification import Notification, gathering
from models.opportunity import Opportunity
from models.preference import Preference
from models.setting import zone_of

BEFORE, LATE = 1, 2  # what `reminded` says was told
SILENT = ("lost", "invalid")


def remind(limit=50):
    """Tell of what is due now. Returns how many follow-ups were looked at: as many as `limit` means that there are more."""
    moment = now()
    waits = (Activity.remind_at <= moment) & Activity.done_at.is_null() & Activity.deleted_at.is_null()
    rows = list(Activity.select().where(waits).order_by(Activity.remind_at, Activity.id).limit(limit))
    with gathering():  # a day may hold many
        _look_at_each([row for row in rows if not row.due_at], moment)
    _look_at_each([row for row in rows if row.due_at], moment)
    return len(rows)


def _look_at_each(rows, moment):
    for row in rows:
        with transaction():
            look_at(row, moment)


def lead_of(user):
    """How many minutes before something is due the user wants to hear of it."""
    return Preference.read(user, reminding.KEY, reminding.USUAL)


def lead(user, minutes):
    """Keep how many minutes before something is due the user wants to hear of it."""
    with transaction():
        Preference.put(user, reminding.KEY, minutes)
        reckon(user)


def reckon(user):
    """The user's lead or clock has changed: plans that they were not told of yet get their moment anew."""
    waits = Activity.done_at.is_null() & Activity.deleted_at.is_null() & Activity.remind_at.is_null(False)
    for row in Activity.select().where(Activity.assignee == user.id, waits, Activity.reminded == 0):
        row.assignee = user
        if (moment := reminding.remind_at(row)) != row.remind_at:
            Activity.update(remind_at=moment).where(Activity.id == row.id).execute()


def late_from(row):
    """From which moment on (UTC) a follow-up that is not done is late: after its time, or the morning after its day."""
    if row.due_at:
        return row.due_at + dt.timedelta(minutes=row.minutes or 0)
    zone = zone_of(row.assignee)
    morning = dt.datetime.combine(row.due_on + dt.timedelta(days=1), reminding.MORNING, zone)
    return morning.astimezone(dt.UTC).replace(tzinfo=None)


def look_at(row, moment):
    """One step further, told or not; nothing when somebody changed the row meanwhile or another worker was quicker."""
    user, late = row.assignee, None
    if row.due_on and user and not user.disabled_at and _still_counts(row, user):
        late = late_from(row)
    step, then = (LATE, None) if late is None or moment >= late else (BEFORE, late)
    known = late is not None and (late if step == LATE else row.remind_at) <= row.updated_at
    if step == BEFORE and known and row.due_at and moment < row.due_at:
        step, then = row.reminded, row.due_at  # it was planned too late for its lead: told when it begins
    same = (Activity.id == row.id) & (Activity.remind_at == row.remind_at) & (Activity.version == row.version)
    waits = same & Activity.done_at.is_null() & Activity.deleted_at.is_null()
    wrote = Activity.update(reminded=step, remind_at=then).where(waits).execute()
    if not wrote or late is None or known:
        return
    if step == LATE:
        Notification.settle(row.id, ("reminder",))  # that it would be due is no news beside that it was
    subject = types.SimpleNamespace(noun=Activity.noun, id=row.id, opportunity_id=row.opportunity_id)  # on no page
    name = "activity.fell_due" if step == LATE else "activity.reminded"
    record(name, subject, None, assignee=user.id, due_on=row.due_on, due_at=row.due_at)


def _still_counts(row, user):
    """Does the user still see it, and is there still something to do?"""
    if row.opportunity_id:
        outcome = Opportunity.select(Opportunity.outcome).where(Opportunity.id == row.opportunity_id).scalar()
        if outcome in SILENT:
            return False
    return Activity.reached(user, row.id) is not None
