"""A tag goes away, from every row that wears it, after being asked about."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from models import retagged
from models.tag import Tag
from views.page import find, leave, me, page, toast

removal = Blueprint("removal", __name__, url_prefix="/<int:tag_id>/removal")


@removal.get("/new")
def new(tag_id):
    row = find(Tag, tag_id, to="change")
    worn = retagged.used([row.id]).get(row.id, {})
    template = "settings/tags/removal/new.html", "settings/tags/removal/_new.html"
    return page(*template, row=row, worn=worn, form=FlaskForm())


@removal.post("")
def create(tag_id):
    row = find(Tag, tag_id, to="change")
    count = retagged.drop(row, me())
    toast(
        ngettext("“%(name)s” is taken off %(num)d row and deleted.", "“%(name)s” is taken off %(num)d rows and deleted.", count, name=row.name)
        if count
        else _("“%(name)s” is deleted.", name=row.name)
    )  # fmt: skip
    return leave(url_for("settings.tags.index"))
