"""Beside a row of a time line stands the row of the period before that lies as far from its beginning."""

import datetime as dt

import pytest

from models import Opportunity
from models.reports import ask, line
from models.reports.period import Period


@pytest.mark.parametrize(
    ("key", "first", "before", "by", "there"),
    [
        ("2026-02", "2026-02-27", "2025-11-22", "month", "2025-11"),
        ("2026-04", "2026-02-27", "2025-11-22", "month", "2026-01"),
        ("2026-Q3", "2026-01-01", "2025-01-01", "quarter", "2025-Q3"),
        ("2026", "2024-05-01", "2021-05-01", "year", "2023"),
        ("2025-12-29", "2026-01-01", "2025-01-01", "week", "2024-12-30"),
        ("2026-01-12", "2026-01-01", "2025-01-01", "week", "2025-01-13"),
    ],
)
def test_as_many_steps_from_the_beginning(world, key, first, before, by, there):
    assert line.opposite(key, dt.date.fromisoformat(first), dt.date.fromisoformat(before), by) == there


def test_a_long_line_that_begins_with_its_first_figure_is_held_against_the_same_months(spring):
    three_years = Period.between(dt.date(2023, 1, 1), dt.date(2025, 12, 31))
    Opportunity.update(closed_on=dt.date(2021, 4, 1)).where(Opportunity.name == "2024-04-01").execute()
    answer = ask("won-by-month", None, spring, three_years, "month", compared=True)
    won = answer.columns[0]
    opposite = {row.key: answer.earlier(row, won) for row in answer.rows}
    assert opposite == {"2024-01": 0, "2024-02": 0, "2024-03": 0, "2024-04": 1, "2024-05": 0}
