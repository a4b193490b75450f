"""Deleting for good what lies in the bin: asks first; for managers."""

import json

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models import bin as lying
from models import purge
from models.binned import is_manager
from views.bin.told import called, counted
from views.page import go, me, page, swap, toast

purges = Blueprint("purges", __name__, url_prefix="/purges")
MOST = 200  # at once


@purges.get("/new")
def new():
    rows = ticked(request.args)
    counts = {}
    for row in rows:
        for noun, count in [*row.came_along().items(), (row.noun, 1)]:
            counts[noun] = counts.get(noun, 0) + count
    return page(
        "bin/purges/new.html",
        part="bin/purges/_new.html",
        rows=rows,
        names=[called(row) for row in rows[:5]],
        counts=counted(counts),
    )


@purges.post("")
def create():
    counts = purge.destroy(ticked(request.form), by=me())
    toast(_("Deleted for good: %(what)s.", what=counted(counts)))
    if not request.wants_part:
        return go(url_for("bin.index"))
    told = {"bin-changed": {"target": "body"}}
    return swap("bin/purges/create.swap.html", headers={"HX-Trigger": json.dumps(told)})


def ticked(args):
    """The rows that are named, of those in the bin; 403 for all but managers, 404 for none."""
    if not is_manager(me()):
        abort(403)
    rows = lying.reached(me(), (args.getlist("one") or args.getlist("row"))[:MOST])
    if not rows:
        abort(404)
    return rows
