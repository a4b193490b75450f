"""How do we stand? The figures of the other reports on one page.

Each figure is that of its own report, for the same reader, period, pipeline, team and owner; nothing is worked out anew.
"""

import dataclasses
from typing import NamedTuple

from models.base import N_
from models.reports import won_by_month
from models.reports.answer import Answer, Report
from models.reports.period import Period

SPLITS = ("reason", "source", "owner", "product", "team")  # of win-loss: the first there is something to tell of


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


SPLIT = "split"  # the glance at win-loss by whatever there is something to tell of


def glances():
    """The names of what the overview shows, in their order: reports, and SPLIT after win-loss."""
    from models.reports import REPORTS

    for name, report in REPORTS.items():
        if report.glance or name == won_by_month.REPORT.name:
            yield name
        if name == "win-loss":
            yield SPLIT


def glance(name, user, wanted, period):
    """The Answer of one of `glances`; None where a split has nothing to tell. KeyError for an unknown name."""
    from models.reports import REPORTS, ask

    if name == SPLIT:
        return next(_splits(user, wanted, period), None)
    if name == won_by_month.REPORT.name:  # of the same rows
        won = {"report": REPORTS[name], "columns": won_by_month.COLUMNS}
        return dataclasses.replace(glance("win-loss", user, wanted, period), **won)
    report = REPORTS[name]
    if not report.glance:
        raise KeyError(name)
    return ask(name, user, wanted, fitting(report, period), report.glance)


def _splits(user, wanted, period):
    """The SPLITS of win-loss that have a row with a name."""
    from models.reports import ask

    for by in SPLITS:
        split = ask("win-loss", user, wanted, period, by)
        if by == "reason":  # told of the lost ones: what we won for is none of theirs
            split = dataclasses.replace(split, rows=[row for row in split.rows if row.lost])
        if any(row.key is not None for row in split.rows):
            yield split


def standing(user, wanted, period):
    """The Answer of Figure rows alone."""
    from models.reports import ask

    opened, closed = (glance(name, user, wanted, period).total for name in ("pipeline-value", "win-loss"))
    earlier = period.before()
    was = ask("win-loss", user, wanted, earlier, "year").total if earlier else None
    return Answer(REPORT, None, period, period.within(wanted), figures(opened, closed, was), {}, ())


def overview(user, wanted, period, by=None):
    """The Answer of Figure rows; its `total` is {(report, by): Answer} of every glance."""
    parts = filter(None, (glance(name, user, wanted, period) for name in glances()))
    total = {(part.report.name, part.by.name): part for part in parts}
    return dataclasses.replace(standing(user, wanted, period), total=total)


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
