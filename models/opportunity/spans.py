"""Stretches of days that move with the calendar: what "this month" or "past" means on a given day."""

import datetime as dt

from models.setting import Setting

WEEK_STARTS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")  # as days are counted
WITHOUT = "none"  # in the place of a span: rows without such a day
SPANS = (
    "past",
    "today",
    "this_week",
    "this_month",
    "this_quarter",
    "this_year",
    "next_month",
    "next_30",
    "last_month",
    "last_30",
)


def span(word, day):
    """(first, last) day of one of SPANS as seen on `day`; None where it has no first day."""
    if word == "past":
        return None, day - dt.timedelta(days=1)
    if word == "next_30":
        return day, day + dt.timedelta(days=30)
    if word == "last_30":
        return day - dt.timedelta(days=30), day
    if word == "this_week":
        begins = WEEK_STARTS.index(Setting.read("company.week_start"))
        first = day - dt.timedelta(days=(day.weekday() - begins) % 7)
        return first, first + dt.timedelta(days=6)
    if word == "this_quarter":
        first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
        return first, _month_end(_later(first, 2))
    if word == "this_year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if word in ("this_month", "next_month", "last_month"):
        first = _later(day.replace(day=1), {"this_month": 0, "next_month": 1, "last_month": -1}[word])
        return first, _month_end(first)
    return day, day


def _later(first, months):
    """The first day of the month that many months after that of `first`."""
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)


def _month_end(first):
    return _later(first, 1) - dt.timedelta(days=1)
