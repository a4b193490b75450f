"""What happened to a customer, its contacts, or a contact: events as lines to be told."""

import dataclasses
import itertools

from flask import Blueprint, request
from flask_babel import lazy_gettext as _

from models.contact import Contact
from models.customer import Customer
from models.user import User
from views.customers.forms import KINDS
from views.page import find, me, page

story = Blueprint("story", __name__, url_prefix="/<int:customer_id>/story")

LABELS = {
    "name": _("Name"),
    "kind": _("Kind"),
    "phone": _("Phone"),
    "email": _("Mail address"),
    "website": _("Website"),
    "industry": _("Industry"),
    "address": _("Address"),
    "employees": _("Employees"),
    "description": _("Description"),
    "owner": _("Owner"),
    "customer": _("Customer"),
    "title": _("Job title"),
    "wechat": _("WeChat"),
}
LONG = ("description",)  # told without quoting


@dataclasses.dataclass
class Line:
    """One event in words: `actor` a User or None, `about` the name of the contact it tells of, or None."""

    event: object
    actor: object
    about: str | None
    changes: list


@dataclasses.dataclass
class Change:
    """A field that changed; `old` and `new` in words, both None where a text is too long to quote."""

    label: str
    old: str | None
    new: str | None


@story.get("")
def index(customer_id):
    customer = find(Customer, customer_id)
    events, older = Contact.story(customer, request.args.get("after"))
    return page(
        "customers/story/index.html",
        part="customers/story/_lines.html",
        customer=customer,
        days=told(events, customer),
        older=older,
        endpoint="customers.story.index",
        args={"customer_id": customer_id},
    )


def told(events, of):
    """[(day, [Line])] of events that come newest first, for the page of the row `of`: only others are named."""
    facts = [(event, event.facts) for event in events]
    changes = [said.get("changes", {}) for _event, said in facts]
    owners, customers = (
        {value for change in changes for value in change.get(field, ()) if value} for field in ("owner", "customer")
    )
    users = User.by_ids(owners | {event.actor_id for event in events})
    names = {"owner": {i: user.name for i, user in users.items()}, "customer": Customer.names_for(me(), customers)}
    people = Contact.names_for(me(), {event.subject_id for event in events if event.subject_type != of.noun})
    lines = [
        Line(
            event,
            users.get(event.actor_id),
            people.get(event.subject_id) if event.subject_type != of.noun else None,
            list(_changes(said.get("changes", {}), names)),
        )
        for event, said in facts
    ]
    return [(day, list(of)) for day, of in itertools.groupby(lines, key=lambda line: line.event.happened_on)]


def _changes(changes, names):
    for field, (old, new) in changes.items():
        if field in LONG:
            yield Change(LABELS[field], None, None)
        else:
            yield Change(LABELS.get(field, field), _said(field, old, names), _said(field, new, names))


def _said(field, value, names):
    if value in (None, ""):
        return "—"
    if field in names:
        return names[field].get(value, "…")
    return str(KINDS.get(value, value)) if field == "kind" else str(value)
