"""The table beneath a chart: the same figures, each a link to its rows."""

from flask_babel import gettext as _

from views.reports import kinds
from views.reports.cells import Cell, Row, Table
from views.reports.changes import change
from views.reports.sorting import sortable

MOST = 100  # rows shown at first


def table(answer, whole=False, asked=None):
    """The Table of an Answer: all rows, or the first MOST; with `asked` its heads lead to the same in their order."""
    kind = kinds.of(answer)
    rows = answer.rows if whole else answer.rows[:MOST]
    columns, barred = kind.columns(answer), kind.barred(answer)
    heads = []
    for column in columns:
        heads += [""] * (column.name == barred) + [_(column.title)]
    most = max((getattr(row, barred) or 0 for row in rows), default=0) if barred else None
    made = [_row(answer, row, columns, barred, most) for row in rows]
    total = _row(answer, answer.total, columns, barred, None)
    names = ["name", *(name for column in columns for name in [""] * (column.name == barred) + [column.name])]
    sorts = [asked.address(sort=name) if name else "" for name in names] if asked and sortable(answer) else []
    by = names.index(asked.sort) if sorts and asked.sort in names else None
    return Table(_(answer.by.title), heads, made, total, len(answer.rows) - len(rows), sorts, by)


def _row(answer, row, columns, barred, most):
    kind, cells = kinds.of(answer), []
    for column in columns:
        if column.name == barred:
            cells.append(Cell("", barred=True, bar=kind.bar(answer, row, barred, most) if most is not None else None))
        cells.append(kind.cell(answer, row, column)._replace(change=change(answer, row, column)))
    return Row(kind.name(answer, row), cells)
