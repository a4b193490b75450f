"""What the table of opportunities shows: its columns, and each line put into words once."""

import dataclasses

from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.user import hue_of
from views.customers.sales import colours
from views.opportunities.terms import INTENTS, OUTCOMES
from views.page import me
from views.words import day, money, my_day

OPEN = ("name", "customer", "stage", "amount", "probability", "weighted", "close", "grade", "intent", "source", "owner")
CLOSED = ("name", "customer", "stage", "amount", "closed", "reason", "grade", "source", "owner")
BOTH = ("name", "customer", "stage", "amount", "close", "closed", "reason", "owner")
FIGURES = ("amount", "probability", "weighted")


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of a table in the order `sort`; `naturally` says whether its values fall at the first click on its head."""

    key: str
    label: str
    naturally: bool
    sort: str

    def falls(self, sort):
        return self.naturally != sort.startswith("-")

    @property
    def order(self):
        """The order that a click on the head asks for."""
        return f"-{self.key}" if self.sort == self.key else self.key

    @property
    def direction(self):
        """How the table is sorted by it, as aria-sort says it; "" where it is not."""
        if self.sort.removeprefix("-") != self.key:
            return ""
        return "descending" if self.falls(self.sort) else "ascending"

    @property
    def end(self):
        return self.key in FIGURES


def keys(outcome):
    """The names of the columns for a state of the filter."""
    return OPEN if outcome == "open" else BOTH if outcome == "all" else CLOSED


def usual(outcome):
    """The order of who asks for none: the largest open ones first, the last closed ones first."""
    return "amount" if outcome == "open" else "closed"


def heads(outcome, sort):
    """Columns for a state of the filter, sorted by `sort`: the name of one, with "-" in front the other way round."""
    orders, words = Opportunity.orders(), labels()
    return [Column(key, words[key], orders[key].descending, sort) for key in keys(outcome)]


def labels():
    """{column: its head}."""
    return {
        "name": _("Opportunity"),
        "customer": _("Customer"),
        "stage": _("Stage"),
        "amount": _("Amount"),
        "probability": _("Probability"),
        "weighted": _("Weighted"),
        "close": _("Expected close"),
        "closed": _("Closed on"),
        "reason": _("Reason"),
        "grade": _("Grade"),
        "intent": _("Intent"),
        "source": _("Source"),
        "owner": _("Owner"),
    }


def lines(rows):
    """Rows of `Opportunity.page_of` as dicts of finished words."""
    hues, now, mine = colours(), my_day(), me().id
    intents, outcomes = ({key: str(word) for key, word in words.items()} for words in (INTENTS, OUTCOMES))
    words = {"new": _("New for you"), "late": _("Expected close is past"), "nobody": _("Nobody yet")}
    changeable = Opportunity.changeable_among(me(), [row.id for row in rows])
    return [
        {
            "id": row.id,
            "name": row.name,
            "new": words["new"] if row.owner_id == mine and row.owner_seen_at is None and not row.outcome else "",
            "customer": row.customer_name or "",
            "stage": row.stage_name,
            "hue": hues.get(row.stage_id, 1),
            "outcome": row.outcome,
            "ended": outcomes.get(row.outcome, ""),
            **_figures(row),
            "close": day(row.expected_close_on),
            "late": words["late"] if not row.outcome and row.expected_close_on and row.expected_close_on < now else "",
            "closed": day(row.closed_on),
            "reason": " · ".join(filter(None, (row.reason_name, row.competitor_name))),
            "grade": row.grade,
            "intent": "" if row.intent == "unknown" else intents.get(row.intent, row.intent),
            "source": row.source_name or "",
            "owner": row.owner_name or row.team_name or words["nobody"],
            "owner_id": row.owner_id,
            "hue": hue_of(row.owner_id, row.owner_hue),
            "change": row.id in changeable,
        }
        for row in rows
    ]


def _figures(row):
    """Amount in the row's own currency; what was agreed where won, with what was expected as its title."""
    won = row.outcome == "won"
    expected = money(row.amount, row.currency)
    return {
        "amount": money(row.final_amount, row.currency) if won else expected,
        "expected": _("Expected: %(amount)s", amount=expected) if won and row.amount != row.final_amount else "",
        "probability": "" if row.outcome else f"{row.stage_rate if row.probability is None else row.probability}%",
        "weighted": "" if row.outcome else money(row.weighted),
    }
