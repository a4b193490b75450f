"""Answers of reports that were counted already: as long as nothing has changed, the same question has the same answer."""

import collections
import contextvars
import threading

import peewee as pw

from models.access import sees
from models.base import db, now
from models.event import Event
from models.setting import today
from models.snapshot import Snapshot

MOST = 100  # answers a process keeps; those asked for last stay
LONGEST = 10  # minutes that an answer is kept: ids of events that were deleted for good are given anew

_standing = contextvars.ContextVar("standing", default=None)  # the state of which an answer is being counted
_answers, _lock = collections.OrderedDict(), threading.Lock()


def kept(user, question, count, moving=False):
    """`count()`, or what it returned when `user`'s reach asked this `question` (any value that can be a key) last.

    Whatever changes a figure writes an event, a snapshot or a new day, so these say whether the answer still holds;
    `moving`: it depends on the time of day too, and holds for a minute. Nobody may change what is returned.
    Inside a transaction everything is counted: what it has written may be taken back.
    """
    if db.in_transaction():
        return count()
    moment = now()
    minute = moment.minute if moving else moment.minute // LONGEST
    standing = _standing.get() or state()
    key = (db.obj.database, reach(user), question, standing, today(), moment.date(), moment.hour, minute)
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    before = _standing.set(standing)  # what it asks in turn belongs to the same state
    try:
        found = count()
    finally:
        _standing.reset(before)
    with _lock:
        _answers[key] = found
        while len(_answers) > MOST:
            _answers.popitem(last=False)
    return found


def state():
    """What changes with every change, read before an answer is counted: one question of two short looks into indexes."""
    newest = pw.Select(columns=[Event.select(pw.fn.MAX(Event.id)), Snapshot.select(pw.fn.MAX(Snapshot.id))])
    if not isinstance(
        db.obj, pw.SqliteDatabase
    ):  # ids are not committed in their order there: what is under way counts too
        newest = pw.Select(columns=[*newest._returning, pw.SQL("pg_snapshot_xmin(pg_current_snapshot())::text")])
    return tuple(newest.bind(db).tuples().execute(db)[0])


def reach(user):
    """Users with the same reach get the same answer: None for all, else whose and how far."""
    if user is None or sees(user) == "all":
        return None
    return user.id, sees(user), user.team_id
