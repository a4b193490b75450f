"""One row of a file of opportunities: what it says, decided by the rules of the verbs. Writes nothing."""

import dataclasses
import datetime as dt

from models.base import N_, Refused
from models.imports import money, values
from models.imports.exchange import Exchange
from models.imports.outcomes import outcome
from models.imports.trouble import Bad
from models.keys import tidy
from models.opportunity.closeable import may_close
from models.opportunity.valued import derived
from models.pipeline import Stage


@dataclasses.dataclass(slots=True)
class Sale:
    """Fields as of an Opportunity; names stand for rows that may not exist yet, `proven` for a stage the file names."""

    number: int
    told: bool = False  # does it say by itself which one it is?
    dated: bool = False  # does it say when it was opened?
    stage: Stage = None
    proven: bool = False
    outcome: str | None = None
    key: str | None = None
    name: str = ""
    customer: str | None = None
    contact: str | None = None
    product: str | None = None
    owner: str | None = None
    team: str | None = None
    source: str | None = None
    reason: str | None = None
    competitor: str | None = None
    amount: int | None = None
    currency: str = ""
    probability: int | None = None
    expected_close_on: dt.date | None = None
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None
    base_amount: int | None = None
    weighted: int | None = None
    final_amount: int | None = None
    base_final_amount: int | None = None
    grade: str | None = None
    intent: str = "unknown"
    requirement: str | None = None
    description: str | None = None
    kept: str | None = None


class Reader:
    """Turns rows into Sales. `names` finds what they name, `route(row)` their pipeline; the plan hears what is unusual."""

    def __init__(self, plan, names, route):
        self.mapping, self.habits, self.names, self.route = plan.mapping, plan.habits, names, route
        self.zone, self.today, self.note = plan.zone, plan.today, plan.note
        self.exchange = Exchange(plan.rates)
        self.times, self.hinted = self.mapping.hint("amount")

    def sale(self, row):
        """The Sale of a Row. Raises Bad."""
        sale = Sale(row.number)
        sale.outcome, stage = outcome(row)
        self._placed(sale, row, stage)
        self._named(sale, row)
        self._timed(sale, row)
        self._valued(sale, row)
        self._told(sale, row)
        return sale

    def _placed(self, sale, row, stage):
        try:
            sale.stage = self.route(row).stage(stage)
        except Bad as bad:
            bad.column = self.mapping.heading("stage")
            raise
        sale.proven = bool(stage) or sale.outcome is None
        if not stage and sale.outcome is None:
            self.note(N_("Open, but without a stage: put into the first one"), row.number)

    def _named(self, sale, row):
        sale.key = _key(row.text("key", 64))
        sale.customer = row.line("customer", 200)
        sale.contact = row.line("contact", 120) if sale.customer else None
        for field in ("product", "owner", "team", "source", "competitor"):
            setattr(sale, field, row.key(field, self.names[field]))
        if sale.outcome is None and sale.owner:
            self.names["owner"].must_own(sale.owner)
        if sale.outcome:
            sale.reason = row.key("reason", self.names[sale.outcome])
        product = self.names["product"].names[sale.product] if sale.product else None
        given = tidy(row.text("name"))  # nearly all differ: not to be remembered
        sale.told = bool(given or sale.customer)
        both = f"{sale.customer} – {product}" if sale.customer and product else None
        sale.name = given or both or sale.key or sale.customer or product or f"#{row.number}"
        if len(sale.name) > 200:
            sale.name = f"{sale.name[:199]}…"
            row.give_back("name")
            self.note(N_("The name is longer than 200 characters: cut, and kept whole in the text"), row.number)

    def _timed(self, sale, row):
        opened = row.day("opened_on", self.habits, self.zone)
        expected = row.day("expected_close_on", self.habits, self.zone)
        closed = row.day("closed_on", self.habits, self.zone)
        if opened and opened > self.today + dt.timedelta(days=1):  # a day further it is evening elsewhere
            raise Bad(N_("The opening date cannot be in the future."), self.mapping.heading("opened_on"))
        if sale.outcome is None:
            sale.expected_close_on = expected or closed
            if expected and closed and expected != closed:
                row.give_back("closed_on")
        else:
            sale.expected_close_on, sale.closed_on = expected, closed or self._ended(expected, opened, row)
        sale.dated = opened is not None
        sale.opened_on = min(
            opened or self.today, self.today, sale.closed_on if sale.closed_on and not opened else dt.date.max
        )
        if not opened:
            self.note(N_("Without an opening date: opened on the day of the import, or of their closing"), row.number)
        if sale.outcome:
            try:
                may_close(None, sale.closed_on, sale.opened_on, self.today)
            except Refused as refused:
                raise Bad(refused.reason, self.mapping.heading("closed_on")) from refused

    def _ended(self, expected, opened, row):
        """The closing day of a closed row that does not tell it."""
        if expected and expected <= self.today and (not opened or opened <= expected):
            self.note(N_("Closed without a closing date: the expected one was taken"), row.number)
            return expected
        self.note(N_("Closed without a closing date: the opening date, or the day of the import was taken"), row.number)
        return min(opened or self.today, self.today)

    def _valued(self, sale, row):
        value, signs = row.amount("amount", self.habits, self.times)
        try:
            sale.currency = self.exchange.code(row.text("currency"), signs or self.hinted)
            if value == 0 and sale.outcome in ("lost", "invalid"):
                value = None  # most systems write 0 where nobody knew
            if value is not None:
                sale.amount, exact = money.minor(value, sale.currency)
                if not exact:
                    row.give_back("amount")
                    self.note(
                        N_("More decimals than the currency has: rounded, and kept as written in the text"), row.number
                    )
        except Bad as bad:
            bad.column = self.mapping.heading("amount")
            raise
        if sale.outcome is None:
            chance = row.percent("probability", self.habits)
            sale.probability = None if chance == sale.stage.rate else chance
        try:
            self._derived(sale)
        except Bad as bad:
            bad.column = self.mapping.heading("currency") or self.mapping.heading("amount")
            raise

    def _derived(self, sale):
        changes = {"amount": sale.amount, "currency": sale.currency, "closed_on": sale.closed_on}
        for name, value in derived(sale, changes, self.exchange).items():
            setattr(sale, name, value)
        if sale.outcome == "won":
            sale.final_amount = sale.amount
            sale.base_final_amount = self.exchange(sale.amount, sale.currency, sale.closed_on)

    def _told(self, sale, row):
        sale.grade = row.choice("grade", values.grade)
        sale.intent = row.choice("intent", values.intent) or "unknown"
        sale.requirement = row.text("requirement") or None
        sale.description = row.text("description") or None
        sale.kept = row.kept()


def _key(text):
    """A key as it was meant: spreadsheets write the number 84 as 84.0."""
    return (text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text) or None
