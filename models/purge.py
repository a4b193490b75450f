"""For good: what lay in the bin for long, or what a manager takes out of it, is deleted with all that hangs on it."""

import datetime as dt

import peewee as pw

from models.activity import Activity
from models.base import N_, Refused, now, transaction
from models.batch import BatchItem
from models.bin import DAYS, KINDS
from models.binned import is_manager
from models.contact import Contact
from models.customer import Customer
from models.event import Event, record
from models.note import Note
from models.opportunity import Opportunity
from models.tag import Tagging
from models.user import Company

CHUNK = 50  # rows a transaction: others write in between


def empty(before=None, go_on=lambda: True):
    """Delete for good what was put into the bin before a moment (default: DAYS ago). Returns {noun: how many}.

    In small steps, so that nobody waits long; it ends when `go_on` says no, and goes on with the next call.
    """
    before = before or now() - dt.timedelta(days=DAYS)
    counts = {}
    for model in (Activity, Note, Opportunity, Contact, Customer):  # what others hang on comes last
        while go_on() and (some := list(_due(model, before).limit(CHUNK))):
            with transaction():
                _add(counts, _gone(some))
    if counts:
        record("company.bin_emptied", Company, None, counts=counts)
    return counts


def _due(model, before):
    """A query on rows whose time is over; a customer under whom something is kept stays."""
    query = model.lying().where(model.deleted_at < before).order_by(model.id)
    return query.where(_bare(model)) if model is Customer else query


def _bare(model):
    """The condition that nothing outside of the bin belongs to a customer."""
    kept = (below.kept(below.customer).where(below.customer.is_null(False)) for below in (Opportunity, Contact))
    return model.id.not_in(next(kept)) & model.id.not_in(next(kept))


def destroy(rows, by):
    """Delete rows in the bin for good, with all that went along. Refuses all but managers, and what is not in the bin.

    Returns {noun: how many}.
    """
    if not is_manager(by):
        raise Refused(N_("Only a manager may delete for good."))
    counts = {}
    for row in rows:
        _must_be_deletable(row)
        for model in reversed(KINDS.values()):
            while some := list(model.lying().where(model.deleted_with == row.mark).limit(CHUNK)):
                with transaction():
                    _add(counts, _gone(some))
        with transaction():
            _add(counts, _gone([row]))
    if counts:
        record("company.bin_emptied", Company, by, counts=counts)
    return counts


def _must_be_deletable(row):
    model = type(row)
    if not model.lying().where(model.id == row.id).exists():
        raise Refused(N_("This is not in the bin."))
    if model is Customer and not Customer.select().where(Customer.id == row.id, _bare(Customer)).exists():
        raise Refused(N_("Something that belongs to “%(name)s” is not in the bin."), name=row.name)


def _add(counts, more):
    for noun, count in more.items():
        counts[noun] = counts.get(noun, 0) + count


BELOW = {  # (model, its field): what hangs on rows and goes with them, opportunities before what may hang on them
    Opportunity: ((Activity, "opportunity"), (Note, "opportunity")),
    Customer: ((Opportunity, "customer"), (Contact, "customer"), (Activity, "customer"), (Note, "customer")),
    Contact: (),
    Activity: (),
    Note: (),
}


def _gone(rows):
    """Delete rows of one model with their events, tags and what else names them. Returns {noun: how many}."""
    model, ids = type(rows[0]), [row.id for row in rows]
    counts = {}
    if model is Customer:  # what hangs on sales to others only leaves this customer
        for below in (Activity, Note):
            below.update(customer=None).where(below.customer.in_(ids), below.opportunity.is_null(False)).execute()
    for below, of in BELOW[model]:
        under = list(below.select().where(getattr(below, of).in_(ids)))
        for some in pw.chunked(under, CHUNK):
            _add(counts, _gone(some))
    _forget(model.noun, ids)
    _add(counts, {model.noun: model.delete().where(model.id.in_(ids)).execute()})
    return counts


def _forget(noun, ids):
    """What is kept elsewhere about these rows: their events (with deliveries), tags, and what could be taken back."""
    Event.delete().where(Event.subject_type == noun, Event.subject_id.in_(ids)).execute()
    if noun == "opportunity":
        Event.delete().where(Event.opportunity_id.in_(ids)).execute()
    if noun in ("customer", "contact"):  # what others did there stays on their pages
        place = Event.customer_id if noun == "customer" else Event.contact_id
        Event.update({place: None}).where(place.in_(ids)).execute()
    for model in (Tagging, BatchItem):
        model.delete().where(model.subject_type == noun, model.subject_id.in_(ids)).execute()
