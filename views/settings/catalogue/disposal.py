"""What becomes of a row that is wanted no more: kept in the archive, replaced by another, or deleted where nothing has it."""

from flask import Blueprint, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import ValidationError

from models.archive import archive, remove, replace, unarchive, used_by
from models.base import Refused
from models.keys import tidy
from views.page import find, leave, me, page, toast

OFFERED = 2000  # names to choose from while one types; any other can be typed in full
WAYS = {
    "archive": (_("Archive it"), _("It stays where it is, and in reports. It is not offered any more.")),
    "replace": (_("Let another one take its place"), _("Everywhere, with history; this one goes into the archive.")),
    "delete": (_("Delete it"), _("Nothing refers to it.")),
}


class DisposalForm(FlaskForm):
    way = RadioField(_("What becomes of it?"), default="archive")
    other = StringField(_("Which one takes its place?"), filters=[tidy])

    def __init__(self, row, used):
        super().__init__()
        self.row, self.taker = row, None
        ways = [
            way for way in WAYS if way != ("delete" if used else "replace") and not (row.archived and way == "archive")
        ]
        self.way.choices = [(way, WAYS[way]) for way in ways]
        if not self.is_submitted():
            self.way.data = ways[0]

    def validate_other(self, field):
        if self.way.data != "replace":
            return
        self.taker = type(self.row).spelt(field.data or "", self.row.id, self.row.part)
        if self.taker is None or self.taker.archived:
            raise ValidationError(gettext("Choose another one that is in use."))


def disposal_of(kind):
    """The Blueprint `disposal` of a Kind."""
    disposal = Blueprint("disposal", f"{kind.key}.disposal", url_prefix="/<int:row_id>/disposal")
    pages = "settings/catalogue/disposal/new.html", "settings/catalogue/disposal/_new.html"

    def asked(row, form, used, why=None, status=200):
        names = [name for name in kind.model.names_in_use(OFFERED) if name != row.name]
        return page(*pages, status=status, kind=kind, row=row, form=form, used=used, why=why, names=names)

    @disposal.get("/new")
    def new(row_id):
        row = find(kind.model, row_id, to="change")
        used = used_by(row)
        return asked(row, DisposalForm(row, used), used)

    @disposal.post("")
    def create(row_id):
        row = find(kind.model, row_id, to="change")
        used = used_by(row)
        form = DisposalForm(row, used)
        if not form.validate_on_submit():
            return asked(row, form, used, status=422)
        try:
            done(row, form)
        except Refused as error:
            return asked(row, form, used, gettext(error.reason) % error.facts, 409)
        return leave(url_for(f"settings.{kind.key}.index"))

    @disposal.post("/undo")
    def destroy(row_id):
        row = find(kind.model, row_id, to="change")
        unarchive(row, me())
        toast(gettext("%(name)s is in use again.", name=row.name))
        return leave(url_for(f"settings.{kind.key}.index"))

    return disposal


def done(row, form):
    """Do what was chosen, and say so."""
    if form.way.data == "replace":
        replace(row, form.taker, me())
        toast(gettext("%(other)s took the place of %(name)s.", other=form.taker.name, name=row.name))
    elif form.way.data == "delete":
        remove(row, me())
        toast(gettext("%(name)s is deleted.", name=row.name))
    else:
        archive(row, me())
        toast(gettext("%(name)s is in the archive.", name=row.name))
