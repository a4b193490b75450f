"""Tags on an opportunity: stuck on by typing, taken off by their cross."""

import re

from flask import Blueprint
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

from models.base import Refused
from models.opportunity import Opportunity
from views.fields import AtMost
from views.opportunities import beside
from views.page import find, me

tags = Blueprint("tags", __name__, url_prefix="/<int:opportunity_id>/tags")
NEW = "opportunities/tags/_new.html"


class TagForm(FlaskForm):
    """One tag, or several with commas between."""

    tag = StringField(_("Tag"), [DataRequired(_("Enter a tag.")), AtMost(300)])


class OffForm(FlaskForm):
    tag = StringField()


@tags.get("/new")
def new(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return beside.form(NEW, row, TagForm(), offered=beside.tags_offered())


@tags.post("")
def create(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = TagForm()
    if not form.validate_on_submit():
        return beside.form(NEW, row, form, offered=beside.tags_offered())
    try:
        row.tag(me(), add=re.split("[,，、;；]", form.tag.data))
    except Refused as error:
        return beside.form(NEW, row, form, 409, beside.words(error), offered=beside.tags_offered())
    return beside.part(row, beside.TAGS, "tags")


@tags.post("/remove")
def destroy(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = OffForm()
    if form.validate_on_submit():
        row.tag(me(), remove=[form.tag.data or ""])
    return beside.part(row, beside.TAGS, "tags")
