"""How a figure differs from the same one of the period before, in words and in a sign."""

from typing import NamedTuple

from flask_babel import gettext as _

from views.reports.figures import percent, written
from views.words import number


class Change(NamedTuple):
    """`text` is short ("+3", "+12%", "−2 pts"); `told` names the figure before; `way` is up, down or same."""

    text: str
    told: str
    way: str


def change(answer, row, column):
    """The Change of the figure in this cell; None where there is no period before, or nothing to hold it against."""
    if column.name not in answer.report.compared or not answer.before or answer.before.empty:
        return None
    return between(answer.figure(row, column), answer.earlier(row, column), column.kind)


def between(value, before, kind):
    """The Change from `before` to `value`, figures of this kind; None where one of them is unknown.

    A rate changes by points, a count below 10 by so many, all else by its share of what it was.
    """
    if value is None or before is None:
        return None
    told = _("%(figure)s in the period before", figure=written(before, kind))
    if value == before:
        return Change("=", told, "same")
    sign, less = ("+", value - before) if value > before else ("−", before - value)
    if kind == "percent":
        text = _("%(points)s pts", points=number(round(less, 1)))
    elif kind == "days":
        text = _("%(days)s d", days=number(round(less, 1)))
    elif kind == "money" and not before:
        return Change(_("from 0"), told, "up")
    elif kind == "count" and before < 10:
        text = written(less, kind)
    else:
        text = percent(100 * less / before, 0)
    return Change(sign + text, told, "up" if value > before else "down")


def held(answer, stats):
    """The Stats, each with the change of the figure it names."""
    columns = {column.name: column for column in answer.columns}
    return [
        stat._replace(change=change(answer, answer.total, columns[stat.figure])) if stat.figure in columns else stat
        for stat in stats
    ]
