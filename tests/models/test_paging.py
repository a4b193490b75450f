"""Cursors: what was made comes back, and nothing else gets in."""

import base64
import datetime as dt
import json

import pytest

from models import Opportunity
from models.paging import make_cursor, read_cursor

GARBAGE = [
    None,
    "",
    "x",
    "é",
    "%%%",
    "null",
    "[" * 900,
    "1; DROP TABLE opportunities",
    base64.urlsafe_b64encode(b"[" * 100_000).decode(),
]
WRONG = [[], {}, 1, [[1]], [[1], 2, 3], [[1, 2], 3], [["1"], 2], [[1.5], 2], [[True], 2], [[1], "2"], [[1], None],
         [[2**63], 1], [[1], -(2**63) - 1], [[1], 1e400], [None, 5]]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"),
    [(int, -5), (str, "上海 %_\\'"), (dt.date, dt.date(2026, 2, 28)), (dt.datetime, dt.datetime(2026, 2, 28, 1, 2, 3))],
)
def test_a_cursor_brings_back_its_value_and_id(kind, value):
    assert read_cursor(make_cursor((value,), 7), [kind]) == ((value,), 7)


@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_is_no_cursor(text):
    assert read_cursor(text, [int]) is None


@pytest.mark.parametrize("content", WRONG, ids=str)
def test_another_shape_is_no_cursor(content):
    assert read_cursor(base64.urlsafe_b64encode(json.dumps(content).encode()).decode(), [int]) is None


@pytest.mark.parametrize("value", ["a\0b", "\ud800", "x" * 2000])
def test_text_that_no_database_takes_is_no_cursor(value):
    assert read_cursor(base64.urlsafe_b64encode(json.dumps([[value], 1]).encode()).decode(), [str]) is None


def test_a_day_that_is_none_is_no_cursor():
    assert read_cursor(make_cursor(("2026-02-30",), 1), [dt.date]) is None


def test_only_where_values_may_be_unknown_a_cursor_has_none():
    assert read_cursor(make_cursor(None, 5), [int], may_be_unknown=True) == (None, 5)
    assert read_cursor(make_cursor(None, 5), [int]) is None


def test_a_broken_cursor_is_the_start(world):
    query = Opportunity.visible_to(world.mia)
    broken = [text for text in GARBAGE if text is not None]
    for name, order in Opportunity.orders().items():
        start = order.page(query, None, 5)
        assert len(start[0]) == 5, name
        assert [order.page(query, text, 5) for text in broken] == [start] * len(broken), name
