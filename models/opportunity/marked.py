"""What marks an open opportunity: its next step and two clocks, stuck in its stage and neglected; in Python and in SQL.

A day is the reader's, a moment is UTC. Both sides of each mark say the same, see tests/models/opportunity/test_marked.py.
"""

import datetime as dt

import peewee as pw

from models.base import now
from models.pipeline import Stage
from models.setting import Setting

STEPS = ("overdue", "today", "planned", "none")
STALLED = ("stuck", "neglected", "either")
INTENT_RANK = ("high", "medium", "low")
REASONS = (
    "overdue",
    "today",
    "new",
    "past",
    "stuck",
    "neglected",
    "none",
)  # why it is on the list of today, most urgent first


def patience():
    """Days without contact after which an opportunity is neglected."""
    text = Setting.read("neglected.days")
    return int(text) if text.isascii() and text.isdecimal() else 14


def step(row, day):
    """The next step of a row on `day`, one of STEPS."""
    if row.next_step_on is None:
        return "none"
    return "overdue" if row.next_step_on < day else "today" if row.next_step_on == day else "planned"


def days_here(row, moment):
    """Whole days in its stage."""
    return (moment - row.entered_stage_at).days


def limit_of(limit_days, expected_days):
    """Days in a stage after which an opportunity is stuck; None when nobody knows."""
    return limit_days or (2 * expected_days if expected_days else None)


def is_stuck(row, most, moment):
    """Is an open row longer in its stage than `most` days (None: nobody knows how long is long)?"""
    return row.outcome is None and most is not None and days_here(row, moment) > most


def days_alone(row, day):
    """Days without contact."""
    return (day - row.touched_on).days if row.touched_on else 0


def is_neglected(row, day, most):
    """Is an open row without contact for longer than `most` days, and no plan silences the clock?"""
    quiet = row.quiet_until is not None and row.quiet_until >= day
    return row.outcome is None and not quiet and days_alone(row, day) > most


class Marked:
    @classmethod
    def with_step(cls, wanted, day):
        """A condition: open, and its next step is `wanted`, one of STEPS, on `day`."""
        field = cls.next_step_on
        condition = {
            "overdue": field < day,
            "today": field == day,
            "planned": field > day,
            "none": field.is_null(),
        }[wanted]
        return cls.outcome.is_null() & condition

    @classmethod
    def stuck_at(cls, moment=None):
        """A condition: open, and longer in its stage than the limit of that."""
        moment, found = moment or now(), {}
        for stage in Stage.select(Stage.id, Stage.limit_days, Stage.expected_days):
            if (most := stage.limit) is not None:
                found.setdefault(most, []).append(stage.id)
        over = pw.Value(1) == pw.Value(0)
        for most, stages in found.items():
            over |= cls.stage.in_(stages) & (cls.entered_stage_at <= moment - dt.timedelta(days=most + 1))
        return cls.outcome.is_null() & over

    @classmethod
    def neglected_on(cls, day):
        """A condition: open, without contact for longer than our patience, and no plan silences the clock."""
        loud = cls.quiet_until.is_null() | (cls.quiet_until < day)
        return cls.outcome.is_null() & (cls.touched_on < day - dt.timedelta(days=patience())) & loud

    @classmethod
    def stalled_as(cls, wanted, day, moment=None):
        """A condition: stuck, neglected or either, one of STALLED."""
        if wanted == "stuck":
            return cls.stuck_at(moment)
        return cls.neglected_on(day) if wanted == "neglected" else cls.stuck_at(moment) | cls.neglected_on(day)

    @classmethod
    def urgency(cls, day, moment=None):
        """An expression: the place in REASONS of the most urgent reason to do something about a row that is open; NULL: none."""
        reasons = {
            "overdue": cls.with_step("overdue", day),
            "today": cls.with_step("today", day),
            "new": cls.owner.is_null(False) & cls.owner_seen_at.is_null(),
            "past": cls.expected_close_on < day,
            "stuck": cls.stuck_at(moment),
            "neglected": cls.neglected_on(day),
            "none": cls.with_step("none", day),
        }
        return pw.Case(None, [(reasons[name], place) for place, name in enumerate(REASONS)])

    @classmethod
    def by_step(cls, day):
        """What rows are sorted by for their next step: overdue ones, those of `day`, those without, planned ones."""
        return pw.Case(None, ((cls.next_step_on.is_null(), f"{day}z"),), cls.next_step_on.cast("TEXT"))

    @classmethod
    def stage_limit(cls):
        """The days of `limit` of a joined Stage; NULL where nobody knows."""
        return pw.fn.COALESCE(pw.fn.NULLIF(Stage.limit_days, 0), 2 * pw.fn.NULLIF(Stage.expected_days, 0))

    @classmethod
    def by_stuck(cls):
        """What rows, joined with Stage, are sorted by for how far they are beyond its limit, falling; NULL: no limit."""
        return 0 - seconds(cls.entered_stage_at) - cls.stage_limit() * 86400

    @classmethod
    def silent_on(cls, day):
        """A condition: a plan silences the clock of neglect."""
        return (cls.quiet_until.is_null(False) & (cls.quiet_until >= day)) | cls.touched_on.is_null()

    @classmethod
    def by_neglect(cls, day):
        """What rows are sorted by for how long nobody was in touch, falling; NULL where a plan silences the clock."""
        return pw.Case(None, ((cls.silent_on(day), None),), 0 - seconds(cls.touched_on))

    @classmethod
    def by_intent(cls):
        """What rows are sorted by for their purchase intent, high ones first; NULL where it is unknown."""
        return pw.Case(cls.intent, [(word, rank) for rank, word in enumerate(INTENT_RANK)])


def seconds(field):
    """A day or moment of the database as a whole number that grows with it."""
    return field.to_timestamp().cast("BIGINT")
