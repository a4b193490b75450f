"""What will we win, and what did we expect when a period began?

    forecast = won in the period + weighted of the open ones expected in it

Of the current and of future months, quarters or years. An open one past its date counts in the current period and is
marked; one without a date is told apart; omitted ones never count, lost ones never add. Commit total = won + commit, best
case total = that + best case, open = commit + best case + pipeline, all of them whole amounts.

Of a past period there is only what was stored when it began, beside what came: no hindsight. What was stored is the first
snapshot of its first seven days, see stored.py.
"""

import dataclasses
import datetime as dt

import peewee as pw

from models.base import N_
from models.opportunity import Opportunity
from models.pipeline import Stage
from models.reports import line
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import DIMENSIONS, seen
from models.reports.expected import CURRENT, FUTURE, NOTHING, PAST, Expected, summed
from models.reports.period import DAY, shifted
from models.reports.stored import stored_at_start
from models.setting import today

MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST = 48  # periods of a chosen stretch
AHEAD = {"month": 12, "quarter": 8, "year": 5}  # so many periods ahead are shown, when something is expected in them
LEAST = 3  # and so many in any case

COLUMNS = (
    Column("stored", N_("Stored at its start"), "money"),
    Column("forecast", N_("Forecast"), "money", "", "counted", "counted_known"),
    Column("won", N_("Won"), "count", "won"),
    Column("won_amount", N_("Won amount"), "money", "won", "won", "won_known"),
    Column("weighted", N_("Weighted"), "money", "open", "count", "known"),
    Column("count", N_("Open"), "count", "open"),
    Column("late", N_("Past their date"), "count", "late"),
    Column("commit_total", N_("Commit total"), "money", "", "counted", "counted_known"),
    Column("best_total", N_("Best-case total"), "money", "", "counted", "counted_known"),
    Column("open_total", N_("Open amount"), "money", "open", "count", "known"),
)


@dataclasses.dataclass(frozen=True)
class Forecast(Answer):
    """An Answer whose rows are periods; `day` is the one on which they are seen.

    Beside them stand the open ones without an expected date (`undated`) and those expected after the last row (`later`).
    """

    day: dt.date = None
    undated: Expected = NOTHING
    later: Expected = NOTHING

    def behind(self, row, outcome):
        """The Filter of what was "won" in a period, of the "open" ones expected in it, or of those of them that are "late"."""
        first, last = line.days(row.key) if row.key else self._ends()
        if outcome == "won":
            return dataclasses.replace(self.wanted, outcome="won", closed_from=first, closed_to=last)
        wanted = dataclasses.replace(self.wanted, outcome="open", category="counted")
        if outcome == "late":
            return dataclasses.replace(wanted, expected_to=self.day - DAY)
        current = first <= self.day
        return dataclasses.replace(wanted, expected_from=None if current else first, expected_to=last)

    def _ends(self):
        return line.days(self.rows[0].key)[0], line.days(self.rows[-1].key)[1]

    def behind_undated(self):
        """The Filter of open ones without an expected date."""
        return dataclasses.replace(self.wanted, outcome="open", category="counted", expected="none")


def forecast(user, wanted, period=None, by="month"):
    """The Forecast of Expected rows by month, quarter or year: from now on, or those that `period` (whole ones) touches."""
    day, wanted = today(), dataclasses.replace(wanted, outcome="all")
    opened = _expected(user, wanted, day, by)
    now = line.bucket(day.isoformat(), by)
    keys = _shown(period, by, day, [key for key in opened if key is not None])
    won = _won(user, wanted, keys, by) if keys else {}
    stored = stored_at_start(user, wanted, [key for key in keys if key <= now])
    rows = []
    for key in keys:
        row = Expected(key, key, PAST) if key < now else opened.get(key, Expected())
        when = PAST if key < now else CURRENT if key == now else FUTURE
        row = row.plus(Expected(**won.get(key, {})))
        rows.append(row._replace(key=key, name=key, when=when, **stored.get(key, {})))
    later = summed([row for key, row in opened.items() if key is not None and keys and key > keys[-1]])
    whole, beside = summed(rows), {"day": day, "undated": opened.get(None, Expected()), "later": later}
    return Forecast(REPORT, DIMENSIONS[by], period, wanted, rows, whole, COLUMNS, **beside)


