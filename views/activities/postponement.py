"""A plan put off: to a day by its name, or to any day."""

import datetime as dt

from flask import Blueprint, abort, request
from flask_babel import gettext as _

from models.activity import Activity
from models.batch import Batch
from views.activities import days
from views.activities.answers import gone
from views.activities.subject import Subject
from views.kinds import title
from views.page import find, me, page
from views.words import day, my_day

postponement = Blueprint("postponement", __name__, url_prefix="/<int:activity_id>/postponement")


@postponement.get("/new")
def new(activity_id):
    """Asks for the day."""
    row = find(Activity, activity_id, to="change")
    return answer(row)


@postponement.post("")
def create(activity_id):
    """`by` names the day (tomorrow, monday, week), else `on` is one."""
    row = find(Activity, activity_id, to="change")
    if request.form.get("by") and not (on := days.named(request.form["by"])):
        abort(422)
    elif not request.form.get("by"):
        try:
            on = dt.date.fromisoformat(request.form.get("on", ""))
        except ValueError:
            return answer(row, 422, _("Choose a day."))
        if on < my_day():
            return answer(row, 422, _("This day is past."))
    with Batch.of(me(), "postpone") as batch:
        row.postpone(me(), on=on)
    message = _("%(what)s is put off to %(day)s.", what=title(row.kind, row.subject), day=day(row.due_on))
    return gone(Subject.of(row), message, undo=batch)


def answer(row, status=200, why=None):
    typed = request.form.get("on") or days.named("tomorrow").isoformat()
    context = {"activity": row, "why": why, "typed": typed, "quick": days.quick(), "subject": Subject.of(row)}
    part = "activities/postponement/_new.html"
    return page("activities/postponement/new.html", part=part, status=status, **context)
