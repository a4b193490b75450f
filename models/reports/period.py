"""A stretch of days in the company's time zone, both ends included, and its calendar buckets."""

import calendar
import dataclasses
import datetime as dt
import itertools

from models.base import N_, Refused
from models.setting import today

PRESETS = (
    "this_month",
    "last_month",
    "this_quarter",
    "last_quarter",
    "this_year",
    "last_year",
    "last_12_months",
    "all",
)
SPANS = {"month": 1, "quarter": 3, "year": 12}  # bucket: months
WHOLE = 24  # a period of up to so many buckets is drawn whole, a longer one from its first to its last figure
GAP = 12  # and there, more empty buckets than this in a row are left out


@dataclasses.dataclass(frozen=True)
class Period:
    """`first` and `last` are days, None for "since ever" and "until now"; `name` is one of PRESETS, "" for days chosen."""

    first: dt.date | None = None
    last: dt.date | None = None
    name: str = ""

    @classmethod
    def named(cls, name, day=None):
        """The period of a preset as seen on `day` (default the company's today). KeyError for an unknown name."""
        if name == "all":
            return cls(name="all")
        months, ends = {
            "this_month": (1, 0),
            "last_month": (1, 1),
            "this_quarter": (3, 0),
            "last_quarter": (3, 3),
            "this_year": (12, 0),
            "last_year": (12, 12),
            "last_12_months": (12, 0),
        }[name]
        present = (day or today()).replace(day=1)
        present = shifted(present, -11) if name == "last_12_months" else _start(present, months)
        first = shifted(present, -ends)
        return cls(first, shifted(first, months) - dt.timedelta(days=1), name)

    @classmethod
    def between(cls, first, last):
        """The period from day to day; either may be None. Refuses an end before its start."""
        if first and last and last < first:
            raise Refused(N_("The period ends before it begins."))
        return cls(first, last, "" if first or last else "all")

    def within(self, wanted):
        """The Filter `wanted`, of what was closed in this period only."""
        return dataclasses.replace(wanted, closed_from=self.first, closed_to=self.last)


def shifted(first, months):
    """The first day of the month so many months after that of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def _start(day, months):
    """The first day of the bucket of so many months that `day` lies in."""
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def bucket(month, by):
    """The key of the bucket (SPANS) that a month ("2017-03") lies in: "2017-03", "2017-Q1" or "2017"."""
    year, number = month[:4], int(month[5:7])
    return {"month": month, "quarter": f"{year}-Q{(number + 2) // 3}", "year": year}[by]


def days(key):
    """(first, last) day of the bucket of this key."""
    year = int(key[:4])
    if len(key) == 4:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    number = int(key[6:]) * 3 if "Q" in key else int(key[5:])
    first = dt.date(year, number - 2 if "Q" in key else number, 1)
    return first, dt.date(year, number, calendar.monthrange(year, number)[1])


def buckets(period, by, found):
    """The keys of a time line in order. `found` are the keys that have figures.

    The whole period up to today when that is at most WHOLE buckets, else from the first figure to the last; empty ones
    between them too, but for more than GAP of them in a row.
    """
    known = [days(key)[0] for key in (min(found), max(found))] if found else []
    last = min(period.last or today(), today())
    line = _line(period.first, max([last, *known]), by) if period.first else []
    if not line or len(line) > WHOLE:
        line = _without_gaps(_line(*known, by), found) if known else []
    return line


def _without_gaps(line, found):
    kept = []
    for full, run in itertools.groupby(line, found.__contains__):
        run = list(run)
        kept += run if full or len(run) <= GAP else []
    return kept


def _line(first, last, by):
    keys, month = [], first.replace(day=1)
    while month <= last:
        key = bucket(month.isoformat()[:7], by)
        if not keys or keys[-1] != key:
            keys.append(key)
        month = shifted(month, 1)
    return keys
