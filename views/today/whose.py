"""Whose day it is: one's own, a colleague's, a team's or everybody's, as far as one sees them."""

import dataclasses

from flask import abort
from flask_babel import gettext as _

from models import access
from models.team import Team
from views.page import me


@dataclasses.dataclass(frozen=True)
class Whose:
    """`key` is what the address says, `fields` those of a Filter, `options` (key, name) to choose from."""

    key: str
    name: str
    fields: dict
    options: list

    @property
    def mine(self):
        return not self.key

    @property
    def several(self):
        return "owner" not in self.fields


def asked(key):
    """The Whose of an address; 404 outside of one's reach."""
    people = [row for row in access.owners_seen_by(me()) if not row.disabled_at]
    teams = list(Team.offered_to(me())) if access.sees(me()) != "own" else []
    options = [("", _("Mine"))]
    options += [("all", _("Everybody"))] if access.sees(me()) == "all" else []
    options += [(f"team-{team.id}", _("Team %(name)s", name=team.name)) for team in teams]
    options += [(str(row.id), row.name) for row in people if row.id != me().id]
    names = dict(options)
    key = "" if key == str(me().id) else key
    if key not in names:
        abort(404)
    return Whose(key, names[key], _fields(key), options)


def _fields(key):
    if key == "all":
        return {}
    if key.startswith("team-"):
        return {"team": int(key.removeprefix("team-"))}
    return {"owner": int(key) if key else me().id}
