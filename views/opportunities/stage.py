"""The stage an opportunity is in: moved by the path on its page, or by a dialog on any page."""

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField

from models.base import Refused
from models.batch import Batch
from models.opportunity import Opportunity
from models.opportunity.demanded import Lacking
from views.opportunities.choices import stages
from views.opportunities.done import again, done
from views.opportunities.entry import asked_first
from views.opportunities.forms import seen_version
from views.page import find, me

stage = Blueprint("stage", __name__, url_prefix="/<int:opportunity_id>/stage")
DIALOG = "opportunities/stage/edit.html", "opportunities/stage/_edit.html"


class StageForm(FlaskForm):
    version = seen_version()
    stage = RadioField(_("Stage"), coerce=int)

    def __init__(self, row):
        super().__init__(data={"version": row.version, "stage": row.stage_id})
        self.stages, self.stage.choices = stages(row.pipeline)


@stage.get("")
def edit(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return again(*DIALOG, row, StageForm(row))


@stage.post("")
def update(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = StageForm(row)
    if not form.validate_on_submit():
        return again(*DIALOG, row, form)
    target = form.stages[form.stage.data]
    try:
        with Batch.of(me(), "move") as batch:
            row.enter(target, by=me(), version=form.version.data)
    except Lacking as error:
        return asked_first(row, error.stage)
    except Refused as error:
        return again(*DIALOG, row, form, error)
    return done(row, gettext("%(name)s is in %(stage)s now.", name=row.name, stage=target.name), undo=batch)
