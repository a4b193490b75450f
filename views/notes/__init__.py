"""Notes: free text on an opportunity, a customer or a contact."""

from flask import Blueprint, abort, request
from flask_babel import gettext as _

from models.base import Refused, Stale, transaction
from models.batch import Batch
from models.note import Note
from views.activities.answers import answer, gone, saved
from views.activities.subject import Subject
from views.fields import text
from views.page import find, me, page
from views.typed import whole

blueprint = Blueprint("notes", __name__, url_prefix="/notes")
DIALOG = "notes/edit.html", "notes/_edit.html"


@blueprint.post("")
def create():
    subject = Subject.asked(request.form)
    if not subject.address:
        abort(422)
    written = text(request.form.get("text"))
    if not written:
        return answer(subject, "note", None, 422, why=_("Write something."))
    try:
        with transaction():
            if not subject.just_made(Note, text=written):
                Note.add(me(), written, **subject.rows())
    except Refused as error:
        return answer(subject, "note", None, 409, why=_(error.reason) % error.facts)
    return saved(subject, _("The note is saved."))


@blueprint.get("/<int:note_id>/edit")
def edit(note_id):
    row = find(Note, note_id, to="change")
    return again(row, row.text)


@blueprint.post("/<int:note_id>")
def update(note_id):
    row = find(Note, note_id, to="change")
    typed = text(request.form.get("text")) or ""
    if not typed:
        return again(row, typed, 422, _("Write something."))
    try:
        row.edit(me(), typed, version=whole(request.form.get("version")))
    except Stale as error:
        row = find(Note, note_id, to="change")
        return again(row, typed, 409, _(error.reason), theirs=row.text)
    return gone(Subject.of(row), _("The note is saved."))


def again(row, typed, status=200, why=None, theirs=None):
    context = {"note": row, "typed": typed, "why": why, "theirs": theirs, "subject": Subject.of(row)}
    return page(DIALOG[0], part=DIALOG[1], status=status, **context)


@blueprint.post("/<int:note_id>/bin")
def destroy(note_id):
    row = find(Note, note_id, to="change")
    with Batch.of(me(), "bin") as batch:
        row.bin(me())
    return gone(Subject.of(row), _("The note is in the bin."), undo=batch)
