"""What customers and contacts bring: their opportunities, as far as the reader sees them."""

import dataclasses

import peewee as pw

from models.opportunity import Opportunity, OpportunityContact
from models.paging import Sort

SHOWN = 20  # opportunities on the page of a customer; the list shows the rest


@dataclasses.dataclass(frozen=True)
class Brought:
    """What a customer brings: counts, and amounts in minor units of the base currency (None where none is known)."""

    open: int = 0
    amount: int | None = None
    won: int = 0
    value: int | None = None  # what was agreed on the won ones


NOTHING = Brought()


def brought(user, customer_ids):
    """{customer id: Brought} of what `user` sees; customers without an opportunity are left out."""
    running, won = Opportunity.outcome.is_null(), Opportunity.outcome == "won"

    def among(condition, value):
        return pw.Case(None, ((condition, value),))

    query = Opportunity.visible_to(user).where(Opportunity.customer.in_(list(customer_ids)))
    rows = query.select(
        Opportunity.customer,
        pw.fn.COUNT(among(running, Opportunity.id)),
        pw.fn.SUM(among(running, Opportunity.base_amount)),
        pw.fn.COUNT(among(won, Opportunity.id)),
        pw.fn.SUM(among(won, Opportunity.base_final_amount)),
    )
    return {
        row_id: Brought(count, whole(amount), wins, whole(value))
        for row_id, count, amount, wins, value in rows.group_by(Opportunity.customer).tuples()
    }


def totals(user, customer):
    """{outcome, None while open: (count, amount)} of what `user` sees; won counts what was agreed; base currency."""
    amount = pw.Case(None, ((Opportunity.outcome == "won", Opportunity.base_final_amount),), Opportunity.base_amount)
    query = Opportunity.visible_to(user).where(Opportunity.customer == customer)
    rows = query.select(Opportunity.outcome, pw.fn.COUNT(Opportunity.id), pw.fn.SUM(amount))
    return {outcome: (count, whole(amount)) for outcome, count, amount in rows.group_by(Opportunity.outcome).tuples()}


def at_customer(user, customer):
    """The customer's opportunities, as far as `user` sees them, open first, newest first; at most SHOWN, as list lines."""
    return _lines(Opportunity.visible_to(user).where(Opportunity.customer == customer))


def with_contact(user, contact):
    """The opportunities that the contact has a role in, as `at_customer`."""
    query = Opportunity.visible_to(user).join_from(Opportunity, OpportunityContact)
    return _lines(query.where(OpportunityContact.contact == contact))


def _lines(query):
    order = Sort(pw.Case(None, ((Opportunity.outcome.is_null(), 1),), 0), int, Opportunity.id, descending=True)
    ids = order.apply(query.select(Opportunity.id)).limit(SHOWN)
    return list(order.apply(Opportunity.cards(order).where(Opportunity.id.in_(ids))))


def roles_of(contact):
    """{opportunity id: role} of a contact."""
    rows = OpportunityContact.select(OpportunityContact.opportunity, OpportunityContact.role)
    return dict(rows.where(OpportunityContact.contact == contact).tuples())


def whole(amount):
    """A sum of the database as an integer; None of nothing."""
    return None if amount is None else int(amount)
