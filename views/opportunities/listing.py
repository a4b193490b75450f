"""The list: every opportunity that the reader may see, filtered, in any order, a page at a time."""

import dataclasses

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.paging import PAGE
from models.saved_view import SavedView
from views.opportunities import columns, filters
from views.opportunities.asked import asked, count
from views.opportunities.filter_menu import menu
from views.opportunities.filter_words import outcomes
from views.page import me, page, swap
from views.saved_views import kept
from views.saved_views import menu as views_menu

rows = Blueprint("rows", __name__, url_prefix="/rows")

LOADED = 20 * PAGE  # lines renewed at once
TABS = ("open", "closed", "won", "lost", "invalid", "all")


def index():
    """`after` (a cursor) and `seen` (how many lines came before it) lead to the next page."""
    found, first = asked(), None if request.wants_part and "after" in request.args else SavedView.first_of(me(), "list")
    if first and not request.query_string and not request.wants_part:
        return redirect(kept.opened(first, "list"))
    if first and found.view is None:
        found = dataclasses.replace(found, view=0)  # from here on the address says that another is meant
    later = "after" in request.args
    context = table(found, PAGE)
    if later and request.wants_part:
        return page("opportunities/_rows.html", part="opportunities/_rows.html", **context)
    context |= around(found) | {"views": views_menu.views_of("list", found.address, found.view, first)}
    sums = Opportunity.sums(me(), found.wanted)
    return page("opportunities/index.html", part="opportunities/_list.html", sums=sums, **context)


@rows.get("")
def show():
    """The lines that a page shows (`shown`: how many), as they are by now, and the sums."""
    found = asked()
    if not request.wants_part:
        return redirect(url_for("opportunities.index", **found.address))
    context = table(found, min(max(PAGE, count(request.args, "shown")), LOADED))
    return swap("opportunities/rows/show.swap.html", sums=Opportunity.sums(me(), found.wanted), **context)


def table(found, size):
    """What the lines of the table need."""
    after, keys = request.args.get("after"), found.keys
    lines, more = Opportunity.page_of(me(), found.wanted, found.order, after, size)
    seen = count(request.args, "seen") if after else 0
    return {
        "lines": columns.lines(lines, keys),
        "columns": columns.heads(keys, found.sort),
        "chosen": keys != list(columns.USUAL[columns.state(found.wanted.outcome)]),
        "more": more,
        "seen": seen,
        "after": after,
        "shown": seen + len(lines),
        "address": found.address,
        "filter": found.filter,
        "beside": found.more(),
        "wanted": found.wanted,
    }


def around(found):
    """What the tool bar of the list needs."""
    wanted = found.wanted
    fields, beside = menu(wanted), {name: value for name, value in found.more().items() if name == "view"}
    chips = filters.chips(wanted, "opportunities.index", ("outcome",), fields.choices, **found.more())
    return {
        "sort": found.sort,
        "sorts": columns.heads(columns.sorts(wanted.outcome), found.sort),
        "usual": columns.usual(wanted.outcome),
        "menu": fields,
        "chips": list(chips),
        "states": [
            (value, name, filters.address(wanted, outcome=value) | beside)
            for value, name in states(wanted.outcome).items()
        ],
        "hidden": fields.hidden | {name: value for name, value in found.more().items() if name != "sort"},
    }


def states(shown):
    """The tabs of the list, {outcome of the filter: its name}; what only reports ask for has one while it is `shown`."""
    names = {**dict(outcomes()), "all": _("All")}
    return {value: name for value, name in names.items() if value in TABS or value == shown}
