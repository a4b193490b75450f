"""A sale we hope to make: its form, its page, and its panel beside the board."""

from flask import Blueprint, abort, request, session
from flask_babel import gettext as _

from models import access
from models.base import Refused, Stale
from models.customer import Customer
from models.opportunity import Opportunity
from models.opportunity.demanded import Lacking
from models.pipeline import Pipeline
from views.opportunities.bulk import bulk
from views.opportunities.changes import changes
from views.opportunities.closure import closure
from views.opportunities.collaborators import collaborators
from views.opportunities.competitors import competitors
from views.opportunities.done import done
from views.opportunities.entry import entry
from views.opportunities.expectation import expectation
from views.opportunities.export import export
from views.opportunities.fields import fields
from views.opportunities.forms import NewForm, OpportunityForm
from views.opportunities.heads import heads
from views.opportunities.lines import lines
from views.opportunities.listing import index, rows
from views.opportunities.owner import owner
from views.opportunities.people import people
from views.opportunities.shown import shown
from views.opportunities.stage import stage
from views.opportunities.tags import tags
from views.opportunities.timeline import timeline
from views.opportunities.walk import address, origin, walk
from views.page import find, invalid, me, page
from views.typed import whole

blueprint = Blueprint("opportunities", __name__, url_prefix="/opportunities")
for child in (
    bulk,
    export,
    heads,
    rows,
    stage,
    expectation,
    closure,
    entry,
    owner,
    timeline,
    fields,
    people,
    collaborators,
    competitors,
    tags,
    lines,
    changes,
):
    blueprint.register_blueprint(child)

blueprint.get("")(index)

NEW = "opportunities/new.html", "opportunities/_new.html"
EDIT = "opportunities/edit.html", "opportunities/_edit.html"


@blueprint.get("/new")
def new():
    """`stage` and `customer` of the address are proposed; without a stage the first one of the board that was seen last."""
    may_make()
    customer = whole(request.args.get("customer"))
    customer = Customer.reached(me(), customer) if customer else None
    path = () if "stage" in request.args or "pipeline" not in session else Pipeline.current(session["pipeline"]).path()
    form = NewForm(stage=path[0].id if path else whole(request.args.get("stage")), customer=customer)
    return page(NEW[0], part=NEW[1], form=form, why=None)


@blueprint.post("")
def create():
    may_make()
    form = NewForm()
    if not form.validate_on_submit():
        return invalid(NEW[0], part=NEW[1], form=form, why=None)
    try:
        row = Opportunity.just_made(me(), **form.values()) or Opportunity.add_named(me(), **form.values())
    except Lacking as error:
        for name in error.fields:
            form[name].errors = [_("“%(stage)s” asks for this.", stage=error.stage.name)]
        return invalid(NEW[0], part=NEW[1], form=form, why=None)
    except Refused as error:
        return page(NEW[0], part=NEW[1], status=409, form=form, why=_(error.reason) % error.facts)
    return done(row, _("%(name)s is created.", name=row.name), made=True)


@blueprint.get("/<int:opportunity_id>")
def show(opportunity_id):
    """`from` in the address is the board or list that previous and next walk along; a panel over one puts it there."""
    row = find(Opportunity, opportunity_id)
    said, target = origin(), request.headers.get("HX-Target", "")
    context = {**shown(row), "walk": None if target.startswith("article") else walk(row, said)}
    row.seen_by(me())
    opens = target == "div#panel" and said and "from" not in request.args
    headers = {"HX-Push-Url": address(row.id, said)} if opens else None
    return page("opportunities/show.html", part="opportunities/_panel.html", headers=headers, **context)


@blueprint.get("/<int:opportunity_id>/edit")
def edit(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return answer(row, OpportunityForm(row))


@blueprint.post("/<int:opportunity_id>")
def update(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = OpportunityForm(row)
    form.choose(row)
    if not form.validate_on_submit():
        return answer(row, form, 422)
    if conflicts := form.reconcile(row):
        return answer(row, form, 409, conflicts)
    try:
        row.edit_named(me(), version=form.read, **form.values())
    except Stale:  # in the blink between looking and writing: look again
        row = find(Opportunity, opportunity_id, to="change")
        return answer(row, form, 409, form.reconcile(row))
    except Refused as error:
        return answer(row, form, 409, why=_(error.reason) % error.facts)
    return done(row, _("%(name)s is saved.", name=row.name))


def answer(row, form, status=200, conflicts=(), why=None):
    return page(EDIT[0], part=EDIT[1], status=status, opportunity=row, form=form, conflicts=conflicts, why=why)


def may_make():
    if not access.may_create(me()):
        abort(403)
