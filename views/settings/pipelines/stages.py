"""The stages of a pipeline: added, changed after their effects were seen, given up with a place for what stands in them."""

from flask import Blueprint, abort, url_for
from flask_babel import gettext as _

from models.base import Refused, Stale
from models.foresight import of_stage
from models.opportunity.demanded import DEMANDS
from models.path import END
from models.pipeline import Pipeline, Stage
from views.page import find, invalid, leave, me, page, toast
from views.settings.pipelines.forms import CATEGORIES, StageForm
from views.settings.pipelines.stage_disposal import disposal

stages = Blueprint("stages", __name__, url_prefix="/<int:pipeline_id>/stages")
stages.register_blueprint(disposal)
NEW = "settings/pipelines/stages/new.html", "settings/pipelines/stages/_new.html"
EDIT = "settings/pipelines/stages/edit.html", "settings/pipelines/stages/_edit.html"


def found(pipeline_id, stage_id):
    """(Pipeline, Stage); 404 where the stage is not one of that pipeline."""
    pipeline, stage = find(Pipeline, pipeline_id, to="change"), find(Stage, stage_id, to="change")
    if stage.pipeline_id != pipeline.id:
        abort(404)
    return pipeline, stage


@stages.get("/new")
def new(pipeline_id):
    pipeline = find(Pipeline, pipeline_id, to="change")
    return page(*NEW, pipeline=pipeline, form=StageForm(pipeline))


@stages.post("")
def create(pipeline_id):
    pipeline = find(Pipeline, pipeline_id, to="change")
    form = StageForm(pipeline)
    if not form.validate_on_submit():
        return invalid(*NEW, pipeline=pipeline, form=form)
    last = form.after.data == form.after.choices[-1][0]
    after = END if last else form.path.get(form.after.data)
    row = Stage.add(me(), pipeline, after=after, **form.values())
    toast(_("The stage %(name)s is there from now on.", name=row.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=pipeline.id))


@stages.get("/<int:stage_id>/edit")
def edit(pipeline_id, stage_id):
    pipeline, stage = found(pipeline_id, stage_id)
    return answer(pipeline, stage, StageForm(pipeline, stage))


@stages.post("/<int:stage_id>")
def update(pipeline_id, stage_id):
    pipeline, stage = found(pipeline_id, stage_id)
    form = StageForm(pipeline, stage)
    form.choose(stage)
    if not form.validate_on_submit():
        return answer(pipeline, stage, form, 422)
    if conflicts := form.reconcile(stage):
        return answer(pipeline, stage, form, 409, conflicts)
    foresight = of_stage(stage, form.values())
    if foresight.affects and form.seen.data != form.stamp(foresight):
        form.seen.data = form.stamp(foresight)
        return answer(pipeline, stage, form, foresight=foresight)
    try:
        stage.edit(me(), version=form.read, **form.values())
    except Stale:  # in the blink between looking and writing: look again
        pipeline, stage = found(pipeline_id, stage_id)
        return answer(pipeline, stage, form, 409, form.reconcile(stage))
    except Refused as error:
        return answer(pipeline, stage, form, 409, why=_(error.reason) % error.facts)
    toast(_("%(name)s is saved.", name=stage.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=pipeline.id))


def answer(pipeline, stage, form, status=200, conflicts=(), foresight=None, why=None):
    lacking = [(_(DEMANDS[name]), count) for name, count in foresight.lacking if count] if foresight else []
    shown = {"conflicts": conflicts, "foresight": foresight, "lacking": lacking, "categories": CATEGORIES, "why": why}
    return page(*EDIT, status=status, pipeline=pipeline, stage=stage, form=form, **shown)
