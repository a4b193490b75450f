"""Bringing in a file: uploaded, its columns and values told, checked, run, and taken back from its page."""

from flask import Blueprint, abort, redirect, request, url_for

from models import access
from models.imports.run import ImportRun
from views.imports import sentences, terms, uploads
from views.imports.cancellation import cancellation
from views.imports.columns import columns
from views.imports.launch import launch
from views.imports.progress import progress
from views.imports.refused import refused
from views.imports.removal import removal
from views.imports.samples import samples
from views.imports.sheet import sheet
from views.imports.shown import checked, finished, working
from views.imports.undo import undo
from views.imports.values import values
from views.imports.way import steps, untold, way_on
from views.page import find, leave, me, page
from views.typed import whole

blueprint = Blueprint("imports", __name__, url_prefix="/imports")
for child in (columns, values, sheet, launch, progress, cancellation, undo, removal, refused, samples):
    blueprint.register_blueprint(child)
PAGE = 30
NEW = "imports/new.html", "imports/_new.html"


@blueprint.before_request
def only_who_may():
    if me() and not access.may_import(me()):
        abort(403)


@blueprint.app_context_processor
def around():
    """Whether the ways into here are shown."""
    return {"may_import": bool(me()) and access.may_import(me())}


@blueprint.context_processor
def spoken():
    """The words of these pages."""
    return {"words": terms, "sentences": sentences}


@blueprint.get("")
def index():
    before = whole(request.args.get("before"))
    runs = ImportRun.latest(me(), before, PAGE + 1)
    older = runs[PAGE - 1].id if len(runs) > PAGE else None
    return page("imports/index.html", part="imports/_lines.html", runs=runs[:PAGE], older=older, first=not before)


@blueprint.get("/new")
def new():
    return page(*NEW, form=uploads.blank(request.args.get("kind")), limit=uploads.largest(), steps=steps())


@blueprint.post("")
def create():
    form = uploads.UploadForm()
    run = uploads.begun(form) if form.validate() else None
    if run is None:
        return page(*NEW, status=422, form=form, limit=uploads.largest(), steps=steps())
    return leave(url_for("imports.columns.edit", import_id=run.id))


@blueprint.get("/<int:import_id>")
def show(import_id):
    """Where the import stands: still to be told what its columns are, in the worker's hands, checked, or over."""
    run = find(ImportRun, import_id)
    if untold(run):
        return redirect(way_on(run))
    if run.waits:
        return working(run)
    return checked(run) if run.status == "checked" else finished(run)
