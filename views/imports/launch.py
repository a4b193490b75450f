"""Running what was checked: the worker does it, and its progress is shown."""

from flask import Blueprint, request, url_for

from models.imports.run import ImportRun
from views.page import find, go, me
from views.typed import whole

launch = Blueprint("launch", __name__, url_prefix="/<int:import_id>/launch")


@launch.post("")
def create(import_id):
    """409 when something else was chosen since the page was made: what was counted is what is done."""
    run = find(ImportRun, import_id, to="change")
    run.start(me(), version=whole(request.form.get("version")) or 0)
    return go(url_for("imports.show", import_id=run.id))
