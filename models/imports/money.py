"""Amounts as people and programs write them: “￥1,280,000.00”, “86.5万”, “$12,000”, “1.234,56”."""

import decimal
import functools
import re
import unicodedata

from models.base import N_
from models.currency import OFFERED, decimals
from models.imports.trouble import Bad

NOTHING = {"", "-", "--", "—", "–", "n/a", "null", "none", "nil", "无", "未知"}
MOST = 10**15  # minor units: sums of millions of rows still fit a 64-bit integer

UNITS = {"千": 10**3, "k": 10**3, "万": 10**4, "萬": 10**4, "m": 10**6, "mn": 10**6, "百万": 10**6, "亿": 10**8, "億": 10**8}  # fmt: skip
DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "TWD", "SGD")
SIGNS = {  # what a sign may mean: the company's own currency if it is among them, else the first
    "$": DOLLARS, "us$": ("USD",), "hk$": ("HKD",), "nt$": ("TWD",), "a$": ("AUD",), "c$": ("CAD",), "s$": ("SGD",),
    "¥": ("CNY", "JPY"), "元": ("CNY", "TWD", "HKD"), "块": ("CNY",), "圆": ("CNY", "JPY"), "圓": ("TWD", "JPY"),
    "円": ("JPY",), "rmb": ("CNY",), "人民币": ("CNY",), "人民幣": ("CNY",), "美元": ("USD",), "美金": ("USD",),
    "欧元": ("EUR",), "歐元": ("EUR",), "€": ("EUR",), "英镑": ("GBP",), "£": ("GBP",), "港元": ("HKD",),
    "港币": ("HKD",), "港幣": ("HKD",), "新台币": ("TWD",), "新臺幣": ("TWD",), "台币": ("TWD",), "日元": ("JPY",),
    "日圆": ("JPY",), "韩元": ("KRW",), "₩": ("KRW",), "₹": ("INR",),
}  # fmt: skip
CODES = (*OFFERED, "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL", "MXN", "ZAR", "AED", "SAR", "RUB", "TRY", "IDR", "PHP", "MOP", "KWD", "BHD", "EGP", "NGN", "ILS", "HUF", "RON", "UAH", "PKR", "BDT", "LKR", "ARS", "COP", "CLP")  # fmt: skip

POINT = re.compile(r"(\d+|\d{1,3}(,\d{2,3})*,\d{3}|\d{1,4}(,\d{4})+)(\.\d*)?|\.\d+")
COMMA = re.compile(r"(\d+|\d{1,3}(\.\d{3})+)(,\d*)?")


def currency_of(text):
    """The currencies that a word, sign or code may mean, likeliest first; () for none."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return (word.upper(),) if word.upper() in CODES else SIGNS.get(word, ())


def decimal_vote(text):
    """Which mark this amount proves to be the decimal one: "," or "." or None."""
    digits = re.sub(r"[^\d.,]", "", unicodedata.normalize("NFKC", text))
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    return None if re.fullmatch(r"\d{1,3}[.,]\d{3}", digits) else marks[0]


def number(text, mark="."):
    """`text` as a Decimal; where it can be read both ways, `mark` is the decimal one. ValueError when it is none."""
    text = re.sub(r"(?<=\d)[\s'’](?=\d{3}(\D|$))", "", text)
    ways = [(POINT, ","), (COMMA, ".")]
    own = decimal_vote(text)
    for pattern, thousands in ways if (own or mark) == "." else reversed(ways):
        if pattern.fullmatch(text):
            return decimal.Decimal(text.replace(thousands, "").replace(",", "."))
    raise ValueError(text)


@functools.lru_cache(maxsize=4096)
def amount(text, mark=".", times=1):
    """What a cell says: (Decimal or None when it says nothing, currencies that its sign may mean).

    `times` is what a bare number counts (a column in 万元: 10,000). Raises Bad.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\xa0", " ").strip().casefold()
    if plain in NOTHING:
        return None, ()
    found = re.fullmatch(r"(?P<minus>[-−(]?)\s*(?P<before>[^\d.,(-]*?)\s*(?P<sign>[-−]?)(?P<digits>[\d.,'’\s]*\d[.,]?)\s*(?P<after>[^\d]*?)\)?", plain)  # fmt: skip
    try:
        value = number(found["digits"].strip(), mark)
    except (TypeError, ValueError) as error:
        raise Bad(N_("“%(value)s” is not an amount; write it in digits, such as 280000."), value=text[:80]) from error
    unit, currencies = _unit_and_currency(found["before"].strip(), found["after"].strip(), text)
    if (found["minus"] or found["sign"]) and value:
        raise Bad(N_("The amount %(value)s is below zero."), value=text[:80])
    return value * (unit or times), currencies


def _unit_and_currency(before, after, text):
    """(factor or None, currencies) of the words around the digits."""
    unit, currencies = None, ()
    for word in (before, after):
        if not word:
            continue
        head = next((u for u in sorted(UNITS, key=len, reverse=True) if word.startswith(u) and word != "mxn"), None)
        if head and (word == head or currency_of(word[len(head) :])):
            unit, word = UNITS[head], word[len(head) :]
        if word and not (meant := currency_of(word)):
            raise Bad(N_("“%(value)s” is not an amount; write it in digits, such as 280000."), value=text[:80])
        currencies = (meant if word else ()) or currencies
    return unit, currencies


def minor(value, code):
    """(minor units of `code`, was it exact): half-even. Raises Bad when it is beyond what can be added up."""
    scaled = value.scaleb(decimals(code))
    whole = int(scaled.to_integral_value(decimal.ROUND_HALF_EVEN))
    if whole > MOST:
        raise Bad(N_("The amount %(value)s is too large."), value=str(value))
    return whole, whole == scaled
