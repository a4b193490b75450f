"""A pipeline is given up: where the open opportunities of each of its stages go, and back again."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models.archive import unarchive
from models.base import Refused
from models.opportunity.restaged import waiting_in
from models.pipeline import Pipeline
from views.opportunities.choices import stages
from views.page import find, leave, me, page, toast
from views.typed import whole

disposal = Blueprint("disposal", __name__, url_prefix="/<int:pipeline_id>/disposal")
NEW = "settings/pipelines/disposal/new.html", "settings/pipelines/disposal/_new.html"


@disposal.get("/new")
def new(pipeline_id):
    return asked(find(Pipeline, pipeline_id, to="change"))


@disposal.post("")
def create(pipeline_id):
    """`to-<stage id>` is the stage to which the open ones of that stage go."""
    pipeline = find(Pipeline, pipeline_id, to="change")
    offered, _choices = stages()
    targets = {}
    for stage_id in waiting_in(pipeline):
        target = offered.get(whole(request.form.get(f"to-{stage_id}")))
        if target is None or target.pipeline_id == pipeline.id:
            return asked(pipeline, 422, _("Choose a stage of another pipeline that is in use."))
        targets[stage_id] = target
    try:
        moved = pipeline.retire(me(), targets)
    except Refused as error:
        return asked(pipeline, 409, _(error.reason) % error.facts)
    said = _("%(name)s is in the archive; opportunities moved: %(num)d.", name=pipeline.name, num=moved)
    toast(said if moved else _("%(name)s is in the archive.", name=pipeline.name))
    return leave(url_for("settings.pipelines.index"))


@disposal.post("/undo")
def destroy(pipeline_id):
    pipeline = find(Pipeline, pipeline_id, to="change")
    unarchive(pipeline, me())
    toast(_("%(name)s is in use again.", name=pipeline.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=pipeline_id))


def asked(pipeline, status=200, why=None):
    """What stands where, and where it may go."""
    open_ = waiting_in(pipeline)
    offered, _choices = stages()
    others = [stage for stage in offered.values() if stage.pipeline_id != pipeline.id]
    names = Pipeline.names({stage.pipeline_id for stage in others})
    places = []
    for stage in pipeline.every_stage():
        if stage.id in open_:
            like = [other.id for other in others if other.position == stage.position]
            chosen = whole(request.form.get(f"to-{stage.id}")) or next(iter(like), None)
            places.append((stage, open_[stage.id], chosen))
    return page(*NEW, status=status, pipeline=pipeline, places=places, others=others, names=names, why=why)
