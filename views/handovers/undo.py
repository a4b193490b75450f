"""Taking a hand-over back: asks first, and leaves what somebody changed since."""

from flask import Blueprint, abort, url_for

from models.batch import Batch
from models.handover import VERB
from views.batches.undo import said
from views.handovers.told import one
from views.page import find, leave, me, page, toast

undo = Blueprint("undo", __name__, url_prefix="/<int:batch_id>/undo")


@undo.get("/new")
def new(batch_id):
    batch = reached(batch_id)
    batch.must_be_undoable_by(me())
    return page("handovers/undo/new.html", part="handovers/undo/_new.html", line=one(batch))


@undo.post("")
def create(batch_id):
    undone, left = reached(batch_id).undo(me())
    toast(said(undone, left), "bad" if left else "ok")
    return leave(url_for("handovers.show", batch_id=batch_id))


def reached(batch_id):
    """The hand-over with this id within the reader's reach; 404 for other batches."""
    batch = find(Batch, batch_id)
    if batch.verb != VERB:
        abort(404)
    return batch
