"""How a rate of exchange is written: as a decimal in plain digits, so that no float ever touches money; by administrators."""

import decimal

from models.base import N_, Refused, Stale, transaction
from models.setting import must_be_kept_by

LEAST, GREATEST = decimal.Decimal("1e-10"), decimal.Decimal(10**10)
DIGITS = 10  # after the point


def fit(value):
    """A rate as it is stored: plain decimal digits. Refuses what is none, not above zero, or beyond all measure."""
    try:
        number = decimal.Decimal(str(value).strip())
    except decimal.InvalidOperation as error:
        raise Refused(N_("Write the rate as a number, such as 7.12.")) from error
    if not number.is_finite() or not LEAST <= number <= GREATEST:
        raise Refused(N_("A rate is above zero and not beyond all measure."))
    whole, _point, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    if len(rest) > DIGITS:
        raise Refused(N_("A rate has at most %(digits)s decimals."), digits=DIGITS)
    return f"{whole.lstrip('0') or '0'}.{rest}" if rest else whole.lstrip("0")


class Dated:
    """For Rate: what an administrator does with those of a currency."""

    @classmethod
    def add(cls, by, code, value, from_on):
        """A rate from a day on. Refuses a day that has one."""
        from models.currency import set_rate

        must_be_kept_by(by)
        with transaction():
            cls.must_be_free(code, from_on)
            set_rate(code, value, from_on, by=by)

    def change(self, by, value, from_on, stamp=None):
        """Another value or first day. What was stamped by it stays. Refuses a day that has a rate.

        `stamp` is what the rate said of itself when its editor read it: Stale when somebody else changed it since.
        """
        from models.currency import tell

        must_be_kept_by(by)
        value, model = fit(value), type(self)
        with transaction():
            now_there = model.get_or_none(model.id == self.id)
            if now_there is None or (stamp is not None and stamp != now_there.stamp):
                raise Stale(N_("Somebody else changed this in the meantime."))
            before = [now_there.from_on.isoformat(), now_there.value]
            if before == [from_on.isoformat(), value]:
                return
            model.must_be_free(self.currency_id, from_on, self.id)
            model.update(value=value, from_on=from_on).where(model.id == self.id).execute()
            tell("currency.rate_changed", by, self.currency_id, before=before, after=[from_on.isoformat(), value])
        self.value, self.from_on = value, from_on

    @property
    def stamp(self):
        """A short text that changes when the rate does."""
        return f"{self.from_on.isoformat()} {self.value}"

    @classmethod
    def must_be_free(cls, code, from_on, but=0):
        """Refuse a day from which another rate of the currency holds."""
        if cls.select().where(cls.currency == code, cls.from_on == from_on, cls.id != but).exists():
            raise Refused(N_("There is a rate from this day on already. Change that one."))

    def drop(self, by):
        """Away with it. Refuses the last one of a currency that is offered: nothing could be counted in it any more."""
        from models.currency import tell

        must_be_kept_by(by)
        model, before = type(self), [self.from_on.isoformat(), self.value]
        with transaction():
            others = model.select().where(model.currency == self.currency_id, model.id != self.id).exists()
            if not others and self.currency.archived_at is None:
                raise Refused(N_("This is the only rate. Archive the currency instead."))
            self.delete_instance()
            tell("currency.rate_removed", by, self.currency_id, before=before, after=None)
