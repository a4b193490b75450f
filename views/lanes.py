"""What board, list and reports agree on: what its lanes are, their orders, and the colour of a stage."""

from flask_babel import gettext as _
from flask_babel import pgettext

from models.opportunity.months import LATER, PAST, WITHOUT
from views.words import month_name

SORTS = ("moved", "close", "amount", "step", "stuck", "neglected", "pushes", "grade", "intent")
GROUPS = {"stage": "moved", "month": "close"}  # what the lanes of a board are, and their usual order


def ordered(args):
    """(group, sort) that the parameters of a board ask for."""
    group = args.get("group") if args.get("group") in GROUPS else "stage"
    sort = args.get("sort")
    return group, sort if sort in SORTS else GROUPS[group]


def said(group, sort):
    """The parameters that ask for them again: {} for the usual ones."""
    found = {} if group == "stage" else {"group": group}
    return found if sort == GROUPS[group] else {**found, "sort": sort}


def month_word(month):
    """What a Month is called at the head of its lane."""
    words = {PAST: _("Past months"), LATER: pgettext("months", "Later"), WITHOUT: _("No date")}
    return words.get(month.id) or month_name(month.first)


def hue(position, count):
    """Where a stage stands on the walk of ten colours."""
    return 1 + round(9 * position / (count - 1)) if count > 1 else 1
