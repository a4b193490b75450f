"""What the month of a week was expected to bring when the week ended, and a week before that."""

import dataclasses
import datetime as dt

import peewee as pw

from models.opportunity import Opportunity
from models.opportunity.conditions import among
from models.opportunity.filter import NONE
from models.pipeline import Stage
from models.reports.dimension import seen
from models.reports.period import DAY, shifted
from models.setting import today
from models.snapshot import Snapshot, SnapshotRow

WEEK = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True)
class Forecast:
    """`month` is its first day; `now` and `before` are minor units, None where nobody wrote down what was open then."""

    month: dt.date
    now: int | None
    before: int | None


def expected(user, wanted, period):
    """The Forecast of the month in which `period` ends; of the running week as things stand."""
    month = min(period.last, today()).replace(day=1)
    end = shifted(month, 1) - DAY
    before = _stored(user, wanted, month, end, period.last - WEEK) if period.last - WEEK >= month else None
    if period.last >= today():
        return Forecast(month, _won(user, wanted, month, today()) + _open(user, wanted, end), before)
    return Forecast(month, _stored(user, wanted, month, end, period.last), before)


def _won(user, wanted, first, last):
    wanted = dataclasses.replace(wanted, outcome="won", closed_from=first, closed_to=last)
    return int(seen(user, wanted, pw.fn.SUM(Opportunity.base_final_amount)).scalar() or 0)


def _open(user, wanted, end):
    """What is weighted of the open ones expected by the end of the month, those past their date too."""
    query = seen(user, dataclasses.replace(wanted, outcome="open", expected_to=end), pw.fn.SUM(Opportunity.weighted))
    return int(query.join_from(Opportunity, Stage).where(Stage.category != "omitted").scalar() or 0)


def _stored(user, wanted, month, end, day):
    """Won in the month by the end of `day` + what the snapshot of the night after expected in it; None without one."""
    snapshot = Snapshot.get_or_none(Snapshot.taken_on == day + DAY)
    if snapshot is None:
        return None
    query = SnapshotRow.visible_to(user, pw.fn.SUM(SnapshotRow.weighted)).where(
        SnapshotRow.snapshot == snapshot, SnapshotRow.category != "omitted", SnapshotRow.expected_close_on <= end
    )
    for name in ("team", "owner"):
        if (asked := getattr(wanted, name)) is not None:
            query = query.where(among(getattr(SnapshotRow, f"{name}_id"), asked, NONE))
    return _won(user, wanted, month, day) + int(query.scalar() or 0)