def _shown(period, by, day, expected):
    """The keys of the periods: those of `period`, or from now on as far as something is expected."""
    begins, months = line.days(line.bucket(day.isoformat(), by))[0], MONTHS[by]
    most = shifted(begins, months * (AHEAD[by] - 1))
    if period is None or period.name in ("all", "from_now"):
        furthest = max([begins, *(line.days(key)[0] for key in expected)])
        return _keys(begins, min(max(furthest, shifted(begins, months * (LEAST - 1))), most), by)
    last = period.last or max(period.first, most)
    return _keys(period.first or shifted(last, -months * (MOST - 1)), last, by)[-MOST:]


def _keys(first, last, by):
    """The keys of the periods from one day to another, in order."""
    keys = []
    while first <= last:
        keys.append(line.bucket(first.isoformat(), by))
        first = line.days(keys[-1])[1] + DAY
    return keys


def _month(field):
    return pw.fn.SUBSTR(field.cast("text"), 1, 7)


def _expected(user, wanted, day, by):
    """{key, None without a date: Expected} of what is open; past their date they are in the current period."""
    late = pw.Case(None, ((Opportunity.expected_close_on < day, 1),), 0)
    sums = (pw.fn.COUNT(Opportunity.id), pw.fn.COUNT(Opportunity.base_amount), pw.fn.SUM(Opportunity.base_amount))
    keys = (_month(Opportunity.expected_close_on).alias("m"), Stage.category.alias("c"), late.alias("late"))
    query = seen(user, dataclasses.replace(wanted, outcome="open"), *keys, *sums, pw.fn.SUM(Opportunity.weighted))
    query = query.join_from(Opportunity, Stage).where(Stage.category != "omitted")
    present, found = day.isoformat()[:7], {}
    for month, category, is_late, count, known, amount, weighted in query.group_by(
        *map(pw.SQL, ("m", "c", "late"))
    ).tuples():
        key = month and line.bucket(max(month, present), by)
        part = {"commit": "commit", "best_case": "best"}.get(category, "rest")
        row = Expected(count=count, known=known, late=count if is_late else 0, weighted=int(weighted or 0))
        found[key] = found.get(key, Expected()).plus(row._replace(**{part: int(amount or 0)}))
    return found


def _won(user, wanted, keys, by):
    """{key: {column: figure}} of what was won in these periods."""
    wanted = dataclasses.replace(
        wanted, outcome="won", closed_from=line.days(keys[0])[0], closed_to=line.days(keys[-1])[1]
    )
    amount = Opportunity.base_final_amount
    sums = (pw.fn.COUNT(Opportunity.id), pw.fn.COUNT(amount), pw.fn.SUM(amount))
    query, found = seen(user, wanted, _month(Opportunity.closed_on).alias("m"), *sums).group_by(pw.SQL("m")), {}
    for month, count, known, total in query.tuples():
        row = found.setdefault(line.bucket(month, by), {"won": 0, "won_known": 0, "won_amount": 0})
        for name, figure in zip(row, (count, known, int(total or 0)), strict=True):
            row[name] += figure
    return found


REPORT = Report(
    name="forecast",
    title=N_("Forecast"),
    ask=forecast,
    by=("month", "quarter", "year"),
    dated="period",
    counts="counted",
    ahead=True,
    usual="from_now",
    glance="month",
    formula=N_("forecast = won in the period + weighted of open ones expected in it"),
    definition=(
        N_("Of the current and of future months, quarters or years, whole ones. Open opportunities count where they are expected to close. One past its date counts in the current period and is marked, one without a date is told apart. Those in stages that are omitted never count, lost ones never add."),
        N_("Running totals of whole amounts by forecast category: commit total = won + commit, best-case total = commit total + best case, open amount = commit + best case + pipeline. Amounts are in the base currency."),
        N_("Of a past period stands only the forecast that was stored when it began, beside what came: no hindsight. Every night the open opportunities are written down as they are, and never changed. A period’s forecast is that of the first such snapshot of its first seven days; where there is none, the page says so."),
        N_("What was stored is shown by who owned the opportunities on that day."),
    ),
)  # fmt: skip
