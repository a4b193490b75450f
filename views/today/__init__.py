"""Today: where the day begins. What to do now, with reasons, and how the month stands."""

from flask import Blueprint, request

from models.opportunity import Opportunity
from models.opportunity.filter import Filter
from models.opportunity.marked import REASONS
from models.today import todo
from views.opportunities import filters
from views.page import me, page
from views.today import figures, lines, whose
from views.words import my_day

blueprint = Blueprint("today", __name__, url_prefix="/today")


@blueprint.get("")
def show():
    """`owner` says whose: nothing for one's own, a user's id, "team-" and a team's id, or "all"; `group` one of REASONS."""
    chosen = whose.asked(request.args.get("owner", ""))
    only = request.args.get("group") if request.args.get("group") in REASONS else None
    wanted = Filter(**chosen.fields, day=my_day())
    return page("today/show.html", part="today/_today.html", **around(chosen, wanted, only))


def around(chosen, wanted, only):
    """What the page shows."""
    groups = todo(me(), wanted, only)
    return {
        "chosen": chosen,
        "only": only,
        "day": wanted.day,
        "count": sum(group.count for group in groups),
        "late": next((group.count for group in groups if group.name == "overdue"), 0),
        "groups": lines.groups(groups, chosen),
        "bare": not any(group.count for group in groups) and not Opportunity.visible_to(me()).exists(),
        "address": {"owner": chosen.key} if chosen.key else {},
        "lists": {name: filters.address(wanted, todo=name) for name in REASONS},
        **figures.shown(wanted),
    }
