"""How a rate of exchange is written: as a decimal in plain digits, so that no float ever touches money."""

import decimal

from models.base import N_, Refused

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
