"""The expected close date moved later: once a day at most, and never backwards."""

import datetime as dt

import pytest

from models import Opportunity
from models.opportunity.pushed import pushed

DAY = dt.date(2026, 5, 1)


@pytest.fixture
def row():
    return Opportunity(expected_close_on=DAY, pushes=1, pushed_days=10, pushed_on=dt.date(2026, 4, 1))


def later(days):
    return {"expected_close_on": DAY + dt.timedelta(days=days)}


def test_a_later_day_is_a_push(row):
    today = dt.date(2026, 4, 20)
    assert pushed(row, later(7), today) == {"pushes": 2, "pushed_days": 17, "pushed_on": today}


def test_a_second_one_on_the_same_day_adds_days_alone(row):
    assert pushed(row, later(3), row.pushed_on) == {"pushed_days": 13}


@pytest.mark.parametrize("changes", [{}, {"amount": 5}, {"expected_close_on": None}, later(0), later(-4)])
def test_nothing_else_is_one(row, changes):
    assert pushed(row, changes, DAY) == {}


def test_a_first_date_is_no_push():
    assert pushed(Opportunity(expected_close_on=None, pushes=0, pushed_days=0), later(1), DAY) == {}


def test_the_writer_counts_it(world):
    row = world.acme_renewal
    row.edit(world.ann, expected_close_on=row.expected_close_on + dt.timedelta(days=20))
    row.edit(world.ann, expected_close_on=row.expected_close_on + dt.timedelta(days=14))
    assert (world.acme_renewal.pushes, world.acme_renewal.pushed_days) == (1, 34)
