"""Events made ready to be told: who, when, what, and every value in words."""

import dataclasses
import datetime as dt
import itertools

from flask_babel import gettext as _

from models.activity import Activity
from models.note import Note
from models.setting import local
from views import kinds
from views.customers.forms import KINDS
from views.opportunities.terms import INTENTS
from views.page import me
from views.story.names import GIVEN, names
from views.story.terms import LABELS, LONG
from views.words import day, moment, money

FACTS = ("stage", "former", "days", "reason", "competitor", "amount", "outcome", "owner", "team", "former_team")
LIVE = ("activity.logged", "activity.completed", "note.added")  # told with the row as it is now


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
    """One event: `kind` is its name without the `noun`, `who` a name, `facts` its facts with names in place of ids.

    `row` is the follow-up or note that it tells of, as it is now; `live` says that it is shown whole. `sale` is the
    opportunity of another page, `about` the name of the contact. `may` the reader edit the row? `timed` says that it was
    written on the day it tells of: else its time of day tells nothing.
    """

    event: object
    noun: str
    kind: str
    who: str
    facts: dict
    changes: list
    timed: bool
    row: object = None
    live: bool = False
    sale: object = None
    about: str | None = None
    may: bool = False

    @property
    def at(self):
        """The moment to be shown: when it was done, else when it was written."""
        return self.row.done_at if self.live and self.noun == "activity" and self.row.done_at else self.event.at


def told(of, events):
    """[(day, [Line])] of events that come newest first, for the page of the row `of`; names are fetched once for all."""
    facts = [event.facts for event in events]
    found = names(of, events, facts)
    editable = {
        "activity": Activity.changeable_among(me(), found["activity"]),
        "note": Note.changeable_among(me(), found["note"]),
    }
    lines = [_line(of, event, said, found, editable) for event, said in zip(events, facts, strict=True)]
    return [(on, list(some)) for on, some in itertools.groupby(lines, key=lambda line: line.event.happened_on)]


def _line(of, event, facts, found, editable):
    noun, _dot, kind = event.name.partition(".")
    said = {**dict.fromkeys(FACTS), **facts}
    sale = found["opportunity"].get(event.opportunity_id) if of.noun != "opportunity" else None
    currency = facts.get("currency") or getattr(of if of.noun == "opportunity" else sale, "currency", None)
    _name(event, said, facts, found)
    if kind in ("won", "reopened") and noun == "opportunity":
        said["amount"] = money(facts.get("amount"), currency)
    if kind.startswith("collaborator"):
        until = facts.get("until")
        said |= {"user": found["user"].get(facts["user"], "…"), "until": until and day(dt.date.fromisoformat(until))}
    if noun == "activity":
        said |= _planned(facts)
    row = found.get(noun, {}).get(event.subject_id) if noun in editable else None
    live = event.name in LIVE and row is not None and not row.deleted_at and (noun == "note" or bool(row.done_at))
    return Line(
        event,
        noun,
        kind,
        found["user"].get(event.actor_id) or _("The system"),
        said,
        _changes(noun, facts, found, currency),
        local(event.at).date() == event.happened_on or live,
        row,
        live,
        sale,
        found["contact"].get(event.subject_id, "…") if noun == "contact" and of.noun != "contact" else None,
        row is not None and row.id in editable.get(noun, ()),
    )


def _name(event, said, facts, found):
    """Names in place of ids, where something was given to somebody."""
    if event.name.endswith(GIVEN):
        for key, of in (("owner", "user"), ("former", "user"), ("team", "team"), ("former_team", "team")):
            said[key] = found[of].get(facts.get(key))
    said["to_actor"] = event.name.endswith(".assigned") and facts.get("owner") == event.actor_id


def _planned(facts):
    """The facts of a follow-up in words: its kind, its day or moment, and the former ones."""
    said = {
        "called": facts.get("subject") or str(kinds.NAMES.get(facts.get("kind"), "")),
        "subject": facts.get("subject"),
    }
    for name, at in (("due_on", "due_at"), ("former", "former_at")):
        if facts.get(at):
            said[name] = moment(dt.datetime.fromisoformat(facts[at]))
        elif facts.get(name):
            said[name] = day(dt.date.fromisoformat(facts[name]))
    return said


def _changes(noun, facts, found, currency):
    changes = facts.get("changes", {})
    old_code, new_code = changes.get("currency") or [currency] * 2
    made = []
    for field, (old, new) in changes.items():
        label = str(LABELS.get((noun, field)) or LABELS.get(field, field))
        if field in LONG:
            made.append(Change(field, label, None, None, long=True))
        else:
            words = [_said(noun, field, value, found, code) for value, code in ((old, old_code), (new, new_code))]
            made.append(Change(field, label, *words))
    return made


def _said(noun, field, value, found, code):
    """A value in words, None for none."""
    if value in (None, ""):
        return None
    if field == "amount":
        return money(value, code)
    if field.endswith("_on"):
        return day(dt.date.fromisoformat(value))
    if field.endswith("_at"):
        return moment(dt.datetime.fromisoformat(value))
    if field == "probability":
        return f"{value}%"
    if field == "intent":
        return str(INTENTS.get(value, value))
    if field == "kind":
        return str((kinds.NAMES if noun == "activity" else KINDS).get(value, value))
    of = "user" if field in ("owner", "assignee") else field
    return found[of].get(value, "…") if of in found else str(value)
