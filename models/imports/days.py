"""Days as people and programs write them: ISO, 2026年11月5日, 2026/3/5, 9/30/2026, 30-Sep-2026."""

import datetime as dt
import functools
import re
import unicodedata

from models.base import N_
from models.imports.trouble import Bad

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
CLOCK = r"(?:[T\s]+(?:上午|下午)?\s*\d{1,2}[:时點点]\d{0,2}.*)?"
ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + CLOCK)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
PARTS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})" + CLOCK)
NAMED = re.compile(r"(\d{1,2})[-\s.]+([a-z]{3})[a-z]*[-\s.,]+(\d{4}|\d{2})" + CLOCK)
NAMED_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + CLOCK)
ZONED = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)", re.IGNORECASE)


def order_vote(text):
    """Which order a date such as 9/30/2026 proves: "mdy", "dmy" or None."""
    if not (found := PARTS.fullmatch(text.strip())):
        return None
    first, second = int(found[1]), int(found[3])
    return "dmy" if first > 12 >= second else "mdy" if second > 12 >= first else None


@functools.lru_cache(maxsize=8192)
def day(text, order, zone):
    """The date that a cell tells, None when it tells none. A moment with its own zone is told by the clock of `zone`.

    `order` decides 3/4/2026: "mdy", "dmy", or None for the usual: month first between slashes, else day first.
    Raises Bad.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in ("", "-", "--", "—") or plain.startswith("0000-00-00") or plain.casefold() in ("n/a", "null", "none"):
        return None
    try:
        if zoned := ZONED.fullmatch(plain):
            return _moved(*zoned.groups(), zone)
        found = dt.date(*_parts(plain.casefold(), order))
    except (TypeError, ValueError) as error:
        raise Bad(N_("“%(value)s” is not a date; write it as 2026-11-05."), value=text[:80]) from error
    if not 1900 <= found.year <= 2200:
        raise Bad(N_("The year of “%(value)s” cannot be right."), value=text[:80])
    return found


def _parts(text, order):
    """(year, month, day) or None."""
    if found := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := PARTS.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        month_first = (order or order_vote(text) or ("mdy" if found[2] == "/" else "dmy")) == "mdy"
        return (_year(found[4]), first, second) if month_first else (_year(found[4]), second, first)
    if found := NAMED.fullmatch(text):
        return _year(found[3]), MONTHS.index(found[2]) + 1, int(found[1])
    if found := NAMED_FIRST.fullmatch(text):
        return int(found[3]), MONTHS.index(found[1]) + 1, int(found[2])
    return None


def _year(text):
    return int(text) if len(text) == 4 else 2000 + int(text)


def _moved(date, clock, offset, zone):
    offset = "+00:00" if offset.upper() in ("Z", "UTC") else offset
    return dt.datetime.fromisoformat(f"{date}T{clock}{offset}").astimezone(zone).date()
