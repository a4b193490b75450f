"""The follow-ups of customers and contacts, as far as a reader sees them: who was contacted when, and what is planned."""

import peewee as pw

from models.activity import CONTACTING, Activity
from models.user import User

SHOWN = 20  # plans on a page


def last_contacts(user, customer_ids):
    """{customer id: the day of the last call, mail, meeting, visit or message} of what `user` sees."""
    query = Activity.visible_to(user).where(
        Activity.customer.in_(list(customer_ids)), Activity.kind.in_(CONTACTING), Activity.done_on.is_null(False)
    )
    return dict(query.select(Activity.customer, pw.fn.MAX(Activity.done_on)).group_by(Activity.customer).tuples())


def last_contact(user, of):
    """The day on which a Customer or Contact was contacted last, None for never."""
    query = Activity.visible_to(user).where(_of(of), Activity.kind.in_(CONTACTING), Activity.done_on.is_null(False))
    return query.select(pw.fn.MAX(Activity.done_on)).scalar(as_tuple=False)


def planned(user, of):
    """The open plans of a Customer or Contact, the earliest first, with their assignees; at most SHOWN."""
    query = Activity.visible_to(user).where(_of(of), Activity.done_at.is_null())
    query = query.select(Activity, User).join(User, pw.JOIN.LEFT_OUTER, on=(Activity.assignee == User.id))
    order = (Activity.due_on.is_null(), Activity.due_on, Activity.due_at.is_null(), Activity.due_at, Activity.id)
    return list(query.order_by(*order).limit(SHOWN))


def _of(row):
    return (Activity.customer if row.noun == "customer" else Activity.contact) == row
