"""Taking the sample away: its rows alone. What own rows hang on stays with them, and is the company's from then on."""

import dataclasses

import peewee as pw

from models.activity import Activity
from models.base import N_, Refused, transaction
from models.batch import BatchItem
from models.contact import Contact
from models.customer import Customer
from models.demo.marks import marked, present, ranges, unmark
from models.demo.standing import remove_standing
from models.event import Event, record
from models.note import Note
from models.opportunity import Opportunity, OpportunityContact
from models.setting import must_be_kept_by
from models.snapshot import SnapshotRow
from models.tag import Tagging
from models.user import Company

CHUNK = 300  # rows a transaction


@dataclasses.dataclass
class Removal:
    """How many of each kind went, and how many stay because own rows hang on them: {noun: count}."""

    gone: dict = dataclasses.field(default_factory=dict)
    kept: dict = dataclasses.field(default_factory=dict)

    def add(self, noun, gone, kept=0):
        self.gone[noun] = self.gone.get(noun, 0) + gone
        if kept:
            self.kept[noun] = self.kept.get(noun, 0) + kept


def remove(by, progress=None):
    """Delete the sample for good. Returns the Removal. Refuses who may not, and where there is none.

    In small transactions, so that others can write in between; `progress(done, total)` is called after each.
    """
    must_be_kept_by(by)
    if not present():
        raise Refused(N_("There is no sample data."))
    removal, steps = Removal(), [*_steps()]
    for number, (step, first, last) in enumerate(steps):
        with transaction():
            step(removal, first, last)
        if progress:
            progress(number + 1, len(steps))
    with transaction():
        remove_standing(removal)
        unmark()
        record("company.sample_removed", Company, by, gone=removal.gone, kept=removal.kept)
    return removal


def _steps():
    """(what to do, first id, last id): opportunities first, contacts that were moved elsewhere last."""
    for noun, step in (("opportunity", _sales), ("customer", _customers), ("contact", _strays)):
        for first, last in ranges(noun):
            for at in range(first, last + 1, CHUNK):
                yield step, at, min(at + CHUNK - 1, last)


def _of_sample(model, first, last):
    """The ids of the rows of the sample among these."""
    rows = model.select(model.id).where(model.id.between(first, last), marked(model))
    return {row_id for (row_id,) in rows.tuples()}


def _named(model, field, ids, *conditions):
    """Those of the ids that rows of `model` name in `field`."""
    column = getattr(model, field)
    rows = model.select(column).where(column.in_(list(ids)), *conditions).distinct()
    return {row_id for (row_id,) in rows.tuples()}


def _own(model):
    return ~marked(model)


def _sales(removal, first, last):
    ids = _of_sample(Opportunity, first, last)
    kept = _named(Activity, "opportunity", ids, _own(Activity)) | _named(Note, "opportunity", ids, _own(Note))
    gone = list(ids - kept)
    for model in (Activity, Note):
        removal.add(model.noun, model.select().where(model.opportunity.in_(gone)).count())
    Event.delete().where(Event.opportunity_id.in_(gone)).execute()
    SnapshotRow.delete().where(SnapshotRow.opportunity_id.in_(gone)).execute()
    _delete(removal, Opportunity, gone, len(kept))


def _customers(removal, first, last):
    """With their contacts, where nothing is left that hangs on them."""
    ids = _of_sample(Customer, first, last)
    kept = _named(Contact, "customer", ids, _own(Contact)) | _named(Customer, "parent", ids, _own(Customer))
    for model in (Opportunity, Activity, Note):
        kept |= _named(model, "customer", ids)
    people = dict(Contact.select(Contact.id, Contact.customer).where(Contact.customer.in_(list(ids - kept))).tuples())
    kept |= {people[contact] for contact in _needed(people)}
    gone = list(ids - kept)
    _delete(removal, Contact, [contact for contact, customer in people.items() if customer not in kept])
    Event.delete().where(Event.customer_id.in_(gone)).execute()
    _delete(removal, Customer, gone, len(kept))


def _strays(removal, first, last):
    """Contacts who were moved to an own customer; those at a customer of the sample that stays, stay with it."""
    ids = _of_sample(Contact, first, last)
    at_home = Customer.select(Customer.id).where(marked(Customer))
    moved = {row_id for (row_id,) in Contact.select(Contact.id).where(Contact.id.in_(list(ids)), Contact.customer.not_in(at_home)).tuples()}  # fmt: skip
    gone = moved - _needed(moved)
    _delete(removal, Contact, list(gone), len(ids) - len(gone))


def _needed(contacts):
    """Those of the ids of contacts that a sale, a follow-up or a note names."""
    found = set()
    for model in (OpportunityContact, Activity, Note):
        found |= _named(model, "contact", contacts)
    return found


def _delete(removal, model, ids, kept=0):
    """Delete rows with their events, tags and what could be taken back of them."""
    noun = model.noun
    Event.delete().where(Event.subject_type == noun, Event.subject_id.in_(ids)).execute()
    for beside in (Tagging, BatchItem):
        beside.delete().where(beside.subject_type == noun, beside.subject_id.in_(ids)).execute()
    removal.add(noun, model.delete().where(model.id.in_(ids)).execute(), kept)


def remaining():
    """{noun: how many rows} of the sample, for who wonders whether to take it away."""
    return {
        model.noun: model.select(pw.fn.COUNT(model.id)).where(marked(model)).scalar()
        for model in (Opportunity, Customer, Contact, Activity, Note)
    }
