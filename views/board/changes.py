"""What others did meanwhile: a live page asks every few seconds whether its board has a newer version."""

from flask import Blueprint, abort, make_response, request

from models.pipeline import Pipeline
from views.board import columns
from views.page import swap

changes = Blueprint("changes", __name__, url_prefix="/<int:pipeline_id>/changes")


@changes.get("")
def show(pipeline_id):
    from views.board import asked

    pipeline = Pipeline.current(pipeline_id)
    if pipeline is None or pipeline.id != pipeline_id:
        abort(404)
    version = str(pipeline.version)
    if request.headers.get("HX-PTag") == version:
        return make_response("", 304)
    shown = loaded(request.args.get("shown", ""))
    board = columns.board(pipeline, *asked(pipeline), shown)
    if shown.keys() - {lane.key for lane in board.lanes}:  # a month is over, a stage is gone: these are other lanes
        response = make_response("", 200)
        response.headers["HX-Refresh"] = "true"
        return response
    address = {**request.args.to_dict()}
    address.pop("shown", None)
    return swap("board/changes/show.swap.html", headers={"HX-PTag": version}, board=board, address=address)


def loaded(text):
    """How many cards each lane of the page shows: "3:50,4:100" as {3: 50, 4: 100}, months by their names; nonsense is
    passed over."""
    pairs = (part.split(":") for part in text[:500].split(",") if part.count(":") == 1)
    return {
        int(lane) if lane.isdecimal() else lane: int(count)
        for lane, count in pairs
        if count.isdecimal() and len(count) < 6
    }
