"""What may stand in an opportunity, whoever writes it: checked by the verbs, so that no path skips it."""

import datetime as dt

from models.base import N_, Refused
from models.customer import Customer
from models.setting import today

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
MOST = 10**15  # minor units: the sum of many rows still fits a 64-bit integer
SETTLED = ("amount", "currency")  # what a closing has stamped a rate on


def check(by, values, row=None):
    """Refuse `values` (column: new value) that no opportunity may hold, or that `row` (None: a new one) may not take."""
    probability, amount = values.get("probability"), values.get("amount")
    if probability is not None and not 0 <= probability <= 100:
        raise Refused(N_("A probability is a percentage from 0 to 100."))
    if amount is not None and not 0 <= amount <= MOST:
        raise Refused(N_("An amount is not below zero, and not beyond all measure."))
    if row is not None and row.outcome and any(name in values for name in SETTLED):
        raise Refused(N_("This opportunity is closed: its amount and currency stay. Reopen it first."))
    if row is not None and any(name in values for name in SETTLED) and row.has_lines:
        raise Refused(
            N_("The amount is the sum of the product lines. Change those.")
            if "amount" in values
            else N_("The product lines have their prices in %(currency)s. Remove them before you change the currency."),
            currency=row.currency,
        )
    _check_days(values, row)
    customer = values.get("customer")
    if customer is not None and by is not None and Customer.reached(by, customer.id) is None:
        raise Refused(N_("This customer lies outside of what you may see."))


def _check_days(values, row):
    for name in ("opened_on", "expected_close_on"):
        if (day := values.get(name)) is not None and not EARLIEST <= day <= LATEST:
            raise Refused(N_("The year of “%(value)s” cannot be right."), value=day.isoformat())
    opened = values.get("opened_on")
    if opened is not None and opened > today():
        raise Refused(N_("The opening date cannot be in the future."))
    if opened is not None and row is not None and row.closed_on and opened > row.closed_on:
        raise Refused(N_("The opening date cannot be after the closing."))
