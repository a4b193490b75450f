"""Won ones by month, quarter and year, as worked out by hand in conftest.py."""

import datetime as dt

from models.reports import ask
from models.reports.period import Period


def test_by_month(spring):
    answer = ask("won-by-month", None, spring)
    assert [(row.key, row.won, row.closed, row.won_amount, row.won_known, row.average) for row in answer.rows] == [
        ("2024-01", 1, 2, 10_000, 1, 10_000),
        ("2024-02", 2, 5, 18_000, 1, 18_000),
        ("2024-03", 0, 0, 0, 0, None),
        ("2024-04", 1, 2, 30_000, 1, 30_000),
        ("2024-05", 1, 1, 1_000, 1, 1_000),
    ]
    assert (answer.total.won, answer.total.closed, answer.total.won_amount) == (5, 10, 59_000)


def test_by_quarter(spring):
    answer = ask("won-by-month", None, spring, by="quarter")
    assert [(row.key, row.won, row.won_amount) for row in answer.rows] == [
        ("2024-Q1", 3, 28_000),
        ("2024-Q2", 2, 31_000),
    ]


def test_a_chosen_period_is_shown_whole(spring):
    answer = ask("won-by-month", None, spring, Period.between(dt.date(2023, 11, 15), dt.date(2024, 2, 5)))
    assert [(row.key, row.won) for row in answer.rows] == [
        ("2023-11", 0),
        ("2023-12", 0),
        ("2024-01", 1),
        ("2024-02", 1),
    ]
