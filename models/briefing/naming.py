"""Which opportunities a week was about: the largest of each kind, by name."""

import dataclasses

import peewee as pw

from models.briefing.happened import happened
from models.customer import Customer
from models.opportunity import Opportunity
from models.pipeline import CloseReason, Stage
from models.reports.dimension import seen

SHOWN = 6


@dataclasses.dataclass(frozen=True)
class Name:
    """An opportunity: `amount` in minor units of `currency`, what was agreed of a won one; `reason` why it was closed."""

    id: int
    name: str
    customer: str | None
    stage: str
    amount: int | None
    currency: str
    reason: str | None
    expected: object


def named(user, wanted, period, kind):
    """The Names of a kind, the largest first, at most SHOWN."""
    wanted, narrow, _begun = happened(wanted, period, kind, period.first)
    amount = Opportunity.final_amount if kind == "won" else Opportunity.amount
    worth = Opportunity.base_final_amount if kind == "won" else Opportunity.base_amount
    query = narrow(seen(user, wanted, Opportunity.id)).distinct()
    rows = Opportunity.select(
        Opportunity.id, Opportunity.name, Customer.name, Stage.name, amount, Opportunity.currency, CloseReason.name,
        Opportunity.expected_close_on,
    )  # fmt: skip
    rows = rows.join_from(Opportunity, Customer, pw.JOIN.LEFT_OUTER).join_from(Opportunity, Stage)
    rows = rows.join_from(Opportunity, CloseReason, pw.JOIN.LEFT_OUTER).where(Opportunity.id.in_(query))
    order = (pw.fn.COALESCE(worth, -1).desc(), Opportunity.id)
    return [Name(*row) for row in rows.order_by(*order).limit(SHOWN).tuples()]
