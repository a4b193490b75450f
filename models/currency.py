"""Currencies and their dated rates; money is an integer of minor units and a code."""

import datetime as dt
import decimal

import peewee as pw

from models.base import N_, Model, Refused
from models.setting import Setting, today

# ISO 4217: how many decimals a currency has, where it is not two.
DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "TND": 3}
OFFERED = (
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "HKD",
    "TWD",
    "JPY",
    "KRW",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "INR",
    "MYR",
    "THB",
    "VND",
)


class Currency(Model):
    """A currency that amounts may be in. The base currency needs no rate."""

    noun = "currency"

    code = pw.CharField(3, primary_key=True)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "currencies"

    @classmethod
    def offered(cls):
        """Codes that an amount may be in: the base first, then those with a rate."""
        base = Setting.read("company.currency")
        rows = cls.select(cls.code).where(cls.archived_at.is_null(), cls.code != base).order_by(cls.code)
        return [base, *(row.code for row in rows)]


class Rate(Model):
    """From `from_on` on, one unit of `currency` is `value` units of the base currency."""

    currency = pw.ForeignKeyField(Currency, backref="rates", on_delete="CASCADE")
    from_on = pw.DateField()
    value = pw.CharField(32)  # a decimal as text: no float ever touches money

    class Meta:
        table_name = "rates"
        indexes = ((("currency", "from_on"), True),)


def decimals(code):
    """How many decimals `code` is written with."""
    return DECIMALS.get(code, 2)


def rate(code, on=None):
    """Units of base currency for one of `code` on a day (default today), as Decimal. Refuses an unknown one."""
    if code == Setting.read("company.currency"):
        return decimal.Decimal(1)
    row = (
        Rate.select()
        .where(Rate.currency == code, Rate.from_on <= (on or today()))
        .order_by(Rate.from_on.desc())
        .first()
    )
    if not row:
        raise Refused(N_("There is no rate for %(code)s on this day."), code=code)
    return decimal.Decimal(row.value)


def set_rate(code, value, from_on=None):
    """Offer a currency, at this rate from a day on (default: always)."""
    Currency.get_or_create(code=code)
    Rate.insert(currency=code, from_on=from_on or dt.date(1970, 1, 1), value=str(value)).on_conflict(
        conflict_target=[Rate.currency, Rate.from_on], update={Rate.value: str(value)}
    ).execute()


def in_base(amount, code, on=None):
    """`amount` minor units of `code` in minor units of the base currency, half-even; None stays None."""
    if amount is None:
        return None
    base = Setting.read("company.currency")
    return amount if code == base else converted(amount, code, base, rate(code, on))


def converted(amount, code, base, value):
    """`amount` minor units of `code` in minor units of `base`, of which one `code` is worth `value`; half-even."""
    scaled = decimal.Decimal(amount).scaleb(decimals(base) - decimals(code)) * value
    return int(scaled.to_integral_value(decimal.ROUND_HALF_EVEN))
