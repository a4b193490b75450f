"""The follow-ups under an opportunity, a customer or a contact, as far as a reader sees them: what is planned, who was contacted when."""

import peewee as pw

from models.activity import CONTACTING, Activity
from models.contact import Contact
from models.opportunity import Opportunity
from models.user import User

SHOWN = 20  # plans on a page


def planned(user, of):
    """The open plans under a row, the earliest first, with assignee, contact and opportunity; at most SHOWN."""
    query = Activity.visible_to(user).where(_under(of), Activity.done_at.is_null())
    query = query.select(Activity, User, Contact, Opportunity)
    for model, field in ((User, Activity.assignee), (Contact, Activity.contact), (Opportunity, Activity.opportunity)):
        query = query.join_from(Activity, model, pw.JOIN.LEFT_OUTER, on=(field == model.id))
    order = (Activity.due_on.is_null(), Activity.due_on, Activity.due_at.is_null(), Activity.due_at, Activity.id)
    return list(query.order_by(*order).limit(SHOWN))


def has_plan(opportunity):
    """Is a next step planned?"""
    return Activity.kept().where(Activity.opportunity == opportunity, Activity.done_at.is_null()).exists()


def last_contacts(user, customer_ids):
    """{customer id: the day of the last call, mail, meeting, visit or message} of what `user` sees."""
    query = _contacting(user).where(Activity.customer.in_(list(customer_ids)))
    return dict(query.select(Activity.customer, pw.fn.MAX(Activity.done_on)).group_by(Activity.customer).tuples())


def last_contact(user, of):
    """The day on which a row was contacted last, None for never."""
    return _contacting(user).where(_under(of)).order_by(Activity.done_on.desc()).select(Activity.done_on).scalar()


def _contacting(user):
    return Activity.visible_to(user).where(Activity.kind.in_(CONTACTING), Activity.done_on.is_null(False))


def _under(row):
    return getattr(Activity, row.noun) == row.id
