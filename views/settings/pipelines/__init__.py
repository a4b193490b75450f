"""Pipelines: each with the path of its stages; added, named, put first, given up."""

from flask import Blueprint, abort, url_for
from flask_babel import gettext as _

from models.base import Refused
from models.pipeline import Pipeline
from views.page import find, invalid, leave, me, page, toast
from views.settings.pipelines.disposal import disposal
from views.settings.pipelines.forms import PipelineForm
from views.settings.pipelines.order import order
from views.settings.pipelines.shown import shown
from views.settings.pipelines.stages import stages

pipelines = Blueprint("pipelines", __name__, url_prefix="/pipelines")
for child in (stages, order, disposal):
    pipelines.register_blueprint(child)
NEW = "settings/pipelines/new.html", "settings/pipelines/_new.html"
EDIT = "settings/pipelines/edit.html", "settings/pipelines/_edit.html"


@pipelines.get("")
def index():
    return shown(Pipeline.default() or Pipeline.offered().first())


@pipelines.get("/<int:pipeline_id>")
def show(pipeline_id):
    return shown(find(Pipeline, pipeline_id))


@pipelines.get("/new")
def new():
    return page(*NEW, form=PipelineForm())


@pipelines.post("")
def create():
    form = PipelineForm()
    if not form.validate_on_submit():
        return invalid(*NEW, form=form)
    row = Pipeline.add(me(), form.name.data, like=form.model_of(form.like.data))
    toast(_("The pipeline %(name)s is there from now on.", name=row.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=row.id))


@pipelines.get("/<int:pipeline_id>/edit")
def edit(pipeline_id):
    row = find(Pipeline, pipeline_id, to="change")
    return page(*EDIT, pipeline=row, form=PipelineForm(row), why=None)


@pipelines.post("/<int:pipeline_id>")
def update(pipeline_id):
    row = find(Pipeline, pipeline_id, to="change")
    form = PipelineForm(row)
    if not form.validate_on_submit():
        return invalid(*EDIT, pipeline=row, form=form, why=None)
    if row.archived_at:
        abort(404)
    try:
        place = form.place.data if form.place.data != form.place.default else None
        row.edit(me(), version=form.read, name=form.name.data, place=place)
    except Refused as error:
        form.version.data = row.edition
        why = _(error.reason) % error.facts
        return page(*EDIT, status=409, pipeline=find(Pipeline, pipeline_id), form=form, why=why)
    toast(_("%(name)s is saved.", name=row.name))
    return leave(url_for("settings.pipelines.show", pipeline_id=row.id))
