"""A stage is given up: where what stands in it goes, and back again."""

from flask import Blueprint, abort, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField

from models.archive import unarchive, used_by
from models.base import Refused
from models.opportunity.restaged import waiting_in
from models.pipeline import Pipeline, Stage
from views.page import find, leave, me, page, toast

disposal = Blueprint("disposal", __name__, url_prefix="/<int:stage_id>/disposal")
NEW = "settings/pipelines/stages/disposal/new.html", "settings/pipelines/stages/disposal/_new.html"


class RetireForm(FlaskForm):
    to = SelectField(_("Open opportunities go to"), coerce=int)

    def __init__(self, stage):
        path = stage.pipeline.path()
        self.others = {other.id: other for other in path if other.id != stage.id}
        before = [other.id for other in self.others.values() if other.position < stage.position]
        super().__init__(data={"to": before[-1] if before else next(iter(self.others), None)})
        self.to.choices = [(other.id, other.name) for other in self.others.values()]
        self.count = waiting_in(stage.pipeline).get(stage.id, 0)
        self.closed = used_by(stage).get("opportunity", 0) - self.count
        if not self.count:
            del self.to


@disposal.get("/new")
def new(pipeline_id, stage_id):
    stage = found(pipeline_id, stage_id)
    return page(*NEW, stage=stage, form=RetireForm(stage), why=None)


@disposal.post("")
def create(pipeline_id, stage_id):
    stage = found(pipeline_id, stage_id)
    form = RetireForm(stage)
    if not form.validate_on_submit():
        return page(*NEW, status=422, stage=stage, form=form, why=None)
    try:
        moved = stage.retire(me(), to=form.others.get(form.to.data) if form.to else None)
    except Refused as error:
        why = gettext(error.reason) % error.facts
        return page(*NEW, status=409, stage=stage, form=RetireForm(stage), why=why)
    said = gettext("%(name)s is in the archive; opportunities moved: %(num)d.", name=stage.name, num=moved)
    toast(said if moved else gettext("%(name)s is in the archive.", name=stage.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=pipeline_id))


@disposal.post("/undo")
def destroy(pipeline_id, stage_id):
    stage = found(pipeline_id, stage_id)
    unarchive(stage, me())
    stage.pipeline.bump()
    toast(gettext("%(name)s is in use again.", name=stage.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=pipeline_id))


def found(pipeline_id, stage_id):
    """The Stage; 404 where it is not one of that pipeline."""
    find(Pipeline, pipeline_id, to="change")
    stage = find(Stage, stage_id, to="change")
    if stage.pipeline_id != pipeline_id:
        abort(404)
    return stage
