"""Taking back what one did: from a message that offers it, or by its key."""

import json

from flask import Blueprint, request, url_for
from flask_babel import ngettext

from models.batch import Batch
from views.opportunities.done import CHANGED
from views.page import find, go, inside, me, swap, toast

undo = Blueprint("undo", __name__, url_prefix="/<int:batch_id>/undo")


@undo.post("")
def create(batch_id):
    batch = find(Batch, batch_id)
    undone, left = batch.undo(me())
    toast(said(undone, left), "bad" if left else "ok")
    if not request.wants_part:
        return go(inside(request.form.get("next"), url_for("home.show")))
    told = {CHANGED: {"target": "body"}, "activity-changed": {"target": "body"}}
    return swap("batches/undo/create.swap.html", headers={"HX-Trigger": json.dumps(told)}, batch=batch)


def said(undone, left):
    """How many rows are as they were, and how many somebody changed since."""
    done = ngettext("Taken back.", "Taken back for %(num)d records.", undone)
    if not left:
        return done
    rest = ngettext(
        "%(num)d was changed since and stays as it is.", "%(num)d were changed since and stay as they are.", left
    )
    return f"{done} {rest}"
