"""Two tags that mean the same become one."""

from flask import Blueprint, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from models import retagged
from models.keys import tidy
from models.tag import Tag
from views.page import find, leave, me, page, toast

OFFERED = 2000  # names to choose from while one types; any other can be typed in full

merger = Blueprint("merger", __name__, url_prefix="/<int:tag_id>/merger")


class MergerForm(FlaskForm):
    into = StringField(_("Which tag takes its place?"), [DataRequired(_("Choose the other tag."))], filters=[tidy])

    def __init__(self, row):
        super().__init__()
        self.row, self.taker = row, None

    def validate_into(self, field):
        self.taker = Tag.found(field.data)
        if self.taker is None:
            raise ValidationError(gettext("There is no tag “%(name)s”.", name=field.data[:60]))
        if self.taker.id == self.row.id:
            raise ValidationError(gettext("Choose another tag."))


@merger.get("/new")
def new(tag_id):
    row = find(Tag, tag_id, to="change")
    return answer(row, MergerForm(row))


@merger.post("")
def create(tag_id):
    row = find(Tag, tag_id, to="change")
    form = MergerForm(row)
    if not form.validate_on_submit():
        return answer(row, form, 422)
    retagged.merge(row, form.taker, me())
    toast(gettext("“%(name)s” is “%(other)s” now, everywhere.", name=row.name, other=form.taker.name))
    return leave(url_for("settings.tags.index"))


def answer(row, form, status=200):
    worn = retagged.used([row.id]).get(row.id, {})
    names = [name for name in Tag.names_in_use(OFFERED) if name != row.name]
    template = "settings/tags/merger/new.html", "settings/tags/merger/_new.html"
    return page(*template, status=status, row=row, form=form, worn=worn, names=names)
