"""A stretch of days in the company's time zone, both ends included, and the one before it."""

import dataclasses
import datetime as dt

from models.base import N_, Refused
from models.setting import Setting, today

WEEK, FISCAL = "week", "fiscal"
STRETCHES = {  # what a preset is one of: months, and whose year it goes by
    "week": (0, WEEK),
    "month": (1, ""),
    "quarter": (3, ""),
    "year": (12, ""),
    "fiscal_quarter": (3, FISCAL),
    "fiscal_year": (12, FISCAL),
}
TURNS = {"this": 0, "last": -1, "next": 1}
PRESETS = (*(f"{turn}_{stretch}" for stretch in STRETCHES for turn in TURNS), "last_12_months", "from_now", "all")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = dt.timedelta(days=1)


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
        present = day or today()
        if name == "from_now":
            return cls(present.replace(day=1), None, name)
        if name == "last_12_months":
            first = shifted(present.replace(day=1), -11)
            return cls(first, shifted(first, 12) - DAY, name)
        turn, _, stretch = name.partition("_")
        months, whose = STRETCHES[stretch]
        if whose == WEEK:
            first = week(present) + TURNS[turn] * 7 * DAY
            return cls(first, first + 6 * DAY, name)
        first = shifted(_start(present, months, fiscal_month() if whose else 1), months * TURNS[turn])
        return cls(first, shifted(first, months) - DAY, name)

    @classmethod
    def between(cls, first, last):
        """The period from day to day; either may be None. Refuses an end before its start."""
        if first and last and last < first:
            raise Refused(N_("The period ends before it begins."))
        return cls(first, last, "" if first or last else "all")

    @property
    def months(self):
        """How many whole months it is; 0 where it does not begin and end with one."""
        if not (self.first and self.last) or self.first.day != 1 or (self.last + DAY).day != 1:
            return 0
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    def running(self, day=None):
        """Has it begun, and is not over on `day`?"""
        return bool(self.first and self.last) and self.first <= (day or today()) < self.last

    def before(self, day=None):
        """The period of equal length before it: whole months before whole months, else as many days. None without both ends.

        Of one that is still running on `day` only as many days as have begun of it.
        """
        if not (self.first and self.last):
            return None
        first = shifted(self.first, -self.months) if self.months else self.first - (self.last - self.first) - DAY
        last = self.first - DAY
        if self.running(day):
            last = min(last, first + ((day or today()) - self.first))
        return Period(first, last)

    def within(self, wanted):
        """The Filter `wanted`, of what was closed in this period only."""
        return dataclasses.replace(wanted, closed_from=self.first, closed_to=self.last)


def offered(ahead=False):
    """The PRESETS to choose from; those to come where there are figures `ahead`, fiscal ones where they are not the calendar's."""
    month = fiscal_month()
    for name in PRESETS:
        fiscal = (name.endswith("fiscal_year") and month == 1) or (name.endswith("fiscal_quarter") and month % 3 == 1)
        if not fiscal and (name != "all" if ahead else not name.startswith(("next_", "from_"))):
            yield name


def fiscal_month():
    """The month, from 1, in which the company's year of accounts begins."""
    return int(Setting.read("company.fiscal_month"))


def week(day):
    """The first day of the week that `day` lies in, as the company counts weeks."""
    return day - (day.weekday() - DAYS.index(Setting.read("company.week_start"))) % 7 * DAY


def shifted(first, months):
    """The first day of the month so many months after that of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def _start(day, months, begins=1):
    """The first day of the stretch of so many months that `day` lies in, in years that begin in the month `begins`."""
    return shifted(day, -((day.month - begins) % months))
