"""The pipeline board: open opportunities, a lane for each stage or for each month of expected close."""

from flask import Blueprint, abort, redirect, request, session, url_for

from models.pipeline import Pipeline
from models.saved_view import SavedView
from views.board import columns
from views.board.changes import changes
from views.board.drops import drops
from views.board.lanes import lanes
from views.lanes import ordered, said
from views.opportunities import asked as asking
from views.opportunities import filters
from views.page import me, page
from views.saved_views.kept import opened, shown_on_board
from views.saved_views.menu import views_of

blueprint = Blueprint("board", __name__, url_prefix="/board")
for child in (lanes, changes, drops):
    blueprint.register_blueprint(child)

OFFERED = ("owner", "step", "stalled", "team", "source", "tag", "grade", "intent", "pushed")
IN_SIGHT = 3  # of them; the others stand in a menu


@blueprint.get("")
@blueprint.get("/<int:pipeline_id>")
def show(pipeline_id=None):
    first = SavedView.first_of(me(), "board")
    if first and pipeline_id is None and not request.query_string and not request.wants_part and shown_on_board(first):
        return redirect(opened(first, "board"))
    pipeline = Pipeline.current(pipeline_id or session.get("pipeline"))
    if pipeline is None:
        return page("board/none.html")
    if pipeline_id is not None and pipeline.id != pipeline_id:
        abort(404)
    wanted = filters.read(stage=None)
    if wanted.pipeline and wanted.pipeline != pipeline.id:
        return redirect(
            url_for(
                "board.show",
                pipeline_id=wanted.pipeline,
                **filters.address(wanted, pipeline=None),
                **said(*ordered(request.args)),
                view=request.args.get("view"),
            )
        )
    if pipeline_id and session.get("pipeline") != pipeline_id:
        session["pipeline"] = pipeline_id  # the bare board comes back to the pipeline seen last
    board = columns.board(pipeline, *asked(pipeline))
    return page("board/show.html", part="board/_board.html", **around(board, first))


def asked(pipeline):
    """What the address asks for: the filter, what the lanes are, and their order."""
    return filters.read(pipeline=pipeline.id, outcome="open", stage=None), *ordered(request.args)


def around(board, first=None):
    """What the tool bar of a board needs beside its lanes."""
    offered = filters.choices(board.wanted, *OFFERED)
    keep = ("pipeline", "q")
    order = said(board.group, board.sort)
    chips = filters.chips(board.wanted, "board.show", keep, offered, pipeline_id=board.pipeline.id, **order)
    address = {**filters.address(board.wanted, pipeline=None), **order}
    return {
        "board": board,
        "offered": offered[:IN_SIGHT],
        "beside": offered[IN_SIGHT:],
        "chips": list(chips),
        "pipelines": list(Pipeline.offered()),
        "address": address,
        "other": {**address, "group": None if board.group == "month" else "month", "sort": None},
        "views": views_of(
            "board", {"pipeline": board.pipeline.id, **address}, asking.count(request.args, "view"), first
        ),
    }
