"""Events made ready for the audit: who, when, what in words, what changed, and where its subject is."""

import dataclasses

from flask import current_app, url_for
from flask_babel import gettext as _

from models import audit
from models.customer import Customer
from models.opportunity import Opportunity
from models.team import Team
from models.user import Company, User
from views.audit.fields import label, said
from views.audit.sentences import Said, sentence
from views.page import me
from views.story.lines import told as timeline

OWN = ("opportunity", "activity", "note", "customer", "contact")  # told as their timelines tell them


@dataclasses.dataclass(frozen=True)
class Entry:
    """`what` is Markup, or Said (see sentences.py) with places to fill; `changes` are (label, old, new) in words; `about` is the name of its subject, `url` its page or None."""

    event: object
    who: str
    what: object
    changes: list
    about: str
    url: str | None

    @property
    def plain(self):
        """What happened without any markup, in one line."""
        text = str(self.what) if isinstance(self.what, Said) else self.what.striptags()
        return " ".join(text.split())

    @property
    def told(self):
        """Is it a Said?"""
        return isinstance(self.what, Said)


def told(events):
    """[Entry] of events; names are fetched once for all."""
    facts = [event.facts for event in events]
    lines = [line for _on, some in timeline(Company, events) for line in some]
    known = [change["team"] for said_ in facts if "team" in (change := said_.get("changes") or {})]
    found = {
        "team": Team.names({value for pair in known for value in pair if isinstance(value, int)}),
        "user": User.names({event.subject_id for event in events if event.subject_type == "user"}),
        "customer": Customer.names_for(me(), {event.customer_id for event in events} - {None}),
        "currency": audit.currencies({event.subject_id for event in events if event.subject_type == "product"}),
        "sale": Opportunity.names({event.opportunity_id for event in events} - {None}),
    }
    spoken = _spoken()
    return [_entry(line, said_, found, spoken) for line, said_ in zip(lines, facts, strict=True)]


def _spoken():
    """The macros that tell what happened on a timeline."""
    context = {}
    current_app.update_template_context(context)
    return current_app.jinja_env.get_template("events/sentences.html").make_module(context)


def _entry(line, facts, found, spoken):
    event = line.event
    if event.subject_type in OWN:
        line.live = False  # told in a line, however long it is
        about = found["sale"].get(event.opportunity_id) or found["customer"].get(event.customer_id) or facts.get("name")
        return Entry(event, line.who, spoken.sentence(line), [], about or "", _page(line, found["customer"]))
    code = found["currency"].get(event.subject_id) if event.subject_type == "product" else None
    changes = [
        (label(field), *(said(field, value, found["team"], code) for value in pair))
        for field, pair in (facts.get("changes") or {}).items()
        if isinstance(pair, list) and len(pair) == 2
    ]
    if isinstance(facts.get("before"), list) and event.name.endswith(".arranged"):
        changes.append((label("position"), *(", ".join(map(str, facts[side])) for side in ("before", "after"))))
    named = facts.get("name") or event.actor_id == event.subject_id
    about = found["user"].get(event.subject_id, "") if event.subject_type == "user" and not named else ""
    return Entry(event, line.who, sentence(event, facts, line.who, found["team"]), changes, about, None)


def _page(line, customers):
    """Where its subject is seen now; None for what lies in the bin."""
    event = line.event
    if event.opportunity_id:
        return url_for("opportunities.show", opportunity_id=event.opportunity_id) if line.sale else None
    return url_for("customers.show", customer_id=event.customer_id) if event.customer_id in customers else None


def kinds():
    """{kind: what it is called} for the filter."""
    return {
        "settings": _("Settings"),
        "users": _("Users and sign-ins"),
        "opportunities": _("Opportunities"),
        "customers": _("Customers and contacts"),
        "follow_ups": _("Follow-ups and notes"),
        "imports": _("Imports"),
        "exports": _("Files taken away"),
        "deletions": _("Deletions"),
    }
