"""The page of a pipeline: its stages with what stands in them, and the way to the others."""

from flask_babel import gettext as _

from models.opportunity.demanded import DEMANDS
from models.opportunity.restaged import waiting_in
from models.pipeline import Pipeline, Stage
from views.lanes import hue
from views.page import page
from views.settings.pipelines.forms import CATEGORIES


def shown(pipeline, status=200):
    """The page of a Pipeline, or of none."""
    path = pipeline.path() if pipeline else []
    open_ = waiting_in(pipeline) if pipeline else {}
    first = Pipeline.default()
    return page(
        "settings/pipelines/show.html",
        status=status,
        pipeline=pipeline,
        pipelines=list(Pipeline.offered()),
        stored=list(Pipeline.archived_ones()),
        first=first and first.id,
        stages=[(stage, hue(place, len(path)), asked(stage)) for place, stage in enumerate(path)],
        given_up=list(Stage.archived_ones(pipeline)) if pipeline else [],
        open=open_,
        categories=CATEGORIES,
    )


def asked(stage):
    """The names of what a stage asks for, in words."""
    return [_(DEMANDS[name]) for name in stage.demands]
