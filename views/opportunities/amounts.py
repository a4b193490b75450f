"""Amounts as people type them: 1,500 or 86.5万, full width too; never guessed, so "1,5" is an error and not 15."""

import decimal
import re
import unicodedata

from flask_babel import gettext as _

from models.currency import decimals

MOST = 10**15  # minor units: sums of many rows still fit a 64-bit integer
UNITS = {"": 0, "千": 3, "k": 3, "万": 4, "萬": 4, "m": 6, "亿": 8, "億": 8, "b": 9}
SIGNS = {"¥": ("CNY", "JPY"), "元": ("CNY",), "€": ("EUR",), "£": ("GBP",), "₩": ("KRW",), "₹": ("INR",)}
NUMBER = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


def parsed(text, code):
    """What was typed, in minor units of the currency `code`; None for nothing. ValueError with a sentence."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = re.sub(r"(?<=\d)\s(?=\d{3}(\D|$))|^\s+|\s+$|\s+(?=\D)|(?<=\D)\s+", "", plain)
    if not plain:
        return None
    plain = _without_sign(plain, code)
    if not plain:
        raise ValueError(_("Write the amount in digits, such as 1,500 or 86.5万."))
    if plain.startswith(("-", "−")):
        raise ValueError(_("An amount is not below zero."))
    figure, unit = (plain[:-1], plain[-1]) if plain[-1] in UNITS else (plain, "")
    if not NUMBER.fullmatch(figure):
        if re.fullmatch(r"\d[\d,.]*", figure):
            raise ValueError(_("Write 1.5 or 1,500."))
        raise ValueError(_("Write the amount in digits, such as 1,500 or 86.5万."))
    places = decimals(code)
    minor = decimal.Decimal(figure.replace(",", "")).scaleb(UNITS[unit] + places)
    if minor != minor.to_integral_value():
        raise ValueError(_("%(code)s has at most %(places)d decimals.", code=code, places=places))
    if minor > MOST:
        raise ValueError(_("This amount is too large."))
    return int(minor)


def _without_sign(plain, code):
    """`plain` without a sign or code of the currency that is chosen anyway; another one's stays, and is an error."""
    signs = [sign for sign, codes in SIGNS.items() if code in codes] + [code.casefold()]
    if code in ("USD", "HKD", "TWD", "SGD", "AUD", "CAD"):
        signs.append("$")
    for sign in signs:
        plain = plain.removeprefix(sign).removesuffix(sign)
    return plain


def typed(amount, code):
    """Minor units as one would type them: 1,310,000 or 12.50; "" for unknown."""
    if amount is None:
        return ""
    places = decimals(code)
    whole, rest = divmod(amount, 10**places)
    return f"{whole:,}" + (f".{rest:0{places}d}" if rest else "")


def quantity(text):
    """How many were typed, in thousandths; one for nothing. ValueError with a sentence."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text or "")) or "1"
    if not NUMBER.fullmatch(plain):
        raise ValueError(_("Write a number, such as 2 or 1.5."))
    found = decimal.Decimal(plain.replace(",", "")).scaleb(3)
    if found != found.to_integral_value():
        raise ValueError(_("A quantity has at most three decimals."))
    if not 0 < found <= 10**12:
        raise ValueError(_("A quantity is more than nothing."))
    return int(found)


def quantity_typed(thousandths):
    """Thousandths as one would type them: 2, 1,200 or 0.125."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")
