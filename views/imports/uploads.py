"""A file that is sent in: of which kind it is, and whether it can be read at all."""

from pathlib import PurePath

from flask import current_app, request, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.validators import ValidationError

from models.base import Refused
from models.imports.lifting import take_in
from models.imports.run import ImportRun
from views.imports import terms
from views.page import me

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
MARGIN = 1_000_000  # what a form adds to its file


class UploadForm(FlaskForm):
    kind = RadioField(lazy_gettext("What the rows are"))
    file = FileField(lazy_gettext("File"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.kind.choices = [(kind, (name, about)) for kind, name, about in terms.offered(me())]

    def validate_file(self, field):
        name = field.data.filename if field.data else ""
        if not name:
            raise ValidationError(_("Choose a file."))
        if PurePath(name).suffix.casefold() not in ENDINGS:
            raise ValidationError(_("This is no CSV and no XLSX file. Save it as one of them and choose that."))


def largest():
    """Bytes that a file may have."""
    return current_app.config["SETTINGS"].import_limit


def blank(kind):
    """A form to begin with."""
    kinds = [one for one, _name, _about in terms.offered(me())]
    return UploadForm(None, data={"kind": kind if kind in kinds else kinds[0]})


def begun(form):
    """The ImportRun of what was sent, or None with the reason at the field."""
    folder = current_app.config["SETTINGS"].folder() / "imports"
    try:
        path = take_in(folder, form.file.data.stream, largest())
        return ImportRun.begin(me(), form.kind.data, path, form.file.data.filename)
    except Refused as refused:
        form.file.errors = [terms.why(refused.reason, refused.facts)]
        return None


def may_be_large():
    """A file may be larger than what forms send, of who is signed in: said before anything of the request is read.

    A picture that is too large is read as well, so that the form can say so.
    """
    if request.endpoint in ("imports.create", "settings.company.logo.create") and session.get("sign_in"):
        request.max_content_length = max(largest() + MARGIN, current_app.config["MAX_CONTENT_LENGTH"])
