"""Percents, choices, and what a column tells about its cells."""

import pytest

from models.imports.trouble import Bad
from models.imports.values import Habits, flag, grade, intent, percent, whole_number


def habits(*texts):
    learnt = Habits()
    for text in texts:
        learnt.learn_percent(text)
        learnt.learn_amount(text)
        learnt.learn_day(text)
    return learnt


@pytest.mark.parametrize(
    ("text", "value"), [("0.1", 10), ("10", 10), ("10%", 10), ("10 %", 10), ("１０％", 10), ("0", 0), ("100", 100)]
)
def test_percents(text, value):
    assert percent(text) == (value, True)


def test_a_lone_one_goes_by_its_column():
    assert percent("1", habits("0.5", "1").fractions) == (100, True)
    assert percent("1", habits("50", "1").fractions) == (1, True)
    assert percent("1", habits("1", "0").fractions) == (1, True)


def test_broken_percents_are_rounded_and_said_to_be():
    assert percent("12.5") == (12, False)
    assert percent("") == (None, True)


@pytest.mark.parametrize("text", ["101", "-5", "likely", "150%"])
def test_what_is_no_percent_is_refused(text):
    with pytest.raises(Bad, match="from 0 to 100"):
        percent(text)


def test_a_column_tells_its_decimal_mark_and_its_order_of_dates():
    assert habits("1.234", "1,5").mark == ","
    assert habits("1.234", "1,5", "1.5").mark == "."
    assert habits("3/4/2026", "30/4/2026").order == "dmy"
    assert habits("3/4/2026", "30/4/2026", "4/30/2026").order is None


def test_choices():
    assert [grade(text) for text in ("A", "b", "A（重点客户）", "ABC", "5")] == ["A", "B", "A", None, None]
    assert [intent(text) for text in ("高", "Medium", "LOW", "maybe")] == ["high", "medium", "low", None]
    assert [flag(text) for text in ("true", "是", "false", "0", "2026-01-01")] == [True, True, False, False, None]


def test_whole_numbers():
    assert whole_number("1,185") == 1185
    assert whole_number("1185.0") == 1185
    for text in ("many", "1.5", "99999999999"):
        with pytest.raises(Bad):
            whole_number(text)
