"""Currencies and their dated rates; money is an integer of minor units and a code."""

import datetime as dt
import decimal

import peewee as pw

from models.base import N_, Model, Refused, now, transaction
from models.event import record
from models.rate import Dated, fit
from models.setting import Setting, must_be_kept_by, today

# ISO 4217: how many decimals a currency has, where it is not two.
_NONE = ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")
_THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
DECIMALS = {**dict.fromkeys(_NONE, 0), **dict.fromkeys(_THREE, 3)}
ALWAYS = dt.date(1970, 1, 1)  # the first day of a rate that holds from the beginning
OFFERED = (
    *("CNY", "USD", "EUR", "GBP", "HKD", "TWD", "JPY", "KRW"),
    *("SGD", "AUD", "CAD", "CHF", "INR", "MYR", "THB", "VND"),
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

    @classmethod
    def add(cls, by, code, value, from_on=None):
        """Offer a currency, at this rate from a day on (default: always). Refuses one that is there. Returns the Currency."""
        must_be_kept_by(by)
        if code == Setting.read("company.currency"):
            raise Refused(N_("%(code)s is the base currency: it needs no rate."), code=code)
        with transaction():
            if cls.known(code):
                raise Refused(N_("%(code)s is there already."), code=code)
            row = cls.create(code=code)
            tell("currency.added", by, code)
            set_rate(code, value, from_on, by=by)
        return row

    @classmethod
    def known(cls, code):
        """The row of this code, or None."""
        return cls.get_or_none(cls.code == code)

    @classmethod
    def everyone(cls):
        """All but the base, those in use first."""
        query = cls.select().where(cls.code != Setting.read("company.currency"))
        return list(query.order_by(cls.archived_at.is_null(False), cls.code))

    def archive(self, by):
        """It is offered no more; what is in it stays as it is."""
        self._become(by, "currency.archived", now())

    def unarchive(self, by):
        """It is offered again. Refuses one without any rate."""
        if not self.rates.exists():
            raise Refused(N_("There is no rate for %(code)s. Add one first."), code=self.code)
        self._become(by, "currency.unarchived", None)

    def drop(self, by):
        """Away with it and its rates. Refuses one that something is in: that can be archived."""
        must_be_kept_by(by)
        from models.opportunity import Opportunity
        from models.product import Product

        used = sum(model.select().where(model.currency == self.code).count() for model in (Opportunity, Product))
        if used:
            raise Refused(
                N_("%(count)s opportunities and products are in %(code)s. Archive it instead."),
                count=f"{used:,}",
                code=self.code,
            )
        with transaction():
            tell("currency.removed", by, self.code)
            self.delete_instance(recursive=True)

    def _become(self, by, event, moment):
        must_be_kept_by(by)
        with transaction():
            if (moment is None) == (self.archived_at is None):
                return
            self.archived_at = moment
            self.save(only=[Currency.archived_at])
            tell(event, by, self.code)


class Rate(Dated, Model):
    """From `from_on` on, one unit of `currency` is `value` units of the base currency."""

    currency = pw.ForeignKeyField(Currency, backref="rates", on_delete="CASCADE")
    from_on = pw.DateField()
    value = pw.CharField(32)  # a decimal as text: no float ever touches money

    class Meta:
        table_name = "rates"
        indexes = ((("currency", "from_on"), True),)

    @classmethod
    def of(cls, code):
        """The rates of a currency, the latest first."""
        return list(cls.select().where(cls.currency == code).order_by(cls.from_on.desc()))

    @classmethod
    def latest(cls, day):
        """{code: the Rate that holds on `day`}."""
        return {row.currency_id: row for row in cls.select().where(cls.from_on <= day).order_by(cls.from_on)}


def tell(event, by, code, **facts):
    """Record what happened to the currency of this code: it has no number to be a subject by."""
    from models.user import Company

    record(event, Company, by, code=code, **facts)


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


def set_rate(code, value, from_on=None, by=None):
    """Offer a currency, at this rate from a day on (default: always). Amounts that are there keep the rate stamped on them."""
    value, from_on = fit(value), from_on or ALWAYS
    with transaction():
        Currency.get_or_create(code=code)
        former = Rate.get_or_none(Rate.currency == code, Rate.from_on == from_on)
        if former and former.value == value:
            return
        Rate.insert(currency=code, from_on=from_on, value=value).on_conflict(
            conflict_target=[Rate.currency, Rate.from_on], update={Rate.value: value}
        ).execute()
        before = former and [from_on.isoformat(), former.value]
        tell("currency.rate_set", by, code, before=before, after=[from_on.isoformat(), value])


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
