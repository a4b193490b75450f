"""What happened to an opportunity, a page at a time."""

from flask import Blueprint, request

from models.opportunity import Opportunity
from views.opportunities.story import told
from views.page import find, page

timeline = Blueprint("timeline", __name__, url_prefix="/<int:opportunity_id>/timeline")


@timeline.get("")
def index(opportunity_id):
    row = find(Opportunity, opportunity_id)
    events, older = row.story(request.args.get("after"))
    return page(
        "opportunities/timeline/index.html",
        part="opportunities/timeline/_lines.html",
        opportunity=row,
        days=told(row, events),
        older=older,
    )
