"""Taking back what one did: from a message that offers it, or by its key."""

import json

from flask import Blueprint, request, url_for
from flask_babel import ngettext

from models.batch import Batch
from views.opportunities.done import CHANGED
from views.page import find, go, inside, leave, me, swap, toast

undo = Blueprint("undo", __name__, url_prefix="/<int:batch_id>/undo")


@undo.post("")
def create(batch_id):
    batch = find(Batch, batch_id)
    undone, left = batch.undo(me())
    toast(said(undone, left), "bad" if left else "ok")
    if not request.wants_part:
        return go(inside(request.form.get("next"), url_for("home.show")))
    if page := page_of(batch):
        return leave(page)
    told = {CHANGED: {"target": "body"}, "activity-changed": {"target": "body"}}
    return swap("batches/undo/create.swap.html", headers={"HX-Trigger": json.dumps(told)}, batch=batch)


def page_of(batch):
    """Where a customer or contact is seen that is out of the bin again; None for all else, which a page shows by itself."""
    item = batch.items.first() if batch.verb == "bin" and batch.count == 1 else None
    if item is None or item.subject_type not in ("customer", "contact"):
        return None
    return url_for(f"{item.subject_type}s.show", **{f"{item.subject_type}_id": item.subject_id})


def said(undone, left):
    """How many rows are as they were, and how many somebody changed since."""
    done = ngettext("Taken back.", "Taken back for %(num)d records.", undone)
    if not left:
        return done
    rest = ngettext(
        "%(num)d was changed since and stays as it is.", "%(num)d were changed since and stay as they are.", left
    )
    return f"{done} {rest}"
