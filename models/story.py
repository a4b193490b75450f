"""What happened on the page of an opportunity, a customer or a contact: its own events, and those of what hangs on it."""

import datetime as dt

import peewee as pw

from models.activity import Activity
from models.contact import Contact
from models.customer import Customer
from models.event import Event
from models.note import Note
from models.opportunity import Opportunity
from models.paging import Sort
from models.user import User

STORY = 20  # events shown at first
ONLY = ("all", "follow_ups", "notes", "changes")
FOLLOW_UPS, NOTES = "activity.", "note."


def story(user, of, only="all", after=None, size=STORY):
    """A page of events, newest first, as far as `user` sees them: (events, cursor of older ones or None).

    `only` is one of ONLY. On the page of a customer or a contact stands, too, what happened to opportunities within reach.
    """
    query = Event.select().where(_told_on(user, of))
    if only == "follow_ups":
        query = query.where(Event.name.startswith(FOLLOW_UPS))
    elif only == "notes":
        query = query.where(Event.name.startswith(NOTES))
    elif only == "changes":
        query = query.where(~Event.name.startswith(FOLLOW_UPS), ~Event.name.startswith(NOTES))
    order = Sort(Event.happened_on, dt.date, Event.id, descending=True)
    found = list(order.apply(query, after).limit(size + 1))
    events, rest = found[:size], found[size:]
    return events, Sort.cursor(events[-1].happened_on, events[-1].id) if rest else None


def _told_on(user, of):
    if of.noun == "opportunity":
        return Event.opportunity_id == of.id
    here, alone = Event.customer_id == of.id, Event.opportunity_id.is_null()
    if of.noun == "contact":
        here, alone = Event.contact_id == of.id, alone & _of_seen_customer(user, of)
    seen = Opportunity.visible_to(user).select(pw.SQL("1")).where(Opportunity.id == Event.opportunity_id)
    return here & (alone | pw.fn.EXISTS(seen))


def _of_seen_customer(user, contact):
    """What became of the contact itself; of follow-ups and notes those at customers within reach: people change employers."""
    other = Event.alias()
    met = other.select(other.customer_id).where(other.contact_id == contact.id)
    seen = Customer.visible_to(user).select(Customer.id).where(Customer.id.in_(met))
    return (Event.subject_type == Contact.noun) | Event.customer_id.is_null() | Event.customer_id.in_(seen)


def follow_ups(ids):
    """{id: Activity with contact and assignee} of these ids, those in the bin too."""
    if not ids:
        return {}
    query = Activity.select(Activity, User, Contact).where(Activity.id.in_(list(ids)))
    query = query.join_from(Activity, User, pw.JOIN.LEFT_OUTER, on=(Activity.assignee == User.id))
    query = query.join_from(Activity, Contact, pw.JOIN.LEFT_OUTER, on=(Activity.contact == Contact.id))
    return {row.id: row for row in query}


def notes(ids):
    """{id: Note} of these ids, those in the bin too."""
    return {row.id: row for row in Note.select().where(Note.id.in_(list(ids)))} if ids else {}


def sales(user, ids):
    """{id: Opportunity with name and currency} of these ids within the user's reach."""
    if not ids:
        return {}
    columns = (Opportunity.id, Opportunity.name, Opportunity.currency)
    return {row.id: row for row in Opportunity.visible_to(user).select(*columns).where(Opportunity.id.in_(list(ids)))}
