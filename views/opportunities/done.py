"""How the dialogs of an opportunity answer: done (board, list and panel are told), or the dialog again with what stands in the way."""

import json

from flask import request, url_for
from flask_babel import gettext as _

from models.base import Stale
from models.opportunity import Opportunity
from views.page import go, leave, me, page, swap, toast

CHANGED = "opportunity-changed"  # the event that boards, lists and panels listen to


def done(row, message, made=False, undo=None):
    """After a change: to htmx an empty dialog, a message and the event; to a browser the page of the opportunity.

    Where the change took the row out of the reader's reach it leads to the board. `made`: the message leads to the row;
    `undo`: the Batch by which it can be taken back.
    """
    if made and request.wants_part:
        return swap("opportunities/create.swap.html", headers=trigger(row), opportunity=row, message=message)
    if undo is None or undo.count:  # else nothing happened
        toast(message, undo=undo)
    if Opportunity.reached(me(), row.id) is None:
        return leave(url_for("board.show"))
    if not request.wants_part:
        return go(url_for("opportunities.show", opportunity_id=row.id))
    return swap("opportunities/done.swap.html", headers=trigger(row))


def trigger(row):
    """The header that tells board, list and panel that this opportunity changed."""
    return {"HX-Trigger": json.dumps({CHANGED: {"id": row.id, "target": "body"}})}


def in_place(row, template, **context):
    """After a change on its page: to htmx the pieces of `template` and the event; no message, the page shows it."""
    if Opportunity.reached(me(), row.id) is None:
        return leave(url_for("board.show"))
    if not request.wants_part:
        return go(url_for("opportunities.show", opportunity_id=row.id))
    return swap(template, headers=trigger(row), opportunity=row, **context)


def again(template, part, row, form, error=None, status=None, **more):
    """The dialog of a row with its form once more; `error` is a Refused that says why it was not done."""
    why, status = None, status or (200 if error is None and not form.errors else 422)
    if error is not None:
        why, status = _(error.reason) % error.facts, 409
    if isinstance(error, Stale):
        row = Opportunity.reached(me(), row.id) or row
        form.version.data = row.version
        why += " " + _("Look at it as it is now, and send it again if you still want to.")
    return page(template, part=part, status=status, opportunity=row, form=form, why=why, **more)
