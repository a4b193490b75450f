"""A colleague leaves, or changes: all that they answer for goes to others, in one action that can be taken back."""

import peewee as pw

from models import access
from models.access import CHANGES
from models.base import N_, Refused, transaction
from models.batch import Batch
from models.handover.sharing import Wish, look
from models.handover.writing import write
from models.opportunity import Opportunity
from models.user import User

VERB = "hand_over"
SHOWN = 200

__all__ = [
    "VERB",
    "Wish",
    "hand_over",
    "holdings",
    "look",
    "may_hand_over",
    "must_be_allowed",
    "past",
    "recipients",
    "sources",
]


def may_hand_over(by):
    """May this user hand over anybody's rows: managers everybody's, team leads their team's?"""
    return by is None or CHANGES[by.role] == "all" or (CHANGES[by.role] == "team" and by.team_id is not None)


def sources(by):
    """A query on the people whose rows `by` may hand over, those who left among them."""
    everybody = User.everybody()
    return everybody if CHANGES[by.role] == "all" else everybody.where(User.team == by.team_id)


def recipients(by, of=None):
    """A query on the people to whom `by` may give them."""
    offered = access.assignable_by(by)
    return offered.where(User.id != of.id) if of else offered


def holdings(users):
    """{user id: how many open opportunities they answer for} of these users; those without are left out."""
    rows = Opportunity.kept(Opportunity.owner, pw.fn.COUNT(Opportunity.id)).where(
        Opportunity.owner.in_([user.id for user in users]), Opportunity.outcome.is_null()
    )
    return dict(rows.group_by(Opportunity.owner).tuples())


def past(by):
    """The hand-overs that `by` may look at, the newest ones first, at most SHOWN."""
    query = Batch.select().where(Batch.verb == VERB)
    query = query if CHANGES[by.role] == "all" else query.where(Batch.by == by)
    return query.order_by(Batch.id.desc()).limit(SHOWN)


def hand_over(by, wish, disable=False):
    """Do what the Wish asks; with `disable` (administrators only) nobody signs in as them any more. Returns the Batch.

    Stages, history and follow-ups stay with the rows; planned follow-ups go to who gets the row. Each who gets something
    is told once. Refuses who may not, whom nothing can be given to, and where there is nothing to hand over.
    """
    must_be_allowed(by, wish, disable)
    with transaction():
        plan = look(by, wish)
        if not plan.count:
            raise Refused(N_("There is nothing to hand over."))
        batch = write(by, wish, plan)
        if disable and not wish.of.disabled_at:
            wish.of.disable(by)
    return batch


def must_be_allowed(by, wish, disable=False):
    """Refuse who may not do this, and whom nothing can be given to."""
    if not may_hand_over(by):
        raise Refused(N_("Only managers and team leads can hand over."))
    if by is not None and not sources(by).where(User.id == wish.of.id).exists():
        raise Refused(N_("You can hand over only within your team."))
    if disable and by is not None and by.role != "administrator":
        raise Refused(N_("Only an administrator can end an account."))
    if disable and by is not None and by.id == wish.of.id:
        raise Refused(N_("You cannot end your own account."))
    if not wish.to:
        raise Refused(N_("Choose who gets it."))
    for user in wish.everybody:
        if user.id == wish.of.id:
            raise Refused(N_("%(name)s has it already."), name=user.name)
        if user.disabled_at or user.role == "viewer":
            raise Refused(N_("%(name)s cannot own opportunities."), name=user.name)
        if by is not None and not recipients(by).where(User.id == user.id).exists():
            raise Refused(N_("You can assign only within your team."))
