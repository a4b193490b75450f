"""Won, lost and invalid as worked out by hand in conftest.py, and when a rate may be told."""

import datetime as dt

import pytest

from models import Opportunity
from models.opportunity.filter import Filter
from models.reports import ask
from models.reports.period import Period
from models.reports.tally import Tally


def rows(answer, *names):
    return [tuple(getattr(row, name) for name in names) for row in answer.rows]


def test_all_of_it(spring):
    whole = ask("win-loss", None, spring).total
    assert (whole.won, whole.lost, whole.invalid, whole.decided, whole.closed) == (5, 4, 1, 9, 10)
    assert whole.win_rate == pytest.approx(100 * 5 / 9)
    assert (whole.won_known, whole.won_amount) == (4, 10_000 + 18_000 + 30_000 + 1_000)
    assert (whole.lost_known, whole.lost_amount) == (3, 5_000 + 4_000 + 1_000)
    assert whole.amount_rate is None  # three of four lost ones carry an amount: 75 %
    assert whole.average == 14_750


def test_by_month_has_no_gaps(spring):
    answer = ask("win-loss", None, spring)
    assert rows(answer, "key", "won", "lost", "invalid", "won_amount") == [
        ("2024-01", 1, 1, 0, 10_000),
        ("2024-02", 2, 2, 1, 18_000),
        ("2024-03", 0, 0, 0, 0),
        ("2024-04", 1, 1, 0, 30_000),
        ("2024-05", 1, 0, 0, 1_000),
    ]


def test_by_quarter_and_year(spring):
    quarters = ask("win-loss", None, spring, by="quarter")
    assert rows(quarters, "key", "won", "lost", "invalid") == [("2024-Q1", 3, 3, 1), ("2024-Q2", 2, 1, 0)]
    assert rows(ask("win-loss", None, spring, by="year"), "key", "won", "lost") == [("2024", 5, 4)]


def test_both_ends_of_the_period_are_in_it(spring):
    period = Period.between(dt.date(2024, 1, 31), dt.date(2024, 2, 1))
    answer = ask("win-loss", None, spring, period)
    assert rows(answer, "key", "won", "lost") == [("2024-01", 0, 1), ("2024-02", 1, 0)]


def test_a_rate_needs_five_and_says_nothing_below(world, spring):
    answer = ask("win-loss", None, spring, by="owner")
    assert rows(answer, "name", "won", "lost", "invalid", "win_rate") == [
        ("Ann Li", 2, 2, 1, None),
        ("Cy Wang", 2, 2, 0, None),
        ("Bo Chen", 1, 0, 0, None),
    ]


def test_rows_without_a_value_come_last(spring):
    answer = ask("win-loss", None, spring, by="source")
    assert rows(answer, "name", "won", "lost") == [("Phone", 2, 1), ("Referral", 1, 1), (None, 2, 2)]


def test_reasons_have_a_share_of_their_outcome_instead_of_a_rate(spring):
    answer = ask("win-loss", None, spring, by="reason")
    assert rows(answer, "name", "won", "lost", "invalid", "share") == [
        ("Chose a competitor", 0, 2, 0, None),  # of four lost ones: too few
        ("Price too high", 0, 2, 0, None),
        ("Price", 1, 0, 0, 20),
        ("Duplicate", 0, 0, 1, None),
        (None, 4, 0, 0, 80),
    ]
    assert "win_rate" not in [column.name for column in answer.columns]


def test_competitors_have_their_share_of_the_lost_ones(spring):
    answer = ask("win-loss", None, spring, by="competitor")
    assert rows(answer, "name", "lost", "lost_known", "lost_amount") == [
        ("Rival Ltd", 2, 1, 4_000),
        (None, 2, 2, 6_000),
    ]


def test_team_and_office_are_those_of_the_row(spring):
    assert rows(ask("win-loss", None, spring, by="team"), "name", "won", "lost") == [("North", 3, 2), ("South", 2, 2)]
    offices = ask("win-loss", None, spring, by="office")
    assert rows(offices, "key", "won", "lost") == [("Beijing", 3, 2), ("Guangzhou", 2, 2)]


@pytest.mark.parametrize(
    ("row", "rate"),
    [
        (Tally(won=4, lost=1, won_known=4, won_amount=60, lost_known=1, lost_amount=40), 60),
        (Tally(won=3, lost=1, won_known=3, won_amount=60, lost_known=1, lost_amount=40), None),  # four decided
        (Tally(won=5, lost=5, won_known=5, won_amount=60, lost_known=4, lost_amount=40), 60),  # 80 % carry one
        (Tally(won=5, lost=5, won_known=5, won_amount=60, lost_known=3, lost_amount=40), None),
        (Tally(won=5, lost=5, won_known=3, won_amount=60, lost_known=5, lost_amount=40), None),
        (Tally(won=5, won_known=5, won_amount=60), 100),
        (Tally(won=5, lost=5, won_known=5, lost_known=5), None),  # all of them for nothing
    ],
)
def test_a_rate_by_amount_needs_amounts(row, rate):
    assert row.amount_rate == rate


def test_reopening_takes_it_out(spring):
    before = ask("win-loss", None, spring).total.won
    spring.apply(Opportunity.select()).where(Opportunity.outcome == "won").first().reopen(None)
    assert ask("win-loss", None, spring).total.won == before - 1


def test_nothing_closed(empty_database):
    answer = ask("win-loss", None, Filter(outcome="all"))
    assert (answer.rows, answer.total) == ([], Tally())
