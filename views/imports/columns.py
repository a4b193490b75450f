"""Which column of the file is which field: guessed, shown with samples, corrected."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _

from models.base import Refused, Stale
from models.imports.run import ImportRun
from models.pipeline import Pipeline
from views.imports import terms
from views.imports.mapping import Asked
from views.imports.way import changeable, steps, way_on
from views.page import find, go, me, page

columns = Blueprint("columns", __name__, url_prefix="/<int:import_id>/columns")


@columns.get("")
def edit(import_id):
    """As it stands; or with the choices of the address, looked at anew after each of them."""
    run = find(ImportRun, import_id)
    if not changeable(run) or run.status == "checking":
        return redirect(url_for("imports.show", import_id=run.id))
    asking = "column-0" in request.args
    return shown(run, Asked(run, request.args if asking else None), told=asking)


@columns.post("")
def update(import_id):
    run = find(ImportRun, import_id, to="change")
    asked = Asked(run, request.form)
    if asked.problems():
        return shown(run, asked, status=422)
    try:
        run.configure(me(), mapping=asked.mapping, options=asked.options, version=asked.version)
    except Stale:
        why = _("This import was changed elsewhere in the meantime. Look at your choices again, and go on.")
        asked.version = find(ImportRun, import_id).version
        return shown(run, asked, status=409, why=why)
    except Refused as refused:
        return shown(run, asked, status=409, why=terms.why(refused.reason, refused.facts))
    return go(way_on(run))


def shown(run, asked, status=200, why=None, told=True):
    """The page of the columns; `told`: were its choices looked at, so that what is wrong with them is said?"""
    trouble = terms.why(*run.trouble) if run.trouble and not told else None
    return page(
        "imports/columns/edit.html",
        part="imports/columns/_form.html",
        status=status,
        run=run,
        asked=asked,
        problems=asked.problems(),
        why=why or trouble,
        fields=terms.fields(run.kind),
        pipelines=list(Pipeline.offered()) if run.kind == "opportunities" else [],
        steps=steps(run, "columns"),
    )
