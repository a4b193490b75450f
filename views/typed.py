"""Numbers and days as addresses and forms send them: what no database or calendar takes is none."""

import datetime as dt

from werkzeug.routing import IntegerConverter

from models.base import BEYOND

LARGEST = 9  # digits of a number
EARLIEST, LATEST = dt.date(1000, 1, 1), dt.date(9998, 12, 31)  # a day beside these is one in every time zone


class RowId(IntegerConverter):
    """The id in an address: a number that a database may have given to a row; other addresses do not exist."""

    regex = "[0-9]{1,19}"

    def __init__(self, url_map, **more):
        super().__init__(url_map, **{"max": BEYOND - 1} | more)


def whole(text):
    """The whole number, from 0 on, that was sent in plain digits; None where there is none such."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LARGEST else None


def a_day(text):
    """The day that was sent as in 2026-11-02; None where there is none such."""
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
