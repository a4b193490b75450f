"""When things happen in the sample business: on working days, with its seasons, never in the future."""

import bisect
import datetime as dt
import functools
import itertools

from models.reports.period import week

HISTORY = 548  # days: eighteen months
DAY = dt.timedelta(days=1)
NEW_YEARS = {  # Chinese New Year, by year; a factory that automates sells little around it
    2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13),
    2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8), 2036: (1, 28),
}  # fmt: skip


class Calendar:
    """The eighteen months that end on `today`, in the zone of the company; `moment` is the present (UTC)."""

    def __init__(self, today, moment, zone, language):
        self.today, self.moment, self.zone, self.language = today, moment, zone, language
        self.first = today - dt.timedelta(days=HISTORY)
        days = [self.first + dt.timedelta(days=number) for number in range(HISTORY + 1)]
        self.days = [day for day in days if self.busy(day) > 0]
        grown = (self.busy(day) * self._growth(day) for day in self.days)
        self.sums = list(itertools.accumulate(grown))
        self.midnight = functools.lru_cache(maxsize=4096)(self._midnight)
        self.work = functools.lru_cache(maxsize=8192)(self._work)

    def _growth(self, day):
        """The business grew by a third, and what is recent has been looked up more."""
        return 0.8 + 0.35 * (day - self.first).days / HISTORY + (0.5 if (self.today - day).days < 50 else 0)

    def busy(self, day):
        """How much of a usual day's work is done on a day: 0 when nobody works."""
        if day.weekday() > 4:
            return 0
        if self.language == "zh":
            month, number = NEW_YEARS.get(day.year, (2, 5))
            off = (day - dt.date(day.year, month, number)).days
            if -2 <= off <= 5 or (day.month == 10 and day.day <= 7):
                return 0
            return 0.3 if -12 <= off <= 12 else 1.2 if day.month in (3, 9, 11) else 1
        if (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 2):
            return 0
        return 0.65 if day.month in (7, 8) else 1.2 if day.month in (3, 10, 11) else 1

    def opening(self, share):
        """The working day at a share (0 to 1) of all that is opened in the eighteen months."""
        place = bisect.bisect_left(self.sums, share * self.sums[-1])
        return self.days[min(place, len(self.days) - 1)]

    def _work(self, day):
        """The day itself, or the next one on which people work."""
        while self.busy(day) == 0:
            day += DAY
        return day

    def _midnight(self, day):
        return dt.datetime.combine(day, dt.time(), self.zone).astimezone(dt.UTC).replace(tzinfo=None)

    def at(self, day, minute):
        """The moment (UTC) of a minute of the company's day."""
        return self.midnight(day) + dt.timedelta(minutes=minute)

    def end_of_quarter(self, day):
        """The last working day of its quarter."""
        month = day.month + 2 - (day.month - 1) % 3
        last = (dt.date(day.year + month // 12, month % 12 + 1, 1)) - DAY
        while self.busy(last) == 0:
            last -= DAY
        return last

    def weeks(self, many):
        """The first days of the last weeks, as the company counts them."""
        first = week(self.today)
        return [first - 7 * number * DAY for number in range(many)]

    def months(self):
        """The first days of the months that began within the eighteen months, in order."""
        day, found = self.first, []
        while (day := (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)) <= self.today:
            found.append(day)
        return found
