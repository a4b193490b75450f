"""What it is worth: amounts in the base currency, probability, weighted amount, days of the cycle."""

from models.currency import in_base


def half_even(amount, percent):
    """amount x percent / 100 in whole minor units, rounded half-even; None when the amount is unknown."""
    if amount is None:
        return None
    whole, rest = divmod(amount * percent, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))


def derived(row, changes, in_base=in_base):
    """The columns that follow from `changes` on `row`: {} or base_amount and weighted.

    The rate is stamped when amount or currency is set, and again at closing. An import brings its own `in_base`, which
    remembers rates.
    """
    after = {name: changes.get(name, getattr(row, name)) for name in ("amount", "currency", "probability", "stage")}
    columns = {}
    closed_on = changes.get("closed_on", row.closed_on)
    if {"amount", "currency"} & changes.keys() or changes.get("closed_on"):
        columns["base_amount"] = in_base(after["amount"], after["currency"], closed_on)
    if {"amount", "currency", "probability", "stage"} & changes.keys() or columns:
        base = columns.get("base_amount", row.base_amount)
        percent = after["stage"].rate if after["probability"] is None else after["probability"]
        columns["weighted"] = half_even(base, percent)
    return columns


def at_present_rate(row, columns):
    """{} or `weighted` of `columns` once more, asked in the transaction that writes it.

    An administrator may have given the stage another rate since the row was read.
    """
    if "weighted" not in columns:
        return {}
    stage = columns.get("stage", row.stage)
    model = type(stage)
    rate = model.select(model.rate).where(model.id == stage.id).scalar()
    if rate == stage.rate:
        return {}
    by_hand = columns.get("probability", row.probability)
    return {"weighted": half_even(columns.get("base_amount", row.base_amount), rate if by_hand is None else by_hand)}


class Valued:
    @property
    def chance(self):
        """Percent: the probability set by hand, else the stage's rate."""
        return self.stage.rate if self.probability is None else self.probability

    @property
    def value(self):
        """Minor units of the row's currency: what was won when won, else what is expected; None when unknown."""
        return self.final_amount if self.outcome == "won" else self.amount

    @classmethod
    def cycle(cls):
        """An expression: whole days from opening to closing; NULL while open."""
        return (cls.closed_on.to_timestamp() - cls.opened_on.to_timestamp()).cast("BIGINT") / 86400

    @property
    def expected_cycle(self):
        """Days from opening to the expected closing, None without a date."""
        return (self.expected_close_on - self.opened_on).days if self.expected_close_on else None
