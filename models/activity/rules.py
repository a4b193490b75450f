"""Who may follow up what, and what may stand in a follow-up: checked by the verbs, so that no path skips it."""

import datetime as dt

from models import access
from models.base import N_, Refused, now
from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity
from models.setting import local, zone_of

LONGEST = 7 * 24 * 60  # minutes that one may take
AHEAD = dt.timedelta(days=3650)


def check_subject(by, opportunity, customer, contact):
    """Refuse a subject or contact that `by` may not follow up. `by` None is the system."""
    if by is None:
        return
    if opportunity is not None and not Opportunity.may_change(by, opportunity):
        raise Refused(N_("You may look at this opportunity, but not change it."))
    if not access.may_create(by):
        raise Refused(N_("You may look at everything, but not create anything."))
    check_contact(by, contact, opportunity)
    of = customer or (contact and contact.customer)  # it will hang on that one: who makes it must see it
    if opportunity is None and of is not None and Customer.reached(by, of.id) is None:
        raise Refused(N_("This customer lies outside of what you may see."))


def check_contact(by, contact, opportunity=None):
    """Refuse a contact outside of `by`'s reach who has no role in the opportunity. `by` None is the system."""
    if by is None or contact is None or (opportunity is not None and opportunity.role_of(contact)):
        return
    if Contact.reached(by, contact.id) is None:
        raise Refused(N_("This contact lies outside of what you may see."))


def check_assignee(by, assignee, opportunity, customer):
    """Refuse who could not do it: gone, only looking on, or without sight of the subject."""
    if assignee is None or (by is not None and assignee.id == by.id):
        return
    if assignee.disabled_at or assignee.role == "viewer":
        raise Refused(N_("%(name)s cannot follow up."), name=assignee.name)
    subject = opportunity or customer
    if subject is not None and subject.reached(assignee, subject.id) is None:
        raise Refused(N_("%(name)s does not see this, and cannot follow it up."), name=assignee.name)


def check_values(kind, subject, minutes):
    """Refuse a kind that there is not, a subject that is too long, a duration beyond reason."""
    from models.activity import KINDS

    if kind not in KINDS:
        raise Refused(N_("There is no such kind of follow-up."))
    if len(subject) > 200:
        raise Refused(N_("This is too long for one line: write the rest below."))
    if minutes is not None and not 0 <= minutes <= LONGEST:
        raise Refused(N_("It took less than a week."))


def planned_day(on, at, assignee):
    """The assignee's day of a plan: of the moment `at` (UTC) if given, else `on`. Refuses one that is past or far beyond."""
    zone = zone_of(assignee)
    today = local(now(), zone).date()
    day = local(at, zone).date() if at else on
    if day is None:
        raise Refused(N_("Choose a day."))
    if day < today:
        raise Refused(N_("This day is past. What happened is logged, not planned."))
    if day > today + AHEAD:
        raise Refused(N_("This day is too far ahead."))
    return day


def done_moment(done_at):
    """The moment (UTC) at which it was done, default now. Refuses the future and what lies before all memory."""
    moment = now()
    done_at = done_at or moment
    if done_at > moment + dt.timedelta(minutes=1):
        raise Refused(N_("What is done cannot lie in the future. Plan it instead."))
    if done_at < dt.datetime(1990, 1, 1):
        raise Refused(N_("The year of “%(value)s” cannot be right."), value=done_at.date().isoformat())
    return min(done_at, moment)
