"""The contacts of an opportunity: brought in, given a role, taken out."""

from flask import Blueprint, abort
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from models.base import Refused
from models.contact import Contact
from models.keys import tidy
from models.opportunity import Opportunity
from views.fields import AtMost
from views.opportunities import beside
from views.opportunities.terms import ROLES
from views.page import find, me
from views.typed import whole

people = Blueprint("people", __name__, url_prefix="/<int:opportunity_id>/people")
NEW, EDIT = "opportunities/people/_new.html", "opportunities/people/_edit.html"


class RoleForm(FlaskForm):
    role = SelectField(_("Role"), choices=list(ROLES.items()), default="influencer")


class PersonForm(RoleForm):
    contact = StringField(_("Contact"), [DataRequired(_("Enter a name.")), AtMost(120)], filters=[tidy])
    contact_id = HiddenField()

    def __init__(self, row):
        self.row = row
        super().__init__(data={"role": "influencer" if row.contact else "primary"})

    def validate_contact(self, field):
        picked = whole(self.contact_id.data)
        if not self.row.customer and not (picked and Contact.reached(me(), picked)):
            raise ValidationError(gettext("Name the customer of this opportunity first."))


@people.get("/new")
def new(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return beside.form(NEW, row, PersonForm(row))


@people.post("")
def create(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = PersonForm(row)
    if not form.validate_on_submit():
        return beside.form(NEW, row, form)
    try:
        row.add_contact_named(me(), (whole(form.contact_id.data), form.contact.data), form.role.data)
    except Refused as error:
        return beside.form(NEW, row, form, 409, beside.words(error))
    return beside.part(row, beside.PEOPLE, "people")


@people.get("/<int:contact_id>")
def edit(opportunity_id, contact_id):
    row = find(Opportunity, opportunity_id, to="change")
    contact, role = of(row, contact_id)
    return beside.form(EDIT, row, RoleForm(data={"role": role}), contact=contact)


@people.post("/<int:contact_id>")
def update(opportunity_id, contact_id):
    row = find(Opportunity, opportunity_id, to="change")
    contact, _role = of(row, contact_id)
    form = RoleForm()
    if not form.validate_on_submit():
        return beside.form(EDIT, row, form, contact=contact)
    row.give_role(me(), contact, form.role.data)
    return beside.part(row, beside.PEOPLE, "people")


@people.post("/<int:contact_id>/remove")
def destroy(opportunity_id, contact_id):
    row = find(Opportunity, opportunity_id, to="change")
    contact, _role = of(row, contact_id)
    row.remove_contact(me(), contact)
    return beside.part(row, beside.PEOPLE, "people")


def of(row, contact_id):
    """(Contact, role) among those of the opportunity, else 404."""
    found = [pair for pair in row.contacts() if pair[0].id == contact_id]
    return found[0] if found else abort(404)
