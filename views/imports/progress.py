"""How far an import is: its page asks every second, and keeps nobody signed in by it."""

from flask import Blueprint, make_response, request, url_for

from models.imports.run import ImportRun
from views.imports import offers, shown
from views.imports.way import untold, way_on
from views.page import find, go, swap

progress = Blueprint("progress", __name__, url_prefix="/<int:import_id>/progress")


@progress.get("")
def show(import_id):
    """304 while nothing changed. Where the worker is through with it, the page goes on to what follows."""
    run = find(ImportRun, import_id)
    if not request.wants_part:
        return go(way_on(run))
    if not run.waits:
        return make_response("", 200, {"HX-Location": follows(run)})
    told = shown.progress(run)
    stamp = f"{run.status}.{run.done}.{run.total}.{told['stuck']}"
    if request.headers.get("HX-PTag") == stamp:
        return make_response("", 304)
    return swap("imports/progress/show.swap.html", headers={"HX-PTag": stamp}, stamp=stamp, **told)


def follows(run):
    """After a first check with something left to choose: the values. Else the page of the import."""
    fresh = run.status == "checked" and not run.options.get("values") and not run.options.get("rates")
    if fresh and not untold(run) and (run.result.get("currencies") or offers.open_ones(run)):
        return url_for("imports.values.edit", import_id=run.id)
    return way_on(run)
