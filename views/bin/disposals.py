"""Putting something into the bin: asks first and says what goes along; a message offers to take it back."""

import json

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models.base import Stale
from models.batch import Batch
from models.bin import DAYS, KINDS
from views.bin.told import called, counted
from views.door import path_of
from views.opportunities.done import CHANGED
from views.page import find, go, leave, me, page, swap, toast
from views.typed import whole

disposals = Blueprint("disposals", __name__, url_prefix="/disposals/<noun>/<int:row_id>")
DIALOG = {"template": "bin/disposals/new.html", "part": "bin/disposals/_new.html"}
PLACES = {  # noun: (its page, the name of its id there, where to go when the page is gone)
    "opportunity": ("opportunities.show", "opportunity_id", "opportunities.index"),
    "customer": ("customers.show", "customer_id", "customers.index"),
    "contact": ("contacts.show", "contact_id", "contacts.index"),
}


@disposals.get("/new")
def new(noun, row_id):
    row = found(noun, row_id)
    row.must_be_binnable_by(me())
    return page(**DIALOG, **asked(row))


@disposals.post("")
def create(noun, row_id):
    row = found(noun, row_id)
    version = whole(request.form.get("version"))
    try:
        with Batch.of(me(), "bin") as batch:
            row.bin(me(), version=version)
    except Stale as error:
        row = found(noun, row_id)
        return page(**DIALOG, status=409, **asked(row, _(error.reason) % error.facts))
    toast(_("“%(name)s” is in the bin.", name=called(row)), undo=batch)
    return gone(row)


def found(noun, row_id):
    if noun not in KINDS:
        abort(404)
    return find(KINDS[noun], row_id, to="change")


def asked(row, why=None):
    """What the dialog says of a row."""
    along = counted(row.goes_along())
    return {"row": row, "name": called(row), "along": along, "days": DAYS, "why": why, "back": address(row)}


def address(row):
    """The page of a row; of one without a page, where the day begins."""
    show, argument, _index = PLACES.get(row.noun, ("home.show", None, None))
    return url_for(show, **{argument: row.id} if argument else {})


def gone(row):
    """The answer when the row is gone: its page leads to the list, a panel closes, any other page stays and looks anew."""
    index = url_for(PLACES[row.noun][2] if row.noun in PLACES else "home.show")
    if not request.wants_part:
        return go(index)
    told = {CHANGED: {"target": "body"}, "activity-changed": {"target": "body"}}
    here = path_of(request.headers.get("HX-Current-URL", "")) or ""
    on_its_page = here.partition("?")[0] == address(row)
    if on_its_page and "panel" not in request.form:
        return leave(index)
    if on_its_page:
        told = {"panel-close": {"target": "body"}, **told}
    return swap("bin/disposals/create.swap.html", headers={"HX-Trigger": json.dumps(told)})
