"""What a whole column tells about how its cells are written, and the small values: percents, yes and no, choices."""

import dataclasses
import decimal
import re
import unicodedata

from models.base import N_
from models.imports import days, money
from models.imports.trouble import Bad

YES = {"yes", "y", "true", "t", "1", "是", "有", "对"}
NO = {"no", "n", "false", "f", "0", "否", "无", "非"}
GRADES = re.compile(r"\s*([a-dA-D])(?![a-zA-Z]).*")
INTENTS = {"high": "high", "高": "high", "medium": "medium", "mid": "medium", "中": "medium", "low": "low", "低": "low", "unknown": "unknown", "未知": "unknown"}  # fmt: skip


@dataclasses.dataclass
class Habits:
    """How the cells of one column are written, learnt by reading all of them once."""

    marks: set = dataclasses.field(default_factory=set)  # decimal marks proved
    orders: set = dataclasses.field(default_factory=set)  # orders of dates proved
    most: decimal.Decimal = decimal.Decimal(0)  # the largest percent without a sign
    broken: bool = False  # is one of them a fraction?

    def learn_amount(self, text):
        if len(self.marks) < 2 and (vote := money.decimal_vote(text)):
            self.marks.add(vote)

    def learn_day(self, text):
        if len(self.orders) < 2 and (vote := days.order_vote(text)):
            self.orders.add(vote)

    def learn_percent(self, text):
        try:
            value = decimal.Decimal(text)
        except decimal.InvalidOperation:
            return
        self.most = max(self.most, value)
        self.broken = self.broken or 0 < value < 1

    def told(self):
        """What was learnt, as plain values; `Habits.of` reads them."""
        return [sorted(self.marks), sorted(self.orders), str(self.most), self.broken]

    @classmethod
    def of(cls, told):
        return cls(set(told[0]), set(told[1]), decimal.Decimal(told[2]), told[3])

    @property
    def mark(self):
        return "," if self.marks == {","} else "."

    @property
    def order(self):
        return next(iter(self.orders)) if len(self.orders) == 1 else None

    @property
    def fractions(self):
        """0.1 and 1 mean 10 % and 100 %."""
        return self.broken and self.most <= 1


def percent(text, fractions=False):
    """(percent 0–100, was it whole), or (None, True) for an empty cell. 0.1, 10 and 10% are the same. Raises Bad."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.casefold() in money.NOTHING:
        return None, True
    try:
        value = money.number(plain.rstrip("% "))
    except ValueError as error:
        raise Bad(N_("“%(value)s” is not a probability from 0 to 100."), value=text[:80]) from error
    if not plain.endswith("%") and (fractions or 0 < value < 1):
        value *= 100
    if not 0 <= value <= 100:
        raise Bad(N_("“%(value)s” is not a probability from 0 to 100."), value=text[:80])
    whole = int(value.to_integral_value(decimal.ROUND_HALF_EVEN))
    return whole, whole == value


def flag(text):
    """Does the cell say yes or no? None when it says something else."""
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


def grade(text):
    """A, B, C, D, or None when the cell says something else."""
    found = GRADES.fullmatch(unicodedata.normalize("NFKC", text))
    return found[1].upper() if found else None


def intent(text):
    """high, medium, low, unknown, or None when the cell says something else."""
    return INTENTS.get(unicodedata.normalize("NFKC", text).strip().casefold())


def whole_number(text):
    """A count such as 1,185, or Bad."""
    try:
        value = money.number(unicodedata.normalize("NFKC", text).strip().rstrip("人 "))
    except ValueError as error:
        raise Bad(N_("“%(value)s” is not a number."), value=text[:80]) from error
    if value != int(value) or value > 2_000_000_000:
        raise Bad(N_("“%(value)s” is not a number."), value=text[:80])
    return int(value)
