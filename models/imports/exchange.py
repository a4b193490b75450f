"""Which currency an amount of a file is in, and what it is worth."""

from models.base import N_, Refused
from models.currency import converted, rate
from models.imports import money
from models.imports.trouble import Bad
from models.setting import Setting

NO_RATE = N_("There is no rate for %(code)s. Say what one unit is worth.")


class Exchange:
    """currency.in_base, with the rates remembered: a file asks for the same ones again and again."""

    def __init__(self, given=None):
        """`given`: {code: Decimal} for currencies without a rate yet."""
        self.base, self.given, self.rates = Setting.read("company.currency"), given or {}, {}

    def __call__(self, amount, code, on=None):
        if amount is None or code == self.base:
            return amount
        if (code, on) not in self.rates:
            self.rates[code, on] = self._rate(code, on)
        return converted(amount, code, self.base, self.rates[code, on])

    def _rate(self, code, on):
        if code in self.given:
            return self.given[code]
        try:
            return rate(code, on)
        except Refused as refused:
            raise Bad(NO_RATE, code=code) from refused

    def code(self, text, signs):
        """The code of a row's currency: its cell, else what the sign of the amount means, else the company's."""
        told = money.currency_of(text) if text else ()
        if text and not told:
            raise Bad(N_("“%(value)s” is not a currency; write its code, such as CNY."), value=text[:80])
        common = [code for code in told or signs if not told or not signs or code in signs]
        if told and not common:
            raise Bad(N_("The amount is in %(one)s, its currency is %(other)s."), one=signs[0], other=told[0])
        if not common or self.base in common:
            return self.base
        return common[0]


def unknown(ledger):
    """The Problems of a Ledger that a rate would solve."""
    return (problem for problem in ledger.problems() if problem.reason == NO_RATE)
