"""The table beneath a chart: the same figures, each a link to its rows."""

from typing import NamedTuple

from flask_babel import gettext as _

from views.lanes import hue
from views.reports import names
from views.reports.figures import behind, partly, percent, rate, written
from views.words import number

MOST = 100  # rows shown at first

HIDDEN = ("won_known", "lost_known", "known")  # told beside the sum they belong to
BARS = {"win_rate": "", "share": "bar--quiet", "won_amount": "", "weighted": ""}  # column before which a bar stands


class Bar(NamedTuple):
    """A bar of `width` percent, with a tick at `tick` percent if any."""

    width: float
    css: str = ""
    tick: float | None = None


class Cell(NamedTuple):
    text: str
    href: str = ""
    note: str = ""  # a word beside it, in small
    faint: bool = False
    barred: bool = False  # room for a bar instead of a text
    bar: Bar | None = None


class Row(NamedTuple):
    name: Cell
    cells: list


class Table(NamedTuple):
    """`heads` are (title, is it of a bar); `rest` counts the rows that are not shown."""

    title: str
    heads: list
    rows: list
    total: Row
    rest: int


def table(answer, whole=False):
    """The Table of an Answer: all rows, or the first MOST."""
    rows = answer.rows if whole else answer.rows[:MOST]
    columns = [column for column in answer.columns if column.name not in HIDDEN and _told(answer, column)]
    barred = _barred(answer)
    heads = [_(answer.by.title)]
    for column in columns:
        heads += [""] * (column.name == barred) + [_("By amount") if column.name == "amount_rate" else _(column.title)]
    most = max((getattr(row, barred) for row in rows), default=0) if barred in ("won_amount", "weighted") else 100
    made = [_row(answer, row, columns, barred, most) for row in rows]
    return Table(
        heads[0], heads[1:], made, _row(answer, answer.total, columns, None, most), len(answer.rows) - len(rows)
    )


def _told(answer, column):
    """Is there anything to tell of lost amounts? Where none is known, their columns would be dashes only."""
    return column.name not in ("lost_amount", "amount_rate") or answer.total.lost_known


def _barred(answer):
    if answer.report.name == "win-loss":
        return "win_rate" if answer.by.rated else "share"
    return "won_amount" if answer.report.name == "won-by-month" else "weighted"


def _row(answer, row, columns, barred, most):
    cells = []
    for column in columns:
        if column.name == _barred(answer):
            cells.append(Cell("", barred=True, bar=_bar(answer, row, column.name, most) if barred else None))
        cells.append(_cell(answer, row, column))
    return Row(_name(answer, row), cells)


def _bar(answer, row, name, most):
    if name == "weighted":
        css = f"bar--stage stage--{hue(*row.place)}" if row.place else ""
        return Bar(round(100 * row.weighted / row.amount, 1), css) if row.amount else None
    value = getattr(row, name)
    if value is None or not most:
        return None
    tick = answer.total.win_rate if name == "win_rate" else None
    return Bar(round(100 * value / most, 1), BARS[name], tick and round(tick, 1))


def _name(answer, row):
    whole = "open" if answer.report.name == "pipeline-value" else "closed"
    there = row.count if whole == "open" else row.closed
    label = {"won": _("won"), "lost": _("lost"), "invalid": _("invalid")}.get(getattr(row, "outcome", None), "")
    note = label if answer.by.name == "reason" and row is not answer.total else ""
    return Cell(names.row(answer, row), behind(answer, row, whole) if there else "", note, faint=not there)


def _cell(answer, row, column):
    value = answer.figure(row, column)
    if column.name == "win_rate":
        text, told = rate(row)
        return Cell(text, behind(answer, row, column.leads) if row.decided else "", faint=not told)
    if column.kind == "percent":
        href = behind(answer, row, column.leads) if column.leads and value is not None else ""
        return Cell(percent(value), href, faint=value is None)
    leads = value is not None and column.leads and getattr(row, column.of or column.name)
    text = number(value) if column.kind == "count" else written(value, column.kind)
    note = partly(row, column) if value is not None else ""
    return Cell(text, behind(answer, row, column.leads) if leads else "", note, faint=not value)
