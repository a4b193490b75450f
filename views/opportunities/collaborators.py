"""Colleagues who work on an opportunity too: brought in, with what they may do and until when, taken out."""

from flask import Blueprint, abort
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Optional

from models.base import Refused
from models.opportunity import Opportunity
from views.opportunities import beside
from views.page import find, me
from views.typed import whole

collaborators = Blueprint("collaborators", __name__, url_prefix="/<int:opportunity_id>/collaborators")
NEW, EDIT = "opportunities/collaborators/_new.html", "opportunities/collaborators/_edit.html"


class AccessForm(FlaskForm):
    access = SelectField(_("May"), choices=[("write", _("read and change")), ("read", _("read only"))])
    until_on = DateField(_("Until"), [Optional()])

    def given(self):
        return {"writes": self.access.data == "write", "until_on": self.until_on.data}


class ColleagueForm(AccessForm):
    user = SelectField(_("Colleague"), [InputRequired(_("Choose a colleague."))], coerce=whole)

    def __init__(self, row):
        super().__init__()
        self.people = {user.id: user for user in row.may_join()}
        self.user.choices = [("", "—"), *((user.id, user.name) for user in self.people.values())]


@collaborators.get("/new")
def new(opportunity_id):
    row = shareable(opportunity_id)
    return beside.form(NEW, row, ColleagueForm(row))


@collaborators.post("")
def create(opportunity_id):
    row = shareable(opportunity_id)
    form = ColleagueForm(row)
    if not form.validate_on_submit():
        return beside.form(NEW, row, form)
    try:
        row.share(me(), form.people[form.user.data], **form.given())
    except Refused as error:
        return beside.form(NEW, row, form, 409, beside.words(error))
    return beside.part(row, beside.COLLEAGUES, "collaborators")


@collaborators.get("/<int:user_id>")
def edit(opportunity_id, user_id):
    row = shareable(opportunity_id)
    link = of(row, user_id)
    held = {"access": "write" if link.writes else "read", "until_on": link.until_on}
    return beside.form(EDIT, row, AccessForm(data=held), user=link.user)


@collaborators.post("/<int:user_id>")
def update(opportunity_id, user_id):
    row = shareable(opportunity_id)
    user = of(row, user_id).user
    form = AccessForm()
    if not form.validate_on_submit():
        return beside.form(EDIT, row, form, user=user)
    try:
        row.share(me(), user, **form.given())
    except Refused as error:
        return beside.form(EDIT, row, form, 409, beside.words(error), user=user)
    return beside.part(row, beside.COLLEAGUES, "collaborators")


@collaborators.post("/<int:user_id>/remove")
def destroy(opportunity_id, user_id):
    """Who was brought in may leave by themself."""
    row = find(Opportunity, opportunity_id) if user_id == me().id else shareable(opportunity_id)
    row.unshare(me(), of(row, user_id).user)
    return beside.part(row, beside.COLLEAGUES, "collaborators")


def shareable(opportunity_id):
    """The row, if the reader says who works on it; else 403."""
    row = find(Opportunity, opportunity_id, to="change")
    return row if row.may_be_shared_by(me()) else abort(403)


def of(row, user_id):
    """The Collaboration of a user, else 404."""
    found = [link for link in row.collaborators() if link.user_id == user_id]
    return found[0] if found else abort(404)
