"""The months in which open opportunities are expected to close: the lanes of a board beside its stages."""

import calendar
import dataclasses
import datetime as dt
import itertools

AHEAD = 6  # months that have a lane of their own, the present one first
PAST, LATER, WITHOUT = "past", "later", "none"


@dataclasses.dataclass(frozen=True)
class Month:
    """A lane: the days from `first` to `last`, None where it has no such end; both None: those without a date.

    `id` is PAST, LATER, WITHOUT or the month as in "2026-11".
    """

    id: str
    first: dt.date | None
    last: dt.date | None

    @property
    def takes(self):
        """May something be moved here? What is past is over."""
        return self.id != PAST

    def holds(self, on):
        """Does an expected close (None: none) belong here?"""
        if self.id == WITHOUT or on is None:
            return self.id == WITHOUT and on is None
        return (self.first is None or on >= self.first) and (self.last is None or on <= self.last)

    def among(self, column):
        """The same as a condition on the column of the expected close."""
        if self.id == WITHOUT:
            return column.is_null()
        if self.first is None:
            return column <= self.last
        return column >= self.first if self.last is None else column.between(self.first, self.last)

    def day_for(self, on, today):
        """The expected close that a row takes here which had `on`: the same day of the month, where there is one, else the
        last; never before `today`."""
        if self.id == WITHOUT:
            return None
        if on is not None and self.holds(on):
            return on
        last = calendar.monthrange(self.first.year, self.first.month)[1]
        return max(self.first.replace(day=last if on is None else min(on.day, last)), today)


def months(day):
    """The lanes as they stand on `day`: past months, the present one and those that follow, later ones, no date."""
    firsts = [_later(day.replace(day=1), number) for number in range(AHEAD + 1)]
    single = [
        Month(f"{first:%Y-%m}", first, after - dt.timedelta(days=1)) for first, after in itertools.pairwise(firsts)
    ]
    return [
        Month(PAST, None, firsts[0] - dt.timedelta(days=1)),
        *single,
        Month(LATER, firsts[-1], None),
        Month(WITHOUT, None, None),
    ]


def _later(first, count):
    years, month = divmod(first.month - 1 + count, 12)
    return first.replace(year=first.year + years, month=month + 1)
