"""A report crossed by two for a spreadsheet, for the terminal, for another program."""

import dataclasses
import itertools

from flask_babel import gettext as _

from models.reports.tally import ENOUGH
from models.reports.win_loss import COLUMNS
from views.reports import names, plain


def named(made, row, dimension):
    """The name of a row or a head, by its Dimension."""
    return names.row(dataclasses.replace(made, by=dimension), row)


def _pairs(made):
    """Every cell that holds something, then the sums of rows and of heads, then all: (row, head, Tally)."""
    for row, head in itertools.product(made.rows, made.heads):
        if made.cell(row, head).closed:
            yield row, head, made.cell(row, head)
    yield from ((row, made.total, row) for row in made.rows)
    yield from ((made.total, head, head) for head in made.heads)
    yield made.total, made.total, made.total


def sheet(made):
    """The table as CSV."""
    return plain.lines(*table(made))


def table(made):
    """(headings, rows of texts): one line a cell, with all its figures; the sums are those with "All"."""
    headings = [_(made.by.title), _(made.across.title), *map(names.header, COLUMNS)]
    rows = [
        [
            named(made, row, made.by),
            named(made, head, made.across),
            *(plain.bare(_value(cell, column), column.kind) for column in COLUMNS),
        ]
        for row, head, cell in _pairs(made)
    ]
    return headings, rows


def _value(cell, column):
    """A figure of a cell; None where it is unknown."""
    unknown = column.known and getattr(cell, column.of) and not getattr(cell, column.known)
    return None if unknown else getattr(cell, column.name)


def record(made):
    """The Crossing as JSON says it: `cells` with the keys of their row and head, the sums with `all` in their place."""
    cells = [
        {
            "row": "all" if row is made.total else row.key,
            "column": "all" if head is made.total else head.key,
            "names": [named(made, row, made.by), named(made, head, made.across)],
            **{column.name: plain.rounded(_value(cell, column)) for column in COLUMNS},
        }
        for row, head, cell in _pairs(made)
    ]
    told_ = {"by": made.by.name, "across": made.across.name, "enough": ENOUGH, "cells": cells}
    return plain.head(made.report, made.period) | told_
