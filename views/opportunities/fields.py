"""One field of an opportunity, edited in the place where it stands."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField

from models.base import Refused, Stale
from models.batch import Batch
from models.opportunity import Opportunity
from models.opportunity.demanded import Lacking
from views.fields import apart
from views.opportunities.beside import figures
from views.opportunities.choices import stages
from views.opportunities.done import in_place
from views.opportunities.forms import PEOPLE, OpportunityForm, seen_version
from views.opportunities.owner import OwnerForm, said
from views.opportunities.terms import LABELS
from views.page import find, me, page, toast

fields = Blueprint("fields", __name__, url_prefix="/<int:opportunity_id>/fields")
FORM = "opportunities/fields/edit.html", "opportunities/fields/_edit.html"

CLOSE = ("expected_close_on", "cycle", "close_was")
ASKED = {  # what is asked for a field, where that is more than itself
    "customer": ("customer", "customer_id"),
    "contact": ("contact", "contact_id"),
    "amount": ("amount", "currency"),
    "expected_close_on": CLOSE,
}
BESIDE = {"contact": ASKED["customer"], "expected_close_on": ("opened_on",), "opened_on": CLOSE}  # known, not asked


class FieldForm(OpportunityForm):
    """The form of an opportunity with one field left of it; the same checks, the same words."""

    def __init__(self, row, name):
        super().__init__(row)
        self.name_asked = name
        self.asked = ASKED.get(name, (name,))
        self.names = ("amount", "currency") if name == "amount" else (name,)
        left = {"version", "csrf_token", *self.asked, *BESIDE.get(name, ())}
        for field in [field.name for field in self if field.name not in left]:
            del self[field]

    @property
    def shown(self):
        """The fields that somebody sees."""
        return [self[name] for name in self.asked if self[name].type != "HiddenField"]

    @property
    def wrong(self):
        """What is wrong with fields that are not seen here, as sentences."""
        seen = {field.name for field in self.shown}
        return [error for name, errors in self.errors.items() if name not in seen for error in errors]

    def change(self, row, by):
        """Write it. Forms of a verb return what to say, and the Batch by which it can be taken back."""
        if self.name_asked in PEOPLE:
            row.edit_named(by, version=self.read, **{self.name_asked: self.pair(self.name_asked)})
        else:
            row.edit(by, version=self.read, **{name: self.value(name) for name in self.names})


class VerbForm(FlaskForm):
    """A field that is no mere value: a verb changes it, which can be taken back; whoever comes second looks before doing it again."""

    version = seen_version()
    wrong = ()

    @property
    def shown(self):
        return [self[self.name_asked]]

    def choose(self, row):
        """Nothing to choose: the field shows what was meant, the page what is."""

    def reconcile(self, row):
        self.version.data = row.version
        return ()


class StageField(VerbForm):
    name_asked = "stage"
    stage = SelectField(coerce=int)

    def __init__(self, row):
        super().__init__(data={"version": row.version, "stage": row.stage_id})
        self.stages, self.stage.choices = stages(row.pipeline)

    def change(self, row, by):
        target = self.stages[self.stage.data]
        with Batch.of(by, "move") as batch:
            row.enter(target, by=by, version=self.version.data)
        return _("%(name)s is in %(stage)s now.", name=row.name, stage=target.name), batch

    def now(self, row):
        return row.stage.name


class OwnerField(VerbForm, OwnerForm):
    name_asked = "owner"

    def change(self, row, by):
        with Batch.of(by, "assign") as batch:
            row.assign(by, **self.owners.chosen(self.owner.data), version=self.version.data)
        return said(row), batch

    def now(self, row):
        return (row.owner or row.team).name if row.owner or row.team else _("Nobody yet")


def form_of(row, name):
    """The form of one field; 404 for another word."""
    if name == "stage":
        return StageField(row)
    if name == "owner":
        return OwnerField(row)
    if name not in row.FIELDS:
        abort(404)
    return FieldForm(row, name)


@fields.get("/<name>")
def edit(opportunity_id, name):
    row = find(Opportunity, opportunity_id, to="change")
    return answer(row, name, form_of(row, name))


@fields.post("/<name>")
def update(opportunity_id, name):
    row = find(Opportunity, opportunity_id, to="change")
    form = form_of(row, name)
    form.choose(row)
    if not form.validate_on_submit():
        return answer(row, name, form, 422)
    if conflicts := form.reconcile(row) if isinstance(form, FieldForm) else ():
        return answer(row, name, form, 409, conflicts)
    try:
        done = form.change(row, me())
    except Stale as error:
        row = find(Opportunity, opportunity_id, to="change")
        return answer(row, name, form, 409, form.reconcile(row), why=stale(row, form, error))
    except Lacking as error:
        from views.opportunities.entry import asked_first  # it asks with these fields

        return asked_first(row, error.stage, headers={"HX-Reswap": "none"})
    except Refused as error:
        return answer(row, name, form, 409, why=_(error.reason) % error.facts)
    if done and done[1].count:
        toast(done[0], undo=done[1])
    row = Opportunity.reached(me(), opportunity_id) or row
    return in_place(row, "opportunities/fields/update.swap.html", name=name, **figures(row))


def stale(row, form, error):
    """Somebody else was quicker: what stands there now is said beside what was meant."""
    why = _(error.reason) % error.facts
    return f"{why} {_('It says now: %(line)s.', line=form.now(row))}" if isinstance(form, VerbForm) else why


def answer(row, name, form, status=200, conflicts=(), why=None):
    label = LABELS.get(name) or {"stage": _("Stage"), "owner": _("Owner")}[name]
    shown = {"opportunity": row, "name": name, "label": label, "form": apart(form), "conflicts": conflicts, "why": why}
    return page(FORM[0], part=FORM[1], status=status, **shown)
