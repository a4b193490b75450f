"""What the texts of a column may be taken for: the rows that are there, new ones, nothing, or no row at all."""

import dataclasses

from flask_babel import gettext as _
from flask_babel import pgettext

from models import access
from models.base import folded
from models.pipeline import CloseReason, Pipeline, Source
from models.team import Team
from views.imports import terms
from views.page import me

ENDS = ("open", "won", "lost", "invalid")


@dataclasses.dataclass
class Value:
    """A text of a column: how often it comes, what it is taken for, and the name of what is spelled alike or None."""

    name: str  # of its field in the form
    text: str
    count: int
    usual: str
    chosen: str
    alike: str | None
    extra: str  # what it is taken for though it is not offered, such as a colleague who left; else ""


@dataclasses.dataclass
class Column:
    field: str
    title: str
    groups: list  # [(what the group is called, [(choice, its name)])]
    values: list
    more: int


def asked(run):
    """The Columns whose values can be chosen, as the import stands."""
    found, given = run.result.get("values") or {}, run.options.get("values") or {}
    more = run.result.get("more") or {}
    return [
        _column(run, field, texts, given.get(field) or {}, more.get(field, 0))
        for field, texts in found.items()
        if texts
    ]


def _column(run, field, texts, given, more):
    groups = OFFERED[field](run)
    names = {choice: name for _title, offered in groups for choice, name in offered}
    chosen = {folded(text): str(choice) for text, choice in given.items()}
    values = []
    for place, one in enumerate(texts):
        usual = _usual(run, field, one["choice"])
        told = chosen.get(folded(one["text"]), usual)
        told = told if told in names else usual
        alike = names.get(str(one["hint"])) if one["hint"] and told in ("", "new") else None
        extra = usual if usual not in names else ""
        values.append(Value(f"{field}-{place}", one["text"], one["count"], usual, told, alike, extra))
    return Column(field, terms.field_name(field), groups, values, more)


def _usual(run, field, choice):
    """What a text is taken for while nobody chooses; "" where it has to be chosen: the pipeline that was asked for gets no
    stage by itself."""
    if choice is None or (field == "stage" and choice == "new" and run.options.get("pipeline") and not _is_new(run)):
        return ""
    return str(choice)


def _is_new(run):
    return bool((run.result.get("pipeline") or {}).get("is_new"))


def open_ones(run):
    """How many texts are spelled nearly like something that is there, or cannot be taken for anything by themselves."""
    return sum(1 for column in asked(run) for value in column.values if value.alike or not value.chosen)


def _rest(new):
    """What can become of any text."""
    words = [("new", new)] if new else []
    return (_("Otherwise"), [*words, ("empty", _("Leave empty, keep the text")), ("skip", _("Leave these rows out"))])


def _ends(states):
    names = {"open": pgettext("outcome", "Open"), "won": _("Won"), "lost": _("Lost"), "invalid": _("Invalid")}
    return [(state, names[state]) for state in states]


def _rows(rows):
    return [(str(row.id), row.name) for row in rows]


def _stages(run):
    into = folded((run.result.get("pipeline") or {}).get("name") or "")
    pipeline = next((p for p in Pipeline.offered() if folded(p.name) == into), None) or Pipeline.default()
    there = [(pipeline.name, _rows(pipeline.path()))] if pipeline else []
    return [*there, (_("Outcome"), _ends(ENDS[1:])), _rest(_("A stage of this name"))]


def _outcomes(run):
    return [(_("Outcome"), _ends(ENDS)), _rest(None)]


def _owners(run):
    people = access.assignable_by(me())
    return [(_("People"), _rows(people)), _rest(_("A new colleague of this name"))]


def _sources(run):
    return [(_("Sources"), _rows(Source.offered())), _rest(_("A new source of this name"))]


def _teams(run):
    return [(_("Teams"), _rows(Team.offered())), _rest(_("A new team of this name"))]


def _reasons(run):
    groups = [(name, _rows(CloseReason.offered(outcome))) for outcome, name in _ends(ENDS[1:])]
    return [*groups, _rest(_("A new reason of this name"))]


OFFERED = {
    "stage": _stages,
    "outcome": _outcomes,
    "owner": _owners,
    "source": _sources,
    "team": _teams,
    "reason": _reasons,
}
