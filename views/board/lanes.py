"""More cards of one lane."""

from flask import Blueprint, abort, redirect, request, url_for

from models.opportunity import Opportunity
from models.pipeline import Pipeline
from views.board import columns
from views.opportunities import filters
from views.page import me, page

lanes = Blueprint("lanes", __name__, url_prefix="/<int:pipeline_id>/lanes")


@lanes.get("/<int:stage_id>")
def show(pipeline_id, stage_id):
    from views.board import asked

    pipeline = Pipeline.current(pipeline_id)
    stage = next((s for s in pipeline.path() if s.id == stage_id), None) if pipeline else None
    if stage is None or pipeline.id != pipeline_id:
        abort(404)
    wanted, sort = asked(pipeline)
    if not request.wants_part:  # without JavaScript the list shows them all
        return redirect(url_for("opportunities.index", **filters.address(wanted, stage=stage.id)))
    rows, more = Opportunity.lane(me(), wanted, stage, sort, request.args.get("after"))
    lane = columns.Lane(stage, 1, cards=columns.cards(rows), more=more)
    address = {**filters.address(wanted, pipeline=None), "sort": sort}
    return page("board/lanes/_more.html", lane=lane, pipeline=pipeline, address=address)
