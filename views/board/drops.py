"""A card dropped onto another column."""

from flask import Blueprint, request
from flask_babel import gettext as _

from models.batch import Batch
from models.opportunity import Opportunity
from models.opportunity.demanded import Lacking
from views.board import columns
from views.board.forms import DropForm
from views.opportunities import filters
from views.opportunities.entry import asked_first
from views.page import find, go, me, swap, toast

drops = Blueprint("drops", __name__, url_prefix="/drops")


@drops.post("/<int:opportunity_id>")
def update(opportunity_id):
    from flask import abort, url_for

    opportunity = find(Opportunity, opportunity_id, to="change")
    form = DropForm(opportunity.pipeline)
    if not form.validate_on_submit():
        abort(422)
    former = opportunity.stage
    try:
        with Batch.of(me(), "move") as batch:
            opportunity.enter(form.target, by=me(), version=form.version.data)
    except Lacking as error:
        return asked_first(opportunity, error.stage)
    if batch.count:
        toast(_("%(name)s is in %(stage)s now.", name=opportunity.name, stage=form.target.name), undo=batch)
    if not request.wants_part:
        return go(url_for("board.show", pipeline_id=opportunity.pipeline_id))
    wanted = filters.read(pipeline=opportunity.pipeline_id, outcome="open", stage=None)
    lanes = columns.heads(opportunity.pipeline.path(), wanted, only={former.id, opportunity.stage_id})
    (card,) = columns.cards(opportunity.as_card())
    return swap("board/drops/update.swap.html", lanes=lanes, card=card, stage=opportunity.stage, name=opportunity.name)
