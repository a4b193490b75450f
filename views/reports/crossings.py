"""A report crossed by two: a table of both, tinted by its figure, each cell a link to its rows; the same as files."""

import dataclasses
import itertools

from flask import url_for
from flask_babel import gettext as _

from models.reports.tally import ENOUGH
from models.reports.win_loss import COLUMNS
from views.opportunities import filters
from views.reports import names, plain
from views.reports.cells import Cell
from views.reports.figures import percent, rate
from views.reports.sentences import HERE, not_closed, told
from views.words import money_short, number

HEADS, ROWS = 12, 60  # of the table on the page; files have them all
TINTS = 6


def shown(made, asked):
    """What the page of a Crossing shows beside its controls."""
    figures = _figures(made)
    figure = asked.show if asked.show in dict(figures) else figures[0][0]
    rows, heads = made.rows[:ROWS], made.heads[:HEADS]
    most = max((_tinted(made.cell(row, head), figure) for row in rows for head in heads), default=0)
    return {
        "body": "reports/_crossing.html",
        "crossing": {"figures": figures, "figure": figure},
        "title": not_closed(made) if made.empty else title(made, figure, dict(figures)[figure]),
        "made": made,
        "heads": [_name(made, head, made.across) for head in heads],
        "lines": [
            (_name(made, row, made.by), [_cell(made, row, head, figure, most) for head in (*heads, made.total)])
            for row in (*rows, made.total)
        ],
        "left": (len(made.rows) - len(rows), len(made.heads) - len(heads)),
        "sides": [],
    }


def _figures(made):
    """The figures that a cell may show, as (name, word), the usual one first."""
    lost = [("lost", _("Lost")), ("lost_amount", _("Lost amount"))]
    won = [("won", _("Won")), ("won_amount", _("Won amount"))]
    if made.rated:
        return [("win_rate", _("Win rate")), ("closed", _("Closed")), *won, *lost]
    return lost if made.lost_only else [*lost, *won, ("invalid", _("Invalid"))]


def title(made, figure, word):
    """The Sentence with the cell that stands out, of those with both names."""
    named = [
        (cell, row, head)
        for row, head in itertools.product(made.rows, made.heads)
        if row.key is not None and head.key is not None and (cell := made.cell(row, head)).closed
    ]
    known = [each for each in named if getattr(each[0], figure)]
    if not known:
        return told(_("%(count)s closed, none of them with both", count=HERE), number(made.total.closed))
    cell, row, head = max(known, key=lambda each: getattr(each[0], figure))
    both = {"first": _named(made, row, made.by), "second": _named(made, head, made.across)}
    if figure == "win_rate":
        return told(
            _("%(first)s with %(second)s wins most often: %(rate)s", rate=HERE, **both), percent(cell.win_rate, 0)
        )
    sentence = _("%(first)s with %(second)s stands out, %(figure)s: %(value)s", figure=word, value=HERE, **both)
    return told(sentence, _written(cell, figure))


def _named(made, row, dimension):
    return names.row(dataclasses.replace(made, by=dimension), row)


def _name(made, row, dimension):
    """The name of a row or head, a link to all of it."""
    total = made.total
    pair = (row, total) if dimension is made.by else (total, row)
    return Cell(
        _named(made, row, dimension), _address(made, *pair, "closed"), faint=row.key is None and row is not total
    )


def _address(made, row, head, outcome):
    return url_for("opportunities.index", **filters.address(made.behind(row, head, outcome)))


def _cell(made, row, head, figure, most):
    """The Cell and its tint, 0 to TINTS."""
    cell = made.cell(row, head)
    outcome = {"win_rate": "decided"}.get(figure, figure.partition("_")[0])
    there = getattr(cell, outcome)
    whole = row is made.total or head is made.total
    tint = 0 if whole or not most else round(TINTS * _tinted(cell, figure) / most)
    href = _address(made, row, head, outcome) if there else ""
    if figure == "win_rate":
        text, told_ = rate(cell)
        note = f"{number(cell.won)}/{number(cell.decided)}" if told_ else ""
        return Cell(text, href, note, faint=not told_), tint
    return Cell(_written(cell, figure) if there else "", href, faint=not there), tint


def _tinted(cell, figure):
    return getattr(cell, figure) or 0


def _written(cell, figure):
    if not figure.endswith("_amount"):
        return number(getattr(cell, figure))
    known = getattr(cell, figure.replace("amount", "known"))
    return money_short(getattr(cell, figure) if known else None)


def _pairs(made):
    """Every cell that holds something, then the sums of rows and of heads, then all: (row, head, Tally)."""
    for row, head in itertools.product(made.rows, made.heads):
        if made.cell(row, head).closed:
            yield row, head, made.cell(row, head)
    yield from ((row, made.total, row) for row in made.rows)
    yield from ((made.total, head, head) for head in made.heads)
    yield made.total, made.total, made.total


def sheet(made):
    """CSV of one line a cell, with all its figures; the sums are those with "All"."""
    headings = [_(made.by.title), _(made.across.title), *map(names.header, COLUMNS)]
    rows = [
        [
            _named(made, row, made.by),
            _named(made, head, made.across),
            *(plain.bare(_value(cell, column), column.kind) for column in COLUMNS),
        ]
        for row, head, cell in _pairs(made)
    ]
    return plain.lines(headings, rows)


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
            "names": [_named(made, row, made.by), _named(made, head, made.across)],
            **{column.name: plain.rounded(_value(cell, column)) for column in COLUMNS},
        }
        for row, head, cell in _pairs(made)
    ]
    told_ = {"by": made.by.name, "across": made.across.name, "enough": ENOUGH, "cells": cells}
    return plain.head(made.report, made.period) | told_
