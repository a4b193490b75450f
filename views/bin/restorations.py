"""Out of the bin again: one record, or those that are ticked."""

import json

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models import bin as lying
from models.base import Refused
from views.bin.told import called, restored
from views.opportunities.done import CHANGED
from views.page import go, me, page, swap, toast

restorations = Blueprint("restorations", __name__, url_prefix="/restorations")
DIALOG = {"template": "bin/restorations/new.html", "part": "bin/restorations/_new.html"}
MOST = 200  # at once


@restorations.post("")
def create():
    """`one` is a mark such as "note 12"; else the ticked `row`s. `above`: with what they belong to, if that is there too."""
    marks = request.form.getlist("one") or request.form.getlist("row")
    rows = sorted(lying.reached(me(), marks[:MOST]), key=lambda row: list(lying.KINDS).index(row.noun) in (0, 3, 4))
    back, refused = [], []
    for row in rows:
        try:
            row.restore(me(), above="above" in request.form)
            back.append(row)
        except Refused as error:
            refused.append((row, _(error.reason) % error.facts))
    if len(rows) == 1 and refused and rows[0].belongs_to_binned():
        row, why = refused[0]
        return page(**DIALOG, status=409, row=row, name=called(row), why=why)
    if back:
        toast(restored(back))
    for _row, why in refused[:1] if back or len(refused) > 1 else refused:
        toast(why, "bad")
    if not rows:
        toast(_("It is not in the bin any more."), "bad")
    if not request.wants_part:
        return go(url_for("bin.index"))
    told = {"bin-changed": {"target": "body"}, CHANGED: {"target": "body"}, "activity-changed": {"target": "body"}}
    return swap("bin/restorations/create.swap.html", headers={"HX-Trigger": json.dumps(told)})
