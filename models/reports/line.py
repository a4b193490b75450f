"""A time line: the weeks, months, quarters and years that figures are told by, each with a key that sorts."""

import calendar
import datetime as dt
import itertools

from models.reports.period import week
from models.setting import today

SPANS = ("week", "month", "quarter", "year")
WHOLE = {"week": 54}  # a period of up to so many of them is drawn whole, a longer one from its first to its last figure
USUALLY = 24
GAP = 12  # and there, more empty ones than this in a row are left out


def bucket(day, by):
    """The key of the one of SPANS that a day ("2017-03-31"), or a month ("2017-03") lies in.

    "2017-03-27" (the first day of a week), "2017-03", "2017-Q1" or "2017".
    """
    if by == "week":
        return week(dt.date.fromisoformat(str(day))).isoformat()  # the database may give a date
    year, number = day[:4], int(day[5:7])
    return {"month": day[:7], "quarter": f"{year}-Q{(number + 2) // 3}", "year": year}[by]


def days(key):
    """(first, last) day of what has this key."""
    year = int(key[:4])
    if len(key) == 4:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if len(key) == 10:
        first = dt.date.fromisoformat(key)
        return first, first + dt.timedelta(days=6)
    number = int(key[6:]) * 3 if "Q" in key else int(key[5:])
    first = dt.date(year, number - 2 if "Q" in key else number, 1)
    return first, dt.date(year, number, calendar.monthrange(year, number)[1])


def opposite(key, first, before, by):
    """The key that is as many of SPANS after that of the day `before` as `key` is after that of the day `first`."""
    for _ in _line(first, days(key)[1], by)[1:]:
        before = days(bucket(before.isoformat(), by))[1] + dt.timedelta(days=1)
    return bucket(before.isoformat(), by)


def buckets(period, by, found):
    """The keys of a time line in order. `found` are the keys that have figures.

    The whole period up to today when that is at most WHOLE of them, else from the first figure to the last; empty ones
    between them too, but for more than GAP of them in a row.
    """
    known = [days(key)[0] for key in (min(found), max(found))] if found else []
    last = min(period.last or today(), today())
    line = _line(period.first, max([last, *known]), by) if period.first else []
    if not line or len(line) > WHOLE.get(by, USUALLY):
        line = _without_gaps(_line(*known, by), found) if known else []
    return line


def _without_gaps(line, found):
    kept = []
    for full, run in itertools.groupby(line, found.__contains__):
        run = list(run)
        kept += run if full or len(run) <= GAP else []
    return kept


def _line(first, last, by):
    keys = []
    while first <= last:
        keys.append(bucket(first.isoformat(), by))
        first = days(keys[-1])[1] + dt.timedelta(days=1)
    return keys
