"""What counts as new, won, lost, moved or pushed in a stretch of days."""

import dataclasses
import datetime as dt

import peewee as pw

from models.opportunity import FieldChange, Opportunity, StageEntry
from models.reports.dimension import unled
from models.reports.period import DAY
from models.setting import time_zone

OF_DAYS = {"new": ("all", "opened"), "won": ("won", "closed"), "lost": ("lost", "closed")}


def filtered(wanted, period, kind):
    """The Filter of the opportunities of a kind that a list can show; None for moved and pushed ones."""
    if kind not in OF_DAYS:
        return None
    outcome, days = OF_DAYS[kind]
    return dataclasses.replace(wanted, outcome=outcome, **{f"{days}_from": period.first, f"{days}_to": period.last})


def happened(wanted, period, kind, since):
    """(the Filter to begin with, what narrows a query on opportunities, the condition that it was on the day `since` or later)."""
    if listed := filtered(wanted, period, kind):
        day = Opportunity.opened_on if kind == "new" else Opportunity.closed_on
        return listed, lambda query: query, day >= since
    begin, end = _midnight(period.first), _midnight(period.last + DAY)
    model = StageEntry if kind == "moved" else FieldChange
    at = StageEntry.entered_at if kind == "moved" else FieldChange.at
    which = entered_anew() if kind == "moved" else pushed()

    def narrow(query):
        query = query.join_from(Opportunity, model, on=(model.opportunity == Opportunity.id))
        return query.where(at >= begin, at < end, which)

    return dataclasses.replace(wanted, outcome="all"), narrow, at >= _midnight(since)


def entered_anew():
    """The condition that a visit is the first to its stage, and not the first of all.

    Looked for among the visits of the opportunity, never among all those to the stage: these are thousands.
    """
    former, same = StageEntry.alias(), StageEntry.alias()
    earlier = former.select(former.id).where(former.opportunity == StageEntry.opportunity, former.id < StageEntry.id)
    again = same.select(same.id).where(
        same.opportunity == StageEntry.opportunity, unled(same.stage) == StageEntry.stage, same.id < StageEntry.id
    )
    return pw.fn.EXISTS(earlier) & ~pw.fn.EXISTS(again)


def pushed():
    """The condition that a change moved the expected close later."""
    return (FieldChange.field == "expected_close_on") & (FieldChange.new > FieldChange.old)


def _midnight(day):
    """The moment (UTC) at which a day of the company begins."""
    return dt.datetime.combine(day, dt.time(), time_zone()).astimezone(dt.UTC).replace(tzinfo=None)
