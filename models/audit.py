"""Everything that happened, for administrators: newest first, by person, kind, days and words."""

import dataclasses
import datetime as dt

from models.contact import Contact
from models.customer import Customer
from models.event import Event, record
from models.opportunity import Opportunity
from models.opportunity.conditions import contains
from models.paging import Sort
from models.product import Product
from models.setting import time_zone
from models.user import Company, User

PAGE = 50
SYSTEM = 0  # in the place of a person: nobody did it
GONE = ("binned", "restored", "purged", "removed", "deleted", "dropped")
KINDS = {  # how the names of the events begin
    "settings": (
        *("company.", "pipeline.", "stage.", "close_reason.", "reason.", "source.", "competitor.", "product.", "tag."),
        *("team.", "currency.", "saved_view."),
    ),
    "users": ("user.",),
    "opportunities": ("opportunity.",),
    "customers": ("customer.", "contact."),
    "follow_ups": ("activity.", "note."),
    "imports": ("import.",),
    "exports": ("opportunity.exported", "company.exported", "company.audit_exported"),
    "deletions": (),  # how they end, see GONE
}


@dataclasses.dataclass(frozen=True)
class Wanted:
    """`who` is a user's id, SYSTEM, or None for anybody; `kind` one of KINDS or ""; days are inclusive, the company's."""

    who: int | None = None
    kind: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    q: str = ""


def page(user, wanted, after=None, size=PAGE):
    """A page of events: (events, cursor of older ones or None). None at all for who is no administrator."""
    if user.role != "administrator":
        return [], None
    query = Event.select().where(*_conditions(wanted)) if any(_conditions(wanted)) else Event.select()
    order = Sort(Event.id, int, Event.id, descending=True)
    found = list(order.apply(query, after).limit(size + 1))
    events = found[:size]
    return events, Sort.cursor(events[-1].id, events[-1].id) if len(found) > size else None


def pages(user, wanted, size=500):
    """All of it, as lists of at most `size` events."""
    after = None
    while True:
        events, after = page(user, wanted, after, size)
        yield events
        if after is None:
            return


def tell(by, count):
    """Note that somebody took `count` lines away as a file."""
    record("company.audit_exported", Company, by, count=count)


def people():
    """[(id, name)] of everybody who may have done something, those who left last."""
    query = User.select(User.id, User.name).order_by(User.disabled_at.is_null(False), User.name)
    return [(row.id, row.name) for row in query]


def currencies(ids):
    """{id: currency code} of products."""
    return dict(Product.select(Product.id, Product.currency).where(Product.id.in_(list(ids))).tuples()) if ids else {}


def _conditions(wanted):
    return list(_each(wanted))


def _each(wanted):
    if wanted.who is not None:
        yield Event.actor_id == wanted.who if wanted.who else Event.actor_id.is_null()
    if wanted.kind == "deletions":
        yield _any(
            [Event.name.endswith(f"{mark}{word}") for word in GONE for mark in "._"]
            + [Event.name == "company.bin_emptied"]
        )
    elif wanted.kind:
        yield _any([(Event.name >= head) & (Event.name < f"{head}\x7f") for head in KINDS[wanted.kind]])
    if wanted.first:
        yield Event.at >= _begin(wanted.first)
    if wanted.last:
        yield Event.at < _begin(wanted.last + dt.timedelta(days=1))
    if wanted.q.strip():
        yield _mentioning(wanted.q.strip())


def _mentioning(text):
    """In what is told, or in the name of what it is about."""
    about = [
        column.in_(model.select(model.id).where(contains(model.name, text)))
        for column, model in (
            (Event.opportunity_id, Opportunity),
            (Event.customer_id, Customer),
            (Event.contact_id, Contact),
        )
    ]
    of_user = (Event.subject_type == User.noun) & Event.subject_id.in_(
        User.select(User.id).where(contains(User.name, text))
    )
    return _any([contains(Event.facts_json, text), *about, of_user])


def _any(conditions):
    found = conditions[0]
    for condition in conditions[1:]:
        found |= condition
    return found


def _begin(day):
    """The moment (naive UTC) at which a day of the company begins."""
    return dt.datetime.combine(day, dt.time(), time_zone()).astimezone(dt.UTC).replace(tzinfo=None)
