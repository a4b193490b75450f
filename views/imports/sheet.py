"""Which sheet of a workbook is meant."""

from flask import Blueprint, request, url_for

from models.imports.run import ImportRun
from views.page import find, go, me
from views.typed import whole

sheet = Blueprint("sheet", __name__, url_prefix="/<int:import_id>/sheet")


@sheet.post("")
def update(import_id):
    run = find(ImportRun, import_id, to="change")
    run.look(me(), request.form.get("sheet", "")[:200], version=whole(request.form.get("version")) or 0)
    return go(url_for("imports.columns.edit", import_id=run.id))
