"""Who works together, and in which office."""

from flask_babel import lazy_gettext as _
from wtforms import StringField

from models.keys import tidy
from models.opportunity.used import opened
from models.team import Team
from models.user import User
from views.fields import line
from views.settings.catalogue import Kind, catalogue
from views.settings.catalogue.forms import NamedForm


class TeamForm(NamedForm):
    model = Team
    office = StringField(_("Office"), line(120), filters=[tidy])


def counts(rows):
    ids = [row.id for row in rows]
    return {"used": opened("team", ids), "members": User.by_team(ids)}


teams = catalogue(
    Kind(
        key="teams",
        model=Team,
        form=TeamForm,
        field="team",
        cells="settings/teams/_cells.html",
        heads=((_("Office"), "kept__wide"), (_("Led by"), "kept__wide"), (_("Members"), "end"), (_("Open"), "end")),
        counts=counts,
        new=_("New team"),
        edit=_("Edit team"),
        find=_("Find by name or office"),
        empty=_("No teams yet"),
        about=_("A team lead sees and changes what the team answers for."),
        fields="settings/teams/_fields.html",
    )
)
