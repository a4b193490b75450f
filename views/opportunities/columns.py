"""What the table of opportunities shows: which columns, in which order, and each line put into words once."""

import dataclasses

from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.preference import Preference
from models.setting import local
from models.user import hue_of
from views.customers.sales import colours
from views.opportunities.marks import Marks
from views.opportunities.terms import INTENTS, OUTCOMES
from views.page import me
from views.words import day, money, my_day

# What is shown to whoever has not chosen, by what the list holds; and everything that can be chosen, in its usual order.
USUAL = {
    "open": (
        "name", "customer", "stage", "amount", "probability", "weighted", "close", "step", "stalled", "grade", "intent",
        "source", "owner",
    ),
    "closed": ("name", "customer", "stage", "amount", "closed", "reason", "grade", "source", "owner"),
    "all": ("name", "customer", "stage", "amount", "close", "closed", "reason", "owner"),
}  # fmt: skip
EVERY = (
    "name", "customer", "contact", "stage", "amount", "probability", "weighted", "close", "closed", "reason",
    "step", "stalled", "stuck", "neglected", "pushes", "grade", "intent", "product", "source", "tags", "owner", "team", "opened", "created", "contacted",
)  # fmt: skip
MARKED = ("step", "stuck", "neglected", "pushes")
ONLY_OPEN = ("probability", "weighted", "stalled", *MARKED)
ONLY_CLOSED = ("closed", "reason")
UNSORTED = ("contact", "tags", "stalled")  # stalled: the marks of three columns in one
FIGURES = ("amount", "probability", "weighted")
PREFERENCE = "columns"


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of a table in the order `sort`; `naturally` says whether its values fall at the first click on its head
    (None: it sorts nothing)."""

    key: str
    label: str
    naturally: bool | None
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


def state(outcome):
    """What a list holds, as far as its columns go: open, closed or all."""
    return outcome if outcome in ("open", "all") else "closed"


def offered(outcome):
    """The names of the columns that a list of this state can show."""
    without = {"open": ONLY_CLOSED, "closed": ONLY_OPEN, "all": ()}[state(outcome)]
    return [key for key in EVERY if key not in without]


def keys(outcome, wanted=""):
    """The names of the columns to show: those `wanted` (with commas), else the reader's choice, else the usual ones."""
    asked = wanted.split(",") if wanted else (Preference.read(me(), PREFERENCE) or {}).get(state(outcome), ())
    known = offered(outcome)
    kept = [key for key in dict.fromkeys(asked) if key in known and key != "name"]
    return ["name", *kept] if kept else list(USUAL[state(outcome)])


def usual(outcome):
    """The order of who asks for none: the largest open ones first, the last closed ones first."""
    return "amount" if outcome == "open" else "closed"


def sorts(outcome):
    """The names of the orders that a list of this state can have."""
    return [key for key in offered(outcome) if key not in UNSORTED]


def heads(shown, sort):
    """The Columns with the names `shown`, sorted by `sort`: the name of one, with "-" in front the other way round."""
    orders, words = Opportunity.orders(), labels()
    return [Column(key, words[key], orders[key].descending if key in orders else None, sort) for key in shown]


def labels():
    """{column: its head}."""
    return {
        "name": _("Opportunity"),
        "customer": _("Customer"),
        "contact": _("Primary contact"),
        "stage": _("Stage"),
        "amount": _("Amount"),
        "probability": _("Probability"),
        "weighted": _("Weighted"),
        "close": _("Expected close"),
        "closed": _("Closed on"),
        "reason": _("Reason"),
        "step": _("Next step"),
        "stalled": _("Stalled, pushed"),
        "stuck": _("Stuck"),
        "neglected": _("Neglected"),
        "pushes": _("Pushes"),
        "grade": _("Grade"),
        "intent": _("Intent"),
        "source": _("Source"),
        "product": _("Product"),
        "tags": _("Tags"),
        "owner": _("Owner"),
        "team": _("Team"),
        "opened": _("Opened on"),
        "created": _("Entered on"),
        "contacted": _("Last contact"),
    }


def lines(rows, shown=()):
    """Rows of `Opportunity.page_of` as dicts of finished words; what costs a query only where it is `shown`."""
    hues, now, mine = colours(), my_day(), me().id
    intents, outcomes = ({key: str(word) for key, word in words.items()} for words in (INTENTS, OUTCOMES))
    words = {"new": _("New for you"), "late": _("Expected close is past"), "nobody": _("Nobody yet")}
    ids, marks = [row.id for row in rows], Marks()
    changeable = Opportunity.changeable_among(me(), ids)
    contacts = Opportunity.contacts_among(ids) if "contact" in shown else {}
    tags = Opportunity.tags_among(ids) if "tags" in shown else {}
    return [
        {
            "id": row.id,
            "name": row.name,
            "new": words["new"] if row.owner_id == mine and row.owner_seen_at is None and not row.outcome else "",
            "customer": row.customer_name or "",
            "contact": contacts.get(row.id, ""),
            "stage": row.stage_name,
            "hue": hues.get(row.stage_id, 1),
            "outcome": row.outcome,
            "ended": outcomes.get(row.outcome, ""),
            **_figures(row),
            "close": day(row.expected_close_on),
            "late": words["late"] if not row.outcome and row.expected_close_on and row.expected_close_on < now else "",
            "closed": day(row.closed_on),
            "reason": " · ".join(filter(None, (row.reason_name, row.competitor_name))),
            "marks": {} if row.outcome else {key: getattr(marks, key)(row) for key in MARKED},
            "grade": row.grade,
            "intent": "" if row.intent == "unknown" else intents.get(row.intent, row.intent),
            "source": row.source_name or "",
            "product": row.product_name or "",
            "tags": tags.get(row.id, ()),
            "owner": row.owner_name or row.team_name or words["nobody"],
            "owner_id": row.owner_id,
            "owner_hue": hue_of(row.owner_id, row.owner_hue),
            "team": row.team_name or "",
            "opened": day(row.opened_on),
            "created": day(local(row.created_at).date()),
            "contacted": day(row.last_contact_at and local(row.last_contact_at).date()),
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
