"""What others did to an opportunity meanwhile: its open page asks every few seconds whether it is still as it is."""

import json

from flask import Blueprint, make_response, request

from models.opportunity import Opportunity
from views.page import find

changes = Blueprint("changes", __name__, url_prefix="/<int:opportunity_id>/changes")


@changes.get("")
def show(opportunity_id):
    """304 while nothing happened; else the page is told to fetch itself anew."""
    row = find(Opportunity, opportunity_id)
    stamp = row.stamp()
    if request.headers.get("HX-PTag") == stamp:
        return make_response("", 304)
    told = json.dumps({"opportunity-moved": {"target": f"#opportunity-{row.id}"}})
    return make_response("", 200, {"HX-PTag": stamp, "HX-Trigger": told})
