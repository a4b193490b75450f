"""What happened to an opportunity, made ready to be told: who, when, and every value in words."""

import dataclasses
import datetime as dt
import itertools

from flask_babel import gettext as _

from models.contact import Contact
from models.customer import Customer
from models.pipeline import Source
from models.product import Product
from models.setting import local
from models.user import Team, User
from views.opportunities.terms import INTENTS, LABELS
from views.page import me
from views.words import day, money

GIVEN = (".assigned", ".handed_over")
LONG = ("requirement", "description", "solution")  # told without quoting
FACTS = ("stage", "former", "days", "reason", "competitor", "amount", "outcome", "owner", "team", "former_team")


@dataclasses.dataclass
class Change:
    """A field that changed; `old` and `new` in words, None for none; both None where a text is too long to quote."""

    field: str
    label: str
    old: str | None
    new: str | None
    long: bool = False


@dataclasses.dataclass
class Line:
    """One event: `kind` is its name without the noun, `who` a name, `facts` its facts with names in place of ids.

    `timed` says that it was written on the day it tells of: else its time of day tells nothing.
    """

    event: object
    kind: str
    who: str
    facts: dict
    changes: list
    timed: bool


def told(row, events):
    """[(day, [Line])] of events of an opportunity that come newest first; names are fetched once for all of them."""
    facts = [event.facts for event in events]
    names = _names(events, facts)
    lines = [_line(row, event, said, names) for event, said in zip(events, facts, strict=True)]
    return [(on, list(of)) for on, of in itertools.groupby(lines, key=lambda line: line.event.happened_on)]


def _names(events, facts):
    """{kind of row: {id: name}} of everything that the facts name by id; what lies outside of the reach is left out."""
    changes = [said.get("changes", {}) for said in facts]

    def among(field):
        return {value for change in changes for value in change.get(field, ()) if value}

    given = [said for event, said in zip(events, facts, strict=True) if event.name.endswith(GIVEN)]
    people = {said.get(key) for said in given for key in ("owner", "former")} | {event.actor_id for event in events}
    people |= {said.get("user") for said in facts}
    teams = {said.get(key) for said in given for key in ("team", "former_team")} - {None}
    return {
        "user": User.names(people - {None}),
        "team": Team.names(teams),
        "customer": Customer.names_for(me(), among("customer")),
        "contact": Contact.names_for(me(), among("contact")),
        "source": Source.names(among("source")),
        "product": Product.names(among("product")),
    }


def _line(row, event, facts, names):
    kind = event.name.partition(".")[2]
    said = {**dict.fromkeys(FACTS), **facts}
    if event.name.endswith(GIVEN):
        for key, of in (("owner", "user"), ("former", "user"), ("team", "team"), ("former_team", "team")):
            said[key] = names[of].get(facts.get(key))
    if kind in ("won", "reopened"):
        said["amount"] = money(facts.get("amount"), facts.get("currency") or row.currency)
    if kind.startswith("collaborator"):
        until = facts.get("until")
        said |= {"user": names["user"].get(facts["user"], "…"), "until": until and day(dt.date.fromisoformat(until))}
    said["to_actor"] = kind == "assigned" and facts.get("owner") == event.actor_id
    who = names["user"].get(event.actor_id) or _("The system")
    timed = local(event.at).date() == event.happened_on
    return Line(event, kind, who, said, _changes(row, facts, names), timed)


def _changes(row, facts, names):
    changes = facts.get("changes", {})
    old_code, new_code = changes.get("currency") or [facts.get("currency") or row.currency] * 2
    made = []
    for field, (old, new) in changes.items():
        label = str(LABELS.get(field, field))
        if field in LONG:
            made.append(Change(field, label, None, None, long=True))
        else:
            words = [_said(field, value, names, code) for value, code in ((old, old_code), (new, new_code))]
            made.append(Change(field, label, *words))
    return made


def _said(field, value, names, code):
    """A value in words, None for none."""
    if value in (None, ""):
        return None
    if field == "amount":
        return money(value, code)
    if field.endswith("_on"):
        return day(dt.date.fromisoformat(value))
    if field == "probability":
        return f"{value}%"
    if field == "intent":
        return str(INTENTS.get(value, value))
    return names[field].get(value, "…") if field in names else str(value)
