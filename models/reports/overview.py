"""How do we stand? The figures of the other reports on one page.

Each figure is that of its own report, for the same reader, period, pipeline, team and owner; nothing is worked out anew.
"""

import dataclasses
from typing import NamedTuple

from models.base import N_
from models.reports import won_by_month
from models.reports.answer import Answer, Report
from models.reports.period import Period

SPLITS, SHOWN = (
    ("reason", "source", "owner", "product", "team"),
    1,
)  # of win-loss: as many as there is something to tell of


class Figure(NamedTuple):
    """One figure: of which Report, its msgid, its value and kind (see Column), the outcome behind it.

    `of` of them, `known` carry an amount, where it is money. `before` is that of the period before, where there is one.
    """

    report: Report
    name: str
    value: object
    kind: str
    leads: str = ""
    known: int | None = None
    of: int | None = None
    before: object = None


def overview(user, wanted, period, by=None):
    """The Answer of Figure rows; its `total` is {(report, by): Answer} of every report that has a glance, and of SPLITS."""
    from models.reports import REPORTS

    parts = {}
    for name, report in REPORTS.items():
        if name == won_by_month.REPORT.name:  # of the same rows
            won = {"report": report, "columns": won_by_month.COLUMNS}
            parts[name, "month"] = dataclasses.replace(parts["win-loss", "month"], **won)
        elif report.glance:
            parts[name, report.glance] = report.ask(user, wanted, fitting(report, period), report.glance)
        if name == "win-loss":
            parts |= dict(_splits(user, wanted, period, report))
    earlier = period.before()
    was = REPORTS["win-loss"].ask(user, wanted, earlier, "year").total if earlier else None
    rows = figures(parts["pipeline-value", "stage"].total, parts["win-loss", "month"].total, was)
    return Answer(REPORT, None, period, period.within(wanted), rows, parts, ())


def _splits(user, wanted, period, report):
    """The first SHOWN of SPLITS that have a row with a name."""
    told = 0
    for by in SPLITS:
        split = report.ask(user, wanted, period, by)
        if by == "reason":  # told of the lost ones: what we won for is none of theirs
            split = dataclasses.replace(split, rows=[row for row in split.rows if row.lost])
        if any(row.key is not None for row in split.rows):
            yield (report.name, by), split
            told += 1
        if told == SHOWN:
            return


def fitting(report, period):
    """The period that a report shows when the page asks for `period`: its own usual one for all time."""
    return Period.named(report.usual) if period.name == "all" else period


def figures(opened, closed, was=None):
    """Figure rows of the totals of what is open (Value), of what is closed (Tally), and of what was closed before."""
    from models.reports import REPORTS

    value, rate, won = (REPORTS[name] for name in ("pipeline-value", "win-loss", "won-by-month"))
    amount, weighted = (opened.amount, opened.weighted) if opened.known or not opened.count else (None, None)
    rows = [
        Figure(value, N_("Open opportunities"), opened.count, "count", "open"),
        Figure(value, N_("Open amount"), amount, "money", "open", opened.known, opened.count),
        Figure(value, N_("Weighted amount"), weighted, "money", "open", opened.known, opened.count),
        Figure(rate, N_("Won"), closed.won, "count", "won"),
        Figure(rate, N_("Lost"), closed.lost, "count", "lost"),
        Figure(rate, N_("Invalid"), closed.invalid, "count", "invalid"),
        Figure(rate, N_("Win rate"), closed.win_rate, "percent", "decided"),
        Figure(rate, N_("Win rate by amount"), closed.amount_rate, "percent", "decided"),
        Figure(won, N_("Won amount"), _agreed(closed), "money", "won", closed.won_known, closed.won),
        Figure(won, N_("Average won"), closed.average, "money", "won"),
    ]
    if was is None:
        return rows
    then = (was.won, was.lost, was.invalid, was.win_rate, was.amount_rate, _agreed(was), was.average)
    return rows[:3] + [row._replace(before=value) for row, value in zip(rows[3:], then, strict=True)]


def _agreed(closed):
    """The won amount; None where there are won ones and no amount of any is known."""
    return closed.won_amount if closed.won_known or not closed.won else None


REPORT = Report(
    name="overview",
    title=N_("Overview"),
    ask=overview,
    by=(),
    moving=True,
    formula="",
    definition=(
        N_("Each figure is that of its own report, for the same period, pipeline, team and owner. Open opportunities are those open now, whatever the period."),
    ),
)  # fmt: skip
