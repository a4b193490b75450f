"""The list: every opportunity that the reader may see, filtered, in any order, a page at a time."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.paging import PAGE
from views.opportunities import columns, filters
from views.page import me, page, swap

rows = Blueprint("rows", __name__, url_prefix="/rows")

LOADED = 20 * PAGE  # lines renewed at once
TABS = ("open", "closed", "won", "lost", "invalid", "all")
INSIDE = ("pipeline", "stage", "owner", "team", "source", "grade")  # selects of the filter menu


def index():
    """`after` (a cursor) and `seen` (how many lines came before it) lead to the next page."""
    wanted, sort = asked()
    later = "after" in request.args
    context = table(wanted, sort, PAGE)
    if later and request.wants_part:
        return page("opportunities/_rows.html", part="opportunities/_rows.html", **context)
    context |= around(wanted, sort)
    return page(
        "opportunities/index.html", part="opportunities/_list.html", sums=Opportunity.sums(me(), wanted), **context
    )


@rows.get("")
def show():
    """The lines that a page shows (`shown`: how many), as they are by now, and the sums."""
    wanted, sort = asked()
    if not request.wants_part:
        return redirect(url_for("opportunities.index", **address(wanted, sort)))
    context = table(wanted, sort, min(max(PAGE, number("shown")), LOADED))
    return swap("opportunities/rows/show.swap.html", sums=Opportunity.sums(me(), wanted), **context)


def asked():
    """The filter and the order that the address asks for."""
    wanted = filters.read().settled()
    sort = request.args.get("sort", "")
    return wanted, sort if sort.removeprefix("-") in columns.keys(wanted.outcome) else columns.usual(wanted.outcome)


def address(wanted, sort):
    """The parameters of an address that asks for this list."""
    return {**filters.address(wanted), **ordered(wanted, sort)}


def ordered(wanted, sort):
    """The parameter that asks for this order; none for the usual one."""
    return {} if sort == columns.usual(wanted.outcome) else {"sort": sort}


def table(wanted, sort, size):
    """What the lines of the table need."""
    order = Opportunity.orders()[sort.removeprefix("-")]
    order = order.flipped() if sort.startswith("-") else order
    after = request.args.get("after")
    found, more = Opportunity.page_of(me(), wanted, order, after, size)
    seen = number("seen") if after else 0
    return {
        "lines": columns.lines(found),
        "columns": columns.heads(wanted.outcome, sort),
        "more": more,
        "seen": seen,
        "after": after,
        "shown": seen + len(found),
        "address": address(wanted, sort),
        "filter": filters.address(wanted),
        "wanted": wanted,
    }


def around(wanted, sort):
    """What the tool bar of the list needs."""
    offered = filters.choices(wanted, *INSIDE)
    chips = filters.chips(wanted, "opportunities.index", ("outcome",), offered, **ordered(wanted, sort))
    dates = ("expected",) * (wanted.outcome in ("open", "all")) + ("closed",) * (wanted.outcome != "open")
    inside = {"q", "outcome", *INSIDE, *(f"{name}_{end}" for name in dates for end in ("from", "to"))}
    return {
        "sort": sort,
        "usual": columns.usual(wanted.outcome),
        "offered": [choice for choice in offered if choice.name != "pipeline" or len(choice.options) > 1],
        "chips": list(chips),
        "states": [
            (value, name, filters.address(wanted, outcome=value)) for value, name in states(wanted.outcome).items()
        ],
        "dates": dates,
        "hidden": {
            name: value for name, value in filters.address(wanted).items() if name == "outcome" or name not in inside
        },
    }


def states(shown):
    """The tabs of the list, {outcome of the filter: its name}; what only reports ask for has one while it is `shown`."""
    names = {**dict(filters.outcomes()), "all": _("All")}
    return {value: name for value, name in names.items() if value in TABS or value == shown}


def number(name):
    """A small count of the address; 0 for none."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
