"""How do we stand? The figures of the other reports on one page.

Each figure is that of its own report, for the same reader, period, pipeline, team and owner; nothing is worked out anew.
"""

import dataclasses
from typing import NamedTuple

from models.base import N_
from models.reports import pipeline_value, win_loss, won_by_month
from models.reports.answer import Answer, Report

PARTS = (("pipeline-value", "stage"), ("win-loss", "month"))  # report, and by what
SPLITS, SHOWN = (
    ("reason", "source", "owner", "product", "team"),
    3,
)  # of win-loss: those that there is something to tell of
REPORTS = {module.REPORT.name: module.REPORT for module in (pipeline_value, win_loss, won_by_month)}


class Figure(NamedTuple):
    """One figure: of which Report, its msgid, its value and kind (see Column), the outcome behind it.

    `of` of them, `known` carry an amount, where it is money.
    """

    report: Report
    name: str
    value: object
    kind: str
    leads: str = ""
    known: int | None = None
    of: int | None = None


def overview(user, wanted, period, by=None):
    """The Answer of Figure rows; its `total` is {(report, by): Answer} of PARTS, won by month, and SHOWN of the SPLITS."""
    parts = {(name, by): REPORTS[name].ask(user, wanted, period, by) for name, by in PARTS}
    won = dataclasses.replace(parts["win-loss", "month"], report=won_by_month.REPORT, columns=won_by_month.COLUMNS)
    parts["won-by-month", "month"] = won  # of the same rows
    for by in SPLITS:
        if len(parts) == len(PARTS) + 1 + SHOWN:
            break
        split = REPORTS["win-loss"].ask(user, wanted, period, by)
        if any(row.key is not None for row in split.rows):
            parts["win-loss", by] = split
    rows = figures(parts["pipeline-value", "stage"].total, parts["win-loss", "month"].total)
    return Answer(REPORT, None, period, period.within(wanted), rows, parts, ())


def figures(opened, closed):
    """Figure rows of the totals of what is open (Value) and of what is closed (Tally)."""
    value, rate, won = (REPORTS[name] for name in ("pipeline-value", "win-loss", "won-by-month"))
    amount, weighted = (opened.amount, opened.weighted) if opened.known or not opened.count else (None, None)
    agreed = closed.won_amount if closed.won_known or not closed.won else None
    return [
        Figure(value, N_("Open opportunities"), opened.count, "count", "open"),
        Figure(value, N_("Open amount"), amount, "money", "open", opened.known, opened.count),
        Figure(value, N_("Weighted amount"), weighted, "money", "open", opened.known, opened.count),
        Figure(rate, N_("Won"), closed.won, "count", "won"),
        Figure(rate, N_("Lost"), closed.lost, "count", "lost"),
        Figure(rate, N_("Invalid"), closed.invalid, "count", "invalid"),
        Figure(rate, N_("Win rate"), closed.win_rate, "percent", "decided"),
        Figure(rate, N_("Win rate by amount"), closed.amount_rate, "percent", "decided"),
        Figure(won, N_("Won amount"), agreed, "money", "won", closed.won_known, closed.won),
        Figure(won, N_("Average won"), closed.average, "money", "won"),
    ]


REPORT = Report(
    name="overview",
    title=N_("Overview"),
    ask=overview,
    by=(),
    formula="",
    definition=(
        N_("Each figure is that of its own report, for the same period, pipeline, team and owner. Open opportunities are those open now, whatever the period."),
    ),
)  # fmt: skip
