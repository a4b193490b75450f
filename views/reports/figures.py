"""How the figures of a report are written on its page, and the address of the rows behind each of them."""

from flask import url_for
from flask_babel import gettext as _

from views.opportunities import filters
from views.words import money, number


def percent(value, places=1):
    """A rate in percent: 63.2%; "—" for none. Never rounded up to all or down to nothing: >99.9%, <0.1%."""
    if value is None:
        return "—"
    least = 10**-places
    if 0 < value < least / 2:
        return f"<{least:.{places}f}%"
    if 100 - least / 2 < value < 100:
        return f">{100 - least:.{places}f}%"
    return f"{value:.{places}f}%"


def written(value, kind):
    """A figure in full, by its kind (Column)."""
    return {"money": money, "percent": percent, "count": number, "days": days}[kind](value)


def days(value):
    """A stretch of days, to a tenth where it has one; "—" for none."""
    return number(value, None if value is None else 1)


def behind(answer, row, outcome):
    """The address of the list that holds exactly the opportunities of this outcome in `row`."""
    return url_for("opportunities.index", **filters.address(answer.behind(row, outcome)))


def partly(row, column):
    """ "4 of 5" where not every opportunity of a sum has an amount, else nothing."""
    if not column.known or getattr(row, column.known) == getattr(row, column.of):
        return ""
    return _("%(known)s of %(all)s", known=number(getattr(row, column.known)), all=number(getattr(row, column.of)))


def rate(row):
    """(text, told): the win rate, or "2 of 4" where there are too few for one."""
    if row.win_rate is not None:
        return percent(row.win_rate), True
    if not row.decided:
        return "", False
    return _("%(known)s of %(all)s", known=number(row.won), all=number(row.decided)), False
