"""Who answers for an opportunity: given to a person or a team."""

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField

from models.base import Refused
from models.batch import Batch
from models.opportunity import Opportunity
from views.opportunities.choices import Owners, value
from views.opportunities.done import again, done
from views.opportunities.forms import seen_version
from views.page import find, me

owner = Blueprint("owner", __name__, url_prefix="/<int:opportunity_id>/owner")
DIALOG = "opportunities/owner/edit.html", "opportunities/owner/_edit.html"


class OwnerForm(FlaskForm):
    version = seen_version()
    owner = SelectField(_("Person or team"))

    def __init__(self, row):
        super().__init__(data={"version": row.version, "owner": value(row.owner or row.team)})
        self.owners = Owners(row.owner or row.team)
        self.owner.choices = self.owners.choices


@owner.get("")
def edit(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return again(*DIALOG, row, OwnerForm(row))


@owner.post("")
def update(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = OwnerForm(row)
    if not form.validate_on_submit():
        return again(*DIALOG, row, form)
    try:
        with Batch.of(me(), "assign") as batch:
            row.assign(me(), **form.owners.chosen(form.owner.data), version=form.version.data)
    except Refused as error:
        return again(*DIALOG, row, form, error)
    return done(row, said(row), undo=batch)


def said(row):
    """Who has it now."""
    if row.owner:
        return gettext("%(name)s belongs to %(owner)s now.", name=row.name, owner=row.owner.name)
    if row.team:
        return gettext("%(name)s belongs to the team %(team)s now.", name=row.name, team=row.team.name)
    return gettext("%(name)s belongs to nobody now.", name=row.name)
