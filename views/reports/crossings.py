"""A report crossed by two: a table of both, tinted by its figure, each cell a link to its rows; the same as files."""

import itertools

from flask import url_for
from flask_babel import gettext as _

from views.opportunities import filters
from views.reports import names
from views.reports.cells import Cell
from views.reports.changes import between
from views.reports.crossing_files import named
from views.reports.figures import percent
from views.reports.sentences import HERE, not_closed, told
from views.words import money_short, number

HEADS, ROWS = 12, 60  # of the table on the page; files have them all
TINTS = 6


def shown(made, asked):
    """What the page of a Crossing shows beside its controls."""
    figures = _figures(made)
    figure = asked.show if asked.show in dict(figures) else figures[0][0]
    rows, heads = _told(made.rows, figure)[:ROWS], _told(made.heads, figure)[:HEADS]
    most = max((_tinted(made.cell(row, head), figure) for row in rows for head in heads), default=0)
    counted = _(
        "%(won)s won, %(lost)s lost, %(invalid)s invalid.",
        won=number(made.total.won), lost=number(made.total.lost), invalid=number(made.total.invalid),
    )  # fmt: skip
    return {
        "body": "reports/_crossing.html",
        "lead": counted if made.period.name == "all" else f"{counted} {names.period(made.period)}",
        "crossing": {"figures": figures, "figure": figure},
        "title": not_closed(made) if made.empty else title(made, figure),
        "against": names.against(made),
        "made": made,
        "heads": [_name(made, head, made.across) for head in heads],
        "lines": [
            (_name(made, row, made.by), [_cell(made, row, head, figure, most) for head in (*heads, made.total)])
            for row in (*rows, made.total)
        ],
        "left": len(_told(made.rows, figure)) > ROWS or len(_told(made.heads, figure)) > HEADS,
        "sides": [],
    }


def _told(edge, figure):
    """Those of which there is something to tell: with none lost, a row has no place in a table of lost ones."""
    return [row for row in edge if getattr(row, _outcome(figure))]


def _outcome(figure):
    """The outcome of the opportunities that a figure is of."""
    return {"win_rate": "decided"}.get(figure, figure.partition("_")[0])


def _figures(made):
    """The figures that a cell may show, as (name, word), the usual one first."""
    lost = [("lost", _("Lost")), ("lost_amount", _("Lost amount"))]
    won = [("won", _("Won")), ("won_amount", _("Won amount"))]
    if made.rated:
        return [("win_rate", _("Win rate")), ("closed", _("Closed")), *won, *lost]
    return lost if made.lost_only else [*lost, *won, ("invalid", _("Invalid"))]


def title(made, figure):
    """The Sentence with the cell that stands out, of those with both names."""
    both = [
        (cell, row, head)
        for row, head in itertools.product(made.rows, made.heads)
        if row.key is not None and head.key is not None and (cell := made.cell(row, head)).closed
    ]
    known = [each for each in both if getattr(each[0], figure)]
    if not known:
        return told(_("%(count)s closed, none of them with both", count=HERE), number(made.total.closed))
    cell, row, head = max(known, key=lambda each: getattr(each[0], figure))
    words = {"first": named(made, row, made.by), "second": named(made, head, made.across), "value": HERE}
    if figure == "win_rate":
        return told(_("%(first)s · %(second)s wins most often: %(value)s", **words), percent(cell.win_rate, 0))
    sentence = {
        "closed": _("Most are closed at %(first)s · %(second)s: %(value)s", **words),
        "won": _("Most are won at %(first)s · %(second)s: %(value)s", **words),
        "lost": _("Most are lost at %(first)s · %(second)s: %(value)s", **words),
        "invalid": _("Most are invalid at %(first)s · %(second)s: %(value)s", **words),
        "won_amount": _("The most is won at %(first)s · %(second)s: %(value)s", **words),
        "lost_amount": _("The most is lost at %(first)s · %(second)s: %(value)s", **words),
    }[figure]
    return told(sentence, _written(cell, figure))


def _name(made, row, dimension):
    """The name of a row or head, a link to all of it."""
    total = made.total
    pair = (row, total) if dimension is made.by else (total, row)
    return Cell(
        named(made, row, dimension), _address(made, *pair, "closed"), faint=row.key is None and row is not total
    )


def _address(made, row, head, outcome):
    return url_for("opportunities.index", **filters.address(made.behind(row, head, outcome)))


def _cell(made, row, head, figure, most):
    """The Cell and its tint, 0 to TINTS."""
    cell = made.cell(row, head)
    outcome = _outcome(figure)
    there = getattr(cell, outcome)
    whole = row is made.total or head is made.total
    tint = 0 if whole or not most else round(TINTS * _tinted(cell, figure) / most)
    href = _address(made, row, head, outcome) if there else ""
    change = _change(made, row, head, figure)
    if figure == "win_rate":
        counts = f"{number(cell.won)}/{number(cell.decided)}" if cell.decided else ""
        if cell.win_rate is None:
            return Cell(counts, href, faint=True), tint
        return Cell(percent(cell.win_rate), href, counts, change=change), tint
    return Cell(_written(cell, figure) if there else "", href, faint=not there, change=change if there else None), tint


def _change(made, row, head, figure):
    """How the figure of a cell differs from that of the period before; None where one of both is unknown."""
    then = made.earlier(row, head)
    if then is None:
        return None
    kind = "percent" if figure == "win_rate" else "money" if figure.endswith("_amount") else "count"
    return between(*(_known(cell, figure) for cell in (made.cell(row, head), then)), kind)


def _known(cell, figure):
    """The figure of a cell; None for a sum without one known amount."""
    unknown = figure.endswith("_amount") and getattr(cell, _outcome(figure)) and not getattr(cell, _part(figure))
    return None if unknown else getattr(cell, figure)


def _part(figure):
    """The figure that counts those with an amount."""
    return figure.replace("amount", "known")


def _tinted(cell, figure):
    return getattr(cell, figure) or 0


def _written(cell, figure):
    if not figure.endswith("_amount"):
        return number(getattr(cell, figure))
    known = getattr(cell, _part(figure))
    return money_short(getattr(cell, figure) if known else None)
