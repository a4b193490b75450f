"""The end of an opportunity: won, lost or invalid, and back again."""

from flask import Blueprint, abort, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.base import Refused
from models.batch import Batch
from models.opportunity import Opportunity
from models.pipeline import OUTCOMES, Competitor
from views.opportunities.closing import FORMS
from views.opportunities.done import again, done
from views.page import find, me

closure = Blueprint("closure", __name__, url_prefix="/<int:opportunity_id>/closure")
CLOSE = "opportunities/closure/new.html", "opportunities/closure/_new.html"
REOPEN = "opportunities/closure/edit.html", "opportunities/closure/_edit.html"


@closure.get("/new")
def new(opportunity_id):
    outcome = wanted(request.args)
    row = find(Opportunity, opportunity_id, to="change")
    return again(*CLOSE, row, FORMS[outcome](row), outcome=outcome, competitors=competitors(row, outcome))


@closure.post("")
def create(opportunity_id):
    outcome = wanted(request.form)
    row = find(Opportunity, opportunity_id, to="change")
    form = FORMS[outcome](row)
    shown = {"outcome": outcome, "competitors": competitors(row, outcome)}
    if not form.validate_on_submit():
        return again(*CLOSE, row, form, **shown)
    try:
        with Batch.of(me(), outcome) as batch:
            form.close(row, by=me())
    except Refused as error:
        return again(*CLOSE, row, form, error, **shown)
    return done(row, SAID[outcome](row.name), undo=batch)


@closure.get("")
def edit(opportunity_id):
    """Asks once more before it is opened again."""
    row = find(Opportunity, opportunity_id, to="change")
    return again(*REOPEN, row, FlaskForm())


@closure.post("/reopen")
def destroy(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    with Batch.of(me(), "reopen") as batch:
        row.reopen(me())
    return done(row, _("%(name)s is open again, in %(stage)s.", name=row.name, stage=row.stage.name), undo=batch)


SAID = {
    "won": lambda name: _("%(name)s is won.", name=name),
    "lost": lambda name: _("%(name)s is closed as lost.", name=name),
    "invalid": lambda name: _("%(name)s is closed as invalid.", name=name),
}


def wanted(args):
    """The outcome that is asked for; 404 for another word."""
    if args.get("outcome") not in OUTCOMES:
        abort(404)
    return args["outcome"]


def competitors(row, outcome):
    """Names to choose from, where one is asked for: those in the running first."""
    if outcome != "lost":
        return ()
    return list(dict.fromkeys([link.competitor.name for link in row.competitors()] + Competitor.known()))
