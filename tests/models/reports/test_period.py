"""Presets, buckets and time lines."""

import datetime as dt

import pytest

from models import Setting
from models.base import Refused
from models.reports import line, period
from models.reports.period import Period

DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("this_month", "2026-11-01", "2026-11-30"),
        ("last_month", "2026-10-01", "2026-10-31"),
        ("this_quarter", "2026-10-01", "2026-12-31"),
        ("last_quarter", "2026-07-01", "2026-09-30"),
        ("this_year", "2026-01-01", "2026-12-31"),
        ("last_year", "2025-01-01", "2025-12-31"),
        ("last_12_months", "2025-12-01", "2026-11-30"),
    ],
)
def test_presets(name, first, last):
    named = Period.named(name, DAY)
    assert (str(named.first), str(named.last), named.name) == (first, last, name)


def test_presets_over_the_turn_of_the_year():
    january = dt.date(2026, 1, 31)
    assert str(Period.named("last_month", january).first) == "2025-12-01"
    assert str(Period.named("last_quarter", january).first) == "2025-10-01"
    assert str(Period.named("last_12_months", january).first) == "2025-02-01"


def test_presets_begin_with_the_companys_day(monkeypatch):
    monkeypatch.setattr(period, "today", lambda: dt.date(2027, 1, 1))
    assert Period.named("this_year").first == dt.date(2027, 1, 1)


def test_an_end_before_the_start_is_refused():
    with pytest.raises(Refused):
        Period.between(dt.date(2026, 2, 1), dt.date(2026, 1, 31))


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_days_of_a_bucket(key, first, last):
    assert tuple(map(str, line.days(key))) == (first, last)


def test_buckets_of_months():
    assert [line.bucket(f"2024-{n:02}", "quarter") for n in (1, 3, 4, 12)] == [
        "2024-Q1",
        "2024-Q1",
        "2024-Q2",
        "2024-Q4",
    ]


def test_a_long_period_is_cut_to_its_figures(monkeypatch):
    monkeypatch.setattr(line, "today", lambda: DAY)
    since_2000 = Period.between(dt.date(2000, 1, 1), None)
    assert line.buckets(since_2000, "month", {"2024-03": 1, "2024-01": 1}) == ["2024-01", "2024-02", "2024-03"]
    assert line.buckets(since_2000, "month", {}) == []


def test_twelve_empty_months_are_shown_and_thirteen_left_out(monkeypatch):
    monkeypatch.setattr(line, "today", lambda: DAY)
    found = {"2017-12": 1, "2019-01": 1, "2020-03": 1, "2020-05": 1}
    shown = line.buckets(Period.named("all"), "month", found)
    twelve = [f"2018-{number:02}" for number in range(1, 13)]
    assert shown == ["2017-12", *twelve, "2019-01", "2020-03", "2020-04", "2020-05"]


def test_a_running_period_ends_today(monkeypatch):
    monkeypatch.setattr(line, "today", lambda: DAY)
    year = Period.named("this_year", DAY)
    assert line.buckets(year, "quarter", {}) == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert line.buckets(year, "month", {})[-1] == "2026-11"


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-09-01", "2026-09-30", ("2026-08-01", "2026-08-31")),  # a month before a month, though it is longer
        ("2026-03-01", "2026-03-31", ("2026-02-01", "2026-02-28")),
        ("2026-07-01", "2026-09-30", ("2026-04-01", "2026-06-30")),
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),
        ("2026-09-05", "2026-09-14", ("2026-08-26", "2026-09-04")),  # ten days before ten days
        ("2026-11-01", "2026-11-30", ("2026-10-01", "2026-10-23")),  # running: as many days as have begun
        ("2026-10-01", "2026-12-31", ("2026-07-01", "2026-08-23")),
        ("2026-11-23", "2026-11-29", ("2026-11-16", "2026-11-16")),
        ("2027-01-01", "2027-01-31", ("2026-12-01", "2026-12-31")),  # to come
    ],
)
def test_the_period_before(first, last, before):
    period = Period.between(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    earlier = period.before(DAY)
    assert (str(earlier.first), str(earlier.last)) == before


def test_a_running_period_is_never_held_against_its_own_days():
    """On the last day of March there are more days than February has."""
    earlier = Period.named("this_month", dt.date(2026, 3, 30)).before(dt.date(2026, 3, 30))
    assert (str(earlier.first), str(earlier.last)) == ("2026-02-01", "2026-02-28")


@pytest.mark.parametrize("period", [Period.named("all"), Period(first=DAY), Period(last=DAY)])
def test_what_has_no_two_ends_has_none_before(period):
    assert period.before(DAY) is None


@pytest.mark.parametrize(
    ("start", "first"), [("monday", "2026-11-23"), ("sunday", "2026-11-22"), ("saturday", "2026-11-21")]
)
def test_weeks_begin_as_the_company_says(empty_database, start, first):
    Setting.put("company.week_start", start)
    week = Period.named("this_week", DAY)
    assert (str(week.first), week.last - week.first) == (first, dt.timedelta(days=6))
    assert str(Period.named("last_week", DAY).last) == str(week.first - dt.timedelta(days=1))
    assert line.bucket("2026-11-23", "week") == first


@pytest.mark.parametrize(
    ("month", "name", "first", "last"),
    [
        ("4", "this_fiscal_year", "2026-04-01", "2027-03-31"),
        ("4", "last_fiscal_year", "2025-04-01", "2026-03-31"),
        ("12", "this_fiscal_year", "2025-12-01", "2026-11-30"),
        ("2", "this_fiscal_quarter", "2026-11-01", "2027-01-31"),
        ("2", "last_fiscal_quarter", "2026-08-01", "2026-10-31"),
    ],
)
def test_fiscal_years_begin_as_the_company_says(empty_database, month, name, first, last):
    Setting.put("company.fiscal_month", month)
    named = Period.named(name, DAY)
    assert (str(named.first), str(named.last)) == (first, last)


@pytest.mark.parametrize(
    ("month", "fiscal"),
    [("1", set()), ("4", {"fiscal_year"}), ("2", {"fiscal_year", "fiscal_quarter"})],
)
def test_fiscal_periods_are_offered_where_they_differ(empty_database, month, fiscal):
    Setting.put("company.fiscal_month", month)
    offered = list(period.offered())
    assert {name.partition("_")[2] for name in offered if "fiscal" in name} == fiscal
    assert not any(name.startswith("next") for name in offered)
    assert "next_month" in period.offered(ahead=True)
