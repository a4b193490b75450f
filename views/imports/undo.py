"""Taking an import back: says first what goes."""

from flask import Blueprint, url_for

from models.imports.run import ImportRun
from views.imports import terms
from views.page import find, leave, me, page

undo = Blueprint("undo", __name__, url_prefix="/<int:import_id>/undo")


@undo.get("/new")
def new(import_id):
    run = find(ImportRun, import_id, to="change")
    goes = terms.made(run.result.get("written") or {})
    return page("imports/undo/new.html", part="imports/undo/_new.html", run=run, goes=goes)


@undo.post("")
def create(import_id):
    run = find(ImportRun, import_id, to="change")
    run.undo(me())
    return leave(url_for("imports.show", import_id=run.id))
