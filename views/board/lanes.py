"""More cards of one lane."""

from flask import Blueprint, abort, redirect, request, url_for

from models.opportunity import Opportunity
from models.opportunity.months import months
from models.pipeline import Pipeline
from views.board import columns
from views.lanes import said
from views.opportunities import filters
from views.page import me, page
from views.words import my_day

lanes = Blueprint("lanes", __name__, url_prefix="/<int:pipeline_id>/lanes")


@lanes.get("/<key>")
def show(pipeline_id, key):
    """`key` is the id of a stage, or of a month where the address groups by month."""
    from views.board import asked

    pipeline = Pipeline.current(pipeline_id)
    if pipeline is None or pipeline.id != pipeline_id:
        abort(404)
    wanted, group, sort = asked(pipeline)
    path = pipeline.path()
    among = path if group == "stage" else months(my_day())
    of = next((lane for lane in among if str(lane.id) == key), None)
    if of is None:
        abort(404)
    if not request.wants_part:  # without JavaScript the list shows them all
        return redirect(url_for("opportunities.index", **filters.address(wanted, **listed(of, group))))
    rows, more = Opportunity.lane(me(), wanted, of, sort, request.args.get("after"))
    lane = columns.Lane(of, "", "", cards=columns.cards(rows, None if group == "stage" else path), more=more)
    address = {**filters.address(wanted, pipeline=None), **said(group, sort)}
    return page("board/lanes/_more.html", lane=lane, pipeline=pipeline, address=address, group=group)


def listed(of, group):
    """The fields of a filter that mean a lane."""
    if group == "stage":
        return {"stage": of.id}
    if of.first is None and of.last is None:
        return {"expected": "none", "expected_from": None, "expected_to": None}
    return {"expected": "", "expected_from": of.first, "expected_to": of.last}
