"""What most reports have in common: of opportunities by their closing, in rows with a name and figures."""

from typing import NamedTuple

from flask_babel import gettext as _

from views.reports import figures, names, series
from views.reports.cells import Bar, Cell
from views.reports.figures import partly, percent, written
from views.reports.sentences import Sentence
from views.words import number


class Heading(NamedTuple):
    """Over a chart. `keys` are (tone, word), for several series."""

    title: str
    note: str = ""
    keys: tuple = ()


class Empty(NamedTuple):
    """What an empty report says, and what may be done: `act` with the endpoint `to` (None: all time)."""

    words: str
    act: str
    to: str | None = "board.show"


def title(answer):
    return Sentence(_(answer.report.title))


def nothing(answer):
    return Sentence(_("Nothing yet") if answer.period.name == "all" else _("Nothing in this period"))


def lead(answer):
    """The period, where one is chosen."""
    return "" if answer.period.name == "all" or not answer.report.timely else names.period(answer.period)


def stats(answer):
    return []


def lines(answer):
    return []


def heading(answer):
    return Heading(_(answer.report.title))


def drawn(answer, most):
    return series.first(answer, most)


def chart(answer, rows):
    """Bars of the first figure that is a count or a sum."""
    column = next(column for column in answer.columns if column.kind in ("count", "money"))
    made = series.series(answer, rows, _(column.title), column.name, column.kind, column.leads, tone="accent")
    return {"datasets": [made], "ends": made["texts"]}


def columns(answer):
    """All but those that are told beside the sum they belong to."""
    beside = {column.known for column in answer.columns}
    return [column for column in answer.columns if column.name not in beside]


def barred(answer):
    return None


def bar(answer, row, column, most):
    value = getattr(row, column)
    return Bar(round(100 * value / most, 1)) if value and most else None


def name(answer, row):
    """The name, a link to all of it where there is any."""
    kind_, there = answer.report.counts, getattr(row, answer.report.counts, 0)
    leads = {"count": "open"}.get(kind_, kind_)
    return Cell(names.row(answer, row), figures.behind(answer, row, leads) if there else "", faint=not there)


def cell(answer, row, column):
    """The figure in words, a link where there is a list of just that."""
    value = answer.figure(row, column)
    if column.kind == "text":
        return Cell(value or "")
    if column.kind in ("percent", "days"):
        href = figures.behind(answer, row, column.leads) if column.leads and value is not None else ""
        return Cell(percent(value) if column.kind == "percent" else written(value, "days"), href, faint=value is None)
    leads = value is not None and column.leads and getattr(row, column.of or column.name)
    text = number(value) if column.kind == "count" else written(value, column.kind)
    note = partly(row, column) if value is not None else ""
    return Cell(text, figures.behind(answer, row, column.leads) if leads else "", note, faint=not value)


def row(answer, of, among=None):
    return names.row(answer, of, among)


def behind(answer, of, what):
    return figures.behind(answer, of, what)


def sides(answer, asked):
    return []


def record(answer):
    return {}


def empty(answer, narrowed):
    if narrowed:
        return Empty(_("Choose a longer period, or take a filter away."), _("Show all time"), None)
    words = _("Once opportunities are won or lost, this page says how many, how much and why.")
    return Empty(words, _("Go to the board"))
