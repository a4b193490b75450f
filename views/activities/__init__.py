"""Follow-ups: planned, done, put off; on an opportunity, a customer or a contact."""

from flask import Blueprint, abort, request
from flask_babel import gettext as _

from models.activity import Activity, under
from models.base import Refused, Stale, transaction
from models.batch import Batch
from views.activities import days
from views.activities.answers import answer, fresh, gone, mode, saved
from views.activities.completion import completion
from views.activities.editing import EditForm
from views.activities.forms import LogForm, PlanForm
from views.activities.listing import listing
from views.activities.postponement import postponement
from views.activities.reopening import reopening
from views.activities.subject import Subject
from views.kinds import NAMES, title
from views.page import find, me, page
from views.words import day

blueprint = Blueprint("activities", __name__, url_prefix="/activities")
for child in (listing, completion, postponement, reopening):
    blueprint.register_blueprint(child)
DIALOG = "activities/edit.html", "activities/_edit.html"


@blueprint.get("/new")
def new():
    """`opportunity`, `customer` or `contact` says about what; `mode` is log, plan or note; `kind` is proposed."""
    subject = Subject.asked(request.args)
    return answer(subject, mode(), fresh(subject, mode(), contact=subject.contact))


@blueprint.post("")
def create():
    subject = Subject.asked(request.form)
    return _plan(subject) if mode() == "plan" else _log(subject)


def _plan(subject):
    form = PlanForm(subject)
    if not form.validate_on_submit():
        return answer(subject, "plan", form, 422)
    rows = {**subject.rows(), "contact": form.whom or subject.contact}
    try:
        with transaction():
            row = subject.just_made(Activity, **form.made(), contact=rows["contact"])
            row = row or Activity.plan(me(), **rows, **form.values())
    except Refused as error:
        return answer(subject, "plan", form, 409, why=_(error.reason) % error.facts)
    return saved(subject, _("Planned for %(day)s: %(what)s", day=day(row.due_on), what=title(row.kind, row.subject)))


def _log(subject):
    form = LogForm(subject)
    if not form.validate_on_submit():
        return answer(subject, "log", form, 422)
    rows = {**subject.rows(), "contact": form.whom or subject.contact}
    try:
        with transaction():
            row = subject.just_made(Activity, kind=form.kind.data, contact=rows["contact"], **form.record())
            if row is None:
                row = Activity.log(me(), form.kind.data, **rows, **form.record())
                if form.next_on.data:
                    _next(rows, form)
    except Refused as error:
        return answer(subject, "log", form, 409, why=_(error.reason) % error.facts)
    asks = None if form.next_on.data else next_asked(subject, row)
    return saved(subject, _("Logged: %(what)s", what=NAMES[row.kind]), asks=asks)


def _next(rows, form):
    more = {"kind": form.next_kind.data, "on": form.next_on.data, "subject": form.next_subject.data or ""}
    Activity.plan(me(), **rows, **more)


def next_asked(subject, row):
    """The form that asks what is next after `row` was done; None where that is known, not open, or not the reader's affair."""
    sale = subject.opportunity
    if sale is None or sale.outcome or under.has_plan(sale) or not subject.takes_plans:
        return None
    held = {"kind": row.kind if row.kind != "task" else "call", "on": days.named("tomorrow")}
    return PlanForm(subject, contact=row.contact, blank=True, **held)


@blueprint.get("/<int:activity_id>/edit")
def edit(activity_id):
    row = find(Activity, activity_id, to="change")
    return again(row, EditForm(row, Subject.of(row)))


@blueprint.post("/<int:activity_id>")
def update(activity_id):
    row = find(Activity, activity_id, to="change")
    subject = Subject.of(row)
    form = EditForm(row, subject)
    if not form.validate_on_submit():
        return again(row, form, 422)
    try:
        row.edit(me(), version=form.read, **form.values())
    except Stale as error:
        row = find(Activity, activity_id, to="change")
        form.version.data = row.version
        return again(row, form, 409, why=_(error.reason), theirs=row)
    except Refused as error:
        return again(row, form, 409, why=_(error.reason) % error.facts)
    return gone_from_dialog(subject, row)


def gone_from_dialog(subject, row):
    return gone(subject, _("%(what)s is saved.", what=title(row.kind, row.subject)))


def again(row, form, status=200, why=None, theirs=None):
    context = {"activity": row, "form": form, "why": why, "theirs": theirs, "subject": Subject.of(row)}
    return page(DIALOG[0], part=DIALOG[1], status=status, **context)


@blueprint.post("/<int:activity_id>/bin")
def destroy(activity_id):
    row = find(Activity, activity_id, to="change")
    if "sure" not in request.form and not request.wants_part:
        abort(422)
    with Batch.of(me(), "bin") as batch:
        row.bin(me())
    return gone(Subject.of(row), _("%(what)s is in the bin.", what=title(row.kind, row.subject)), undo=batch)
