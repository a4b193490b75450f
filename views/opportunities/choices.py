"""What the selects of an opportunity's forms offer."""

from flask_babel import gettext as _

from models import access
from models.pipeline import Pipeline, Source, Stage
from models.product import Product
from models.team import Team
from views.page import me


class Owners:
    """Who may get it, people and teams in one select: "user-3", "team-2", "" for nobody (who may give to all)."""

    def __init__(self, *also):
        """`also`: Users or Teams that are offered beside those the reader may give to, because they have it now."""
        self.people = {f"user-{user.id}": user for user in access.assignable_by(me())}
        self.teams = {f"team-{team.id}": team for team in Team.offered_to(me())}
        for row in filter(None, also):
            (self.teams if isinstance(row, Team) else self.people).setdefault(value(row), row)

    @property
    def choices(self):
        """As WTForms takes them: groups of (value, name)."""
        groups = {
            _("People"): [(key, user.name) for key, user in self.people.items()],
            _("Teams, until somebody takes it"): [(key, team.name) for key, team in self.teams.items()],
        }
        if access.CHANGES[me().role] == "all":
            groups[_("Nobody")] = [("", _("Nobody yet"))]
        return {name: rows for name, rows in groups.items() if rows}

    def chosen(self, key):
        """{"owner": User or None, "team": Team or None} of a value of the select."""
        return {"owner": self.people.get(key), "team": self.teams.get(key)}


def value(row):
    """The value that stands for a User or a Team; "" for None."""
    return f"{row.noun}-{row.id}" if row else ""


def stages(pipeline=None):
    """({id: Stage}, choices): of one pipeline, or of all, in groups when there are several."""
    rows = list(Stage.offered(pipeline.id if pipeline else None))
    names = {row.id: row.name for row in Pipeline.offered()} if pipeline is None else {}
    if len(names) < 2:
        return {row.id: row for row in rows}, [(row.id, row.name) for row in rows]
    groups = {name: [(row.id, row.name) for row in rows if row.pipeline_id == key] for key, name in names.items()}
    return {row.id: row for row in rows}, {name: found for name, found in groups.items() if found}


def named(model, also, nothing):
    """({id: row}, choices) of Sources or Products in use, `also` among them, `nothing` in words first."""
    rows = {row.id: row for row in model.offered()}
    if also:
        rows.setdefault(also.id, also)
    return rows, [("", nothing), *((row.id, row.name) for row in rows.values())]


def sources(also=None):
    return named(Source, also, _("Not known"))


def products(also=None):
    return named(Product, also, _("None"))
