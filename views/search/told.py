"""How a row that was found is told: its name with the answer marked, what stands beside it, and where else the words are."""

import dataclasses

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from models import search
from models.search.words import excerpt, found_in, parted
from views.kinds import GLYPHS as FOLLOW_UPS
from views.kinds import NAMES
from views.opportunities.terms import OUTCOMES
from views.words import day, moment, money_short

GLYPHS = {
    "opportunity": "square-kanban",
    "customer": "building-2",
    "contact": "user",
    "activity": "check",
    "note": "sticky-note",
}
KINDS = {
    "opportunity": lazy_gettext("Opportunities"),
    "customer": lazy_gettext("Customers"),
    "contact": lazy_gettext("Contacts"),
    "activity": lazy_gettext("Follow-ups"),
    "note": lazy_gettext("Notes"),
}
TAGGED = ("opportunity", "customer", "contact")
SHORT = 120  # characters of a text that is shown


@dataclasses.dataclass
class Told:
    """`name`, `beside` and `excerpt` are texts in pieces [(piece, whether it answers)]; `beside` is a list of them."""

    kind: str
    id: int
    href: str
    glyph: str
    name: list
    beside: list
    excerpt: list
    closed: bool = False


def told(hits, asked):
    """Hits as Told, in their order. Where only a tag answers, the tag is told."""
    rows = [_told(hit, asked) for hit in hits]
    for kind in TAGGED:
        silent = {row.id: row for row, open_words in rows if row.kind == kind and open_words and not row.excerpt}
        for row_id, names in (search.tags(kind, silent) if silent else {}).items():
            silent[row_id].excerpt = excerpt(" · ".join(names), asked) or []
    return [row for row, _words in rows]


def _told(hit, asked):
    """(Told, the words that neither name nor what stands beside it answers)."""
    name, texts, beside = hit.name, hit.texts, BESIDE[hit.kind](hit.row)
    if hit.kind == "note":
        name, texts = hit.row.about or str(KINDS["note"]), (hit.name,)
    elif hit.kind == "activity":
        name = name or str(NAMES[hit.row.kind])
    missing = tuple(word for word in asked.words if not any(_answers(part, asked, word) for part in (name, *beside)))
    rest = dataclasses.replace(asked, words=missing)
    found = next((part for text in texts if missing and found_in(text, rest) and (part := excerpt(text, asked))), [])
    if hit.kind == "note":
        found = excerpt(hit.name, asked) or parted(shortened(hit.name), asked)
    closed = hit.kind == "opportunity" and hit.row.outcome is not None
    beside = [parted(part, asked) for part in beside]
    row = Told(hit.kind, hit.id, href(hit), glyph(hit), parted(shortened(name), asked), beside, found, closed)
    return row, missing


def _answers(text, asked, word):
    return bool(text) and bool(found_in(text, dataclasses.replace(asked, words=(word,), number="")))


def shortened(text):
    text = " ".join((text or "").split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def glyph(hit):
    return FOLLOW_UPS[hit.row.kind] if hit.kind == "activity" else GLYPHS[hit.kind]


def href(hit):
    """The page on which the row is read: follow-ups and notes on that of what they are about."""
    if hit.kind == "opportunity":
        return url_for("opportunities.show", opportunity_id=hit.id)
    if hit.kind == "customer":
        return url_for("customers.show", customer_id=hit.id)
    if hit.kind == "contact":
        return url_for("contacts.show", contact_id=hit.id)
    for noun, area in (("opportunity", "opportunities"), ("customer", "customers"), ("contact", "contacts")):
        if row_id := getattr(hit.row, f"{noun}_id"):
            return url_for(f"{area}.show", **{f"{noun}_id": row_id})
    return url_for("search.index")


def _of_opportunity(row):
    where = str(OUTCOMES[row.outcome]) if row.outcome else row.stage_name
    amount = money_short(row.amount, row.currency) if row.amount is not None else None
    return [part for part in (row.customer_name, where, amount) if part]


def _of_activity(row):
    when = (
        _("done %(day)s", day=day(row.done_on))
        if row.done_at
        else _("planned for %(day)s", day=day(row.due_on))
        if row.due_on
        else ""
    )
    return [part for part in (row.about, when) if part]


BESIDE = {
    "opportunity": _of_opportunity,
    "customer": lambda row: [row.industry] if row.industry else [],
    "contact": lambda row: [part for part in (row.title, row.customer_name) if part],
    "activity": _of_activity,
    "note": lambda row: [moment(row.created_at)],
}
