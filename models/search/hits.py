"""What is told of a row that was found: its name, what stands beside it, and where in its texts the words are."""

import dataclasses

import peewee as pw

from models.activity import Activity
from models.contact import Contact
from models.customer import Customer
from models.note import Note
from models.opportunity import Opportunity, OpportunityText
from models.pipeline import Stage
from models.tag import Tag, Tagging


@dataclasses.dataclass(frozen=True)
class Hit:
    """`row` has the columns of its kind, see `rows`; `texts` are its other texts, the likeliest to hold the words first."""

    kind: str
    row: object
    texts: tuple

    @property
    def id(self):
        return self.row.id

    @property
    def name(self):
        return self.row.name


TEXTS = {
    "opportunity": ("customer_name", "key", "requirement", "solution", "description"),
    "customer": ("phone", "email", "website", "industry", "address", "description"),
    "contact": ("title", "phone", "email", "wechat", "customer_name", "description"),
    "activity": ("text", "outcome"),
    "note": (),
}


def hits(kind, query):
    """{id: Hit} of the rows that `query`, one on the model of this kind, means."""
    return {
        row.id: Hit(kind, row, tuple(text for name in TEXTS[kind] if (text := getattr(row, name))))
        for row in ROWS[kind](query).namedtuples()
    }


def tags(kind, ids):
    """{id: [names]}: the tags of rows."""
    found = {}
    query = Tag.select(Tagging.subject_id, Tag.name).join(Tagging, on=(Tagging.tag == Tag.id))
    for row_id, name in query.where(Tagging.subject_type == kind, Tagging.subject_id.in_(list(ids))).tuples():
        found.setdefault(row_id, []).append(name)
    return found


def _opportunities(query):
    row = Opportunity
    return (
        query.select(
            row.id,
            row.name,
            row.key,
            row.outcome,
            pw.fn.COALESCE(row.final_amount, row.amount).alias("amount"),
            row.currency,
            Stage.name.alias("stage_name"),
            Customer.name.alias("customer_name"),
            OpportunityText.requirement,
            OpportunityText.solution,
            OpportunityText.description,
        )
        .join_from(row, Stage)
        .join_from(row, Customer, pw.JOIN.LEFT_OUTER)
        .join_from(row, OpportunityText, pw.JOIN.LEFT_OUTER, on=(OpportunityText.opportunity == row.id))
    )


def _customers(query):
    row = Customer
    names = ("id", "name", "phone", "email", "website", "industry", "address", "description")
    return query.select(*(getattr(row, name) for name in names))


def _contacts(query):
    row = Contact
    names = ("id", "name", "title", "phone", "email", "wechat", "description")
    return query.select(*(getattr(row, name) for name in names), Customer.name.alias("customer_name")).join_from(
        row, Customer, pw.JOIN.LEFT_OUTER
    )


def _about(query, row, *columns):
    """With whom a follow-up or a note is about: its opportunity, else its customer, else its contact."""
    return (
        query.select(
            row.id,
            *columns,
            row.opportunity.alias("opportunity_id"),
            row.customer.alias("customer_id"),
            row.contact.alias("contact_id"),
            pw.fn.COALESCE(Opportunity.name, Customer.name, Contact.name).alias("about"),
        )
        .join_from(row, Opportunity, pw.JOIN.LEFT_OUTER)
        .join_from(row, Customer, pw.JOIN.LEFT_OUTER, on=(row.customer == Customer.id))
        .join_from(row, Contact, pw.JOIN.LEFT_OUTER, on=(row.contact == Contact.id))
    )


def _activities(query):
    row = Activity
    return _about(
        query, row, row.subject.alias("name"), row.kind, row.text, row.outcome, row.due_on, row.done_on, row.done_at
    )


def _notes(query):
    return _about(query, Note, Note.text.alias("name"), Note.created_at)


ROWS = {
    "opportunity": _opportunities,
    "customer": _customers,
    "contact": _contacts,
    "activity": _activities,
    "note": _notes,
}
