"""A plan ticked off: it becomes the record; what came out is asked, and what is next."""

from flask import Blueprint, request
from flask_babel import gettext as _

from models.activity import Activity
from models.base import Refused, Stale, transaction
from models.batch import Batch
from views.activities import days
from views.activities.answers import gone, saved
from views.activities.forms import LogForm
from views.activities.phrases import phrases
from views.activities.subject import Subject
from views.kinds import title
from views.page import find, me, page
from views.typed import whole

completion = Blueprint("completion", __name__, url_prefix="/<int:activity_id>/completion")
DIALOG = "activities/completion/new.html", "activities/completion/_new.html"


@completion.get("/new")
def new(activity_id):
    row = find(Activity, activity_id, to="change")
    subject = Subject.of(row)
    held = {"kind": row.kind, "text": row.text, "contact": row.contact, "minutes": row.minutes}
    return answer(row, subject, LogForm(subject, **held))


@completion.post("")
def create(activity_id):
    """With `quick` it is ticked off as it stands, without a question."""
    from views.activities import next_asked

    row = find(Activity, activity_id, to="change")
    subject = Subject.of(row)
    what = title(row.kind, row.subject)
    if "quick" in request.form:
        with Batch.of(me(), "complete") as batch:
            row.complete(me())
        return gone(subject, _("Done: %(what)s", what=what), undo=batch)
    form = LogForm(subject)
    if not form.validate_on_submit():
        return answer(row, subject, form, 422)
    try:
        with transaction():
            row.complete(me(), contact=form.whom, version=whole(request.form.get("version")), **form.record())
            if form.next_on.data:
                more = {"kind": form.next_kind.data, "on": form.next_on.data, "subject": form.next_subject.data or ""}
                Activity.plan(me(), **{**subject.rows(), "contact": form.whom or subject.contact}, **more)
    except Stale as error:
        return answer(find(Activity, activity_id, to="change"), subject, form, 409, _(error.reason), typed_over=True)
    except Refused as error:
        return answer(row, subject, form, 409, _(error.reason) % error.facts)
    asks = None if form.next_on.data else next_asked(subject, row)
    return saved(subject, _("Done: %(what)s", what=what), asks=asks)


def answer(row, subject, form, status=200, why=None, typed_over=False):
    """`typed_over`: somebody else wrote something else into the plan, which is shown beside what is typed."""
    context = {
        "activity": row,
        "subject": subject,
        "form": form,
        "why": why,
        "theirs": row.text if typed_over else None,
        "quick": days.quick(),
        "phrases": phrases(),
    }
    return page(DIALOG[0], part=DIALOG[1], status=status, **context)
