"""The opportunities of a customer or a contact as lines, each stage in its colour."""

import itertools

from models.pipeline import Stage
from models.setting import local
from views import language
from views.lanes import hue
from views.words import day


def colours():
    """{stage id: where it stands on the walk of ten colours}; a stage no longer in use stands at its start."""
    found = {}
    for _pipeline, stages in itertools.groupby(Stage.offered(), key=lambda stage: stage.pipeline_id):
        path = list(stages)
        found |= {stage.id: hue(position, len(path)) for position, stage in enumerate(path)}
    return found


def day_of(moment):
    """The day of a stored moment on the reader's clock, as `day` writes it."""
    return day(local(moment, language.zone()).date())
