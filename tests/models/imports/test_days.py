"""Days as they are written in the wild."""

import datetime as dt
import zoneinfo

import pytest

from models.imports.days import day, order_vote
from models.imports.trouble import Bad

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2015-11-20 10:59:00.000000018", "2015-11-20"),
        ("2014-02-09", "2014-02-09"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("2026年11月5日", "2026-11-05"),
        ("2026年11月5日 14:30", "2026-11-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("２０２６－０３－０５", "2026-03-05"),
        ("9/30/2026", "2026-09-30"),
        ("30/9/2026", "2026-09-30"),
        ("1/15/2026 3:04 PM", "2026-01-15"),
        ("3.4.2026", "2026-04-03"),
        ("20261105", "2026-11-05"),
        ("5 Nov 2026", "2026-11-05"),
        ("05-Nov-26", "2026-11-05"),
        ("Nov 5, 2026", "2026-11-05"),
        ("November 5 2026", "2026-11-05"),
    ],
)
def test_days(text, date):
    assert day(text, None, SHANGHAI) == dt.date.fromisoformat(date)


def test_a_moment_with_its_own_zone_is_told_by_the_company_clock():
    assert day("2026-12-31T23:30:00Z", None, SHANGHAI) == dt.date(2027, 1, 1)
    assert day("2026-12-31 23:30:00+08:00", None, SHANGHAI) == dt.date(2026, 12, 31)


def test_the_column_decides_which_comes_first():
    assert day("3/4/2026", None, SHANGHAI) == dt.date(2026, 3, 4)
    assert day("3/4/2026", "dmy", SHANGHAI) == dt.date(2026, 4, 3)
    assert day("3.4.2026", "mdy", SHANGHAI) == dt.date(2026, 3, 4)
    votes = [order_vote(text) for text in ("3/4/2026", "30/9/2026", "9/30/2026", "2026-01-30", "")]
    assert votes == [None, "dmy", "mdy", None, None]


@pytest.mark.parametrize("text", ["", "-", "0000-00-00 00:00:00", "NULL"])
def test_no_day(text):
    assert day(text, None, SHANGHAI) is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "九月", "31/31/2026", "2026-13-01", "soon", "45000", "2026年11月", "115/3/5"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Bad, match="is not a date"):
        day(text, None, SHANGHAI)


def test_a_year_that_cannot_be_right_is_refused():
    with pytest.raises(Bad, match="year"):
        day("1026-01-01", None, SHANGHAI)
