"""Forgetting an import: its file goes; what it wrote stays."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from models.imports.run import ImportRun
from views.page import find, leave, me, page, toast

removal = Blueprint("removal", __name__, url_prefix="/<int:import_id>/removal")


@removal.get("/new")
def new(import_id):
    run = find(ImportRun, import_id, to="change")
    return page("imports/removal/new.html", part="imports/removal/_new.html", run=run)


@removal.post("")
def create(import_id):
    run = find(ImportRun, import_id, to="change")
    wrote = bool(run.result.get("written"))
    run.remove(me())
    toast(_("The file was deleted.") if wrote else _("The import was deleted."))
    return leave(url_for("imports.show", import_id=import_id) if wrote else url_for("imports.index"))
