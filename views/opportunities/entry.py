"""Into a stage that asks for more than the opportunity has: exactly that is asked, filled in and entered at once."""

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import Optional

from models.base import Refused
from models.batch import Batch
from models.keys import tidy
from models.opportunity import Opportunity
from models.opportunity.demanded import lacking
from views import kinds
from views.fields import line
from views.opportunities.done import again, done
from views.opportunities.fields import ASKED, BESIDE
from views.opportunities.forms import PEOPLE, OpportunityForm
from views.page import find, go, me, swap
from views.typed import whole
from views.words import my_day

entry = Blueprint("entry", __name__, url_prefix="/<int:opportunity_id>/entry")
NEW = "opportunities/entry/new.html", "opportunities/entry/_new.html"
OURS = {"decision_maker": ("decision_maker", "decision_maker_id"), "next_step": ("next_kind", "next_on")}


class EntryForm(OpportunityForm):
    """The form of an opportunity with what `stage` asks for and the row does not have left of it, all of it required."""

    decision_maker = StringField(_("Decision maker"), line(120), filters=[tidy])
    decision_maker_id = HiddenField()
    next_kind = SelectField(_("Next step"), choices=list(kinds.NAMES.items()), default="call")
    next_on = DateField(_("Day"), [Optional()])

    def __init__(self, row, stage):
        super().__init__(row)
        self.stage, self.asked = stage, lacking(row, stage)
        fields = {name: OURS.get(name) or ASKED.get(name, (name,)) for name in self.asked}
        beside = {other for name in self.asked for other in BESIDE.get(name, ())}
        if "decision_maker" in self.asked:
            beside |= {"customer", "customer_id"}
        self.shown = {name for some in fields.values() for name in some}
        left = {"version", "csrf_token", *beside, *self.shown}
        for name in [field.name for field in self if field.name not in left]:
            del self[name]

    def validate(self, **kwargs):
        fine = super().validate(**kwargs)
        for name in self.asked:
            field = self["next_on" if name == "next_step" else name]
            if not field.errors and field.data in (None, ""):
                field.errors = [gettext("“%(stage)s” asks for this.", stage=self.stage.name)]
                fine = False
        if "next_step" in self.asked and self.next_on.data and self.next_on.data < my_day():
            self.next_on.errors, fine = [gettext("This day is past.")], False
        return fine

    def filled(self):
        """What `Opportunity.enter_filled` takes beside stage and actor."""
        own = [name for name in self.asked if name not in OURS]
        values = {name: self.pair(name) if name in PEOPLE else self.value(name) for name in own}
        if "amount" in values:
            values["currency"] = self.currency.data
        found = {"values": values, "version": self.version.data and whole(self.version.data)}
        if "decision_maker" in self.asked:
            found["decision_maker"] = whole(self.decision_maker_id.data), self.decision_maker.data
        if "next_step" in self.asked:
            found["plan"] = {"kind": self.next_kind.data, "on": self.next_on.data}
        return found


@entry.get("/new")
def new(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    stage = wanted(row, request.args)
    return again(*NEW, row, EntryForm(row, stage), stage=stage)


@entry.post("")
def create(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    stage = wanted(row, request.form)
    form = EntryForm(row, stage)
    if not form.validate_on_submit():
        return again(*NEW, row, form, stage=stage)
    try:
        with Batch.of(me(), "move") as batch:
            row.enter_filled(stage, by=me(), **form.filled())
    except Refused as error:
        return again(*NEW, find(Opportunity, opportunity_id, to="change"), form, error, stage=stage)
    return done(row, gettext("%(name)s is in %(stage)s now.", name=row.name, stage=stage.name), undo=batch)


def wanted(row, args):
    """The stage that is asked for, one of the row's pipeline; 404 for another."""
    stage_id = whole(args.get("stage"))
    return next((stage for stage in row.pipeline.path() if stage.id == stage_id), None) or abort(404)


def asked_first(row, stage, headers=None):
    """Instead of a move that was refused because something is missing: the form that asks for it, over the page."""
    if not request.wants_part:
        return go(url_for("opportunities.entry.new", opportunity_id=row.id, stage=stage.id))
    row = Opportunity.reached(me(), row.id)
    shown = {"opportunity": row, "form": EntryForm(row, stage), "stage": stage, "why": None}
    return swap("opportunities/entry/new.swap.html", status=409, headers=headers, **shown)
