"""Stopping an import where it is: what came in stays until it is taken back."""

from flask import Blueprint
from flask_babel import gettext as _

from models.imports.run import ImportRun
from views.imports.way import way_on
from views.page import find, go, me, toast

cancellation = Blueprint("cancellation", __name__, url_prefix="/<int:import_id>/cancellation")


@cancellation.post("")
def create(import_id):
    run = find(ImportRun, import_id, to="change")
    run.cancel(me())
    toast(_("Stopped."))
    return go(way_on(run))
