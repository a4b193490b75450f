"""The order of the stages of a pipeline: by a drop, by keys, or by the buttons of a row; what it means for figures is said first."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models.base import N_, Stale
from models.opportunity.restaged import ever_in
from models.pipeline import Pipeline, Stage
from views.page import find, leave, me, page, swap, toast
from views.settings.catalogue.order import asked_order

order = Blueprint("order", __name__, url_prefix="/<int:pipeline_id>/order")
SURE = "settings/pipelines/order/edit.html", "settings/pipelines/order/_edit.html"


@order.post("")
def update(pipeline_id):
    """`ids` is the order; without scripts `up` or `down` names the row that moves one place; `sure`: the note was read."""
    pipeline = find(Pipeline, pipeline_id, to="change")
    ids = asked_order(request.form)
    path = pipeline.path()
    if sorted(ids) != sorted(stage.id for stage in path):
        raise Stale(N_("Somebody else changed this in the meantime."))
    moved = [stage.id for stage, row_id in zip(path, ids, strict=True) if stage.id != row_id]
    count = ever_in(moved)
    if count and "sure" not in request.form:
        names = {stage.id: stage.name for stage in path}
        shown = {"pipeline": pipeline, "ids": ids, "names": [names[row_id] for row_id in ids], "count": count}
        if request.wants_part:  # the rows go back until it is sure
            return swap("settings/pipelines/order/edit.swap.html", status=409, **shown)
        return page(*SURE, **shown)
    Stage.arrange(me(), ids, pipeline)
    toast(_("The order is kept."))
    return leave(url_for("settings.pipelines.show", pipeline_id=pipeline_id))
