"""What came in and what became of it: the ten of the spring were opened on 1 December 2023, the world's in the last sixty days."""

import datetime as dt

import pytest

from models import Opportunity
from models.base import db
from models.opportunity.filter import Filter
from models.reports.new_opportunities import REPORT, Opened, new_opportunities
from models.reports.period import Period
from tests.world import CAST

ALL = Period.named("all")


def test_by_month_of_opening(spring):
    Opportunity.update(opened_on=dt.date(2024, 1, 31)).where(Opportunity.name == "2024-05-31").execute()
    answer = new_opportunities(None, spring, ALL)
    assert [(row.key, row.count, row.open, row.won, row.lost, row.invalid) for row in answer.rows] == [
        ("2023-12", 9, 0, 4, 4, 1),
        ("2024-01", 1, 0, 1, 0, 0),
    ]
    december = answer.rows[0]
    assert (december.known, december.amount) == (7, 10_000 + 5_000 + 20_000 + 4_000 + 99_900 + 30_000 + 1_000)
    assert (december.won_known, december.won_amount, december.win_rate) == (3, 58_000, 50)
    assert (answer.total.count, answer.total.win_rate) == (10, pytest.approx(500 / 9))


def test_those_still_open_are_told_apart(world):
    whole = new_opportunities(None, Filter(outcome="all"), Period.named("last_12_months")).total
    assert (whole.count, whole.open, whole.won, whole.lost, whole.invalid) == (13, 10, 1, 1, 1)
    assert whole.win_rate is None


def test_both_ends_of_the_period_are_in_it(spring):
    day = dt.date(2023, 12, 1)
    assert new_opportunities(None, spring, Period.between(day, day)).total.count == 10
    assert new_opportunities(None, spring, Period.between(day + dt.timedelta(1), None)).total.count == 0
    assert new_opportunities(None, spring, Period.between(None, day - dt.timedelta(1))).rows == []


def test_the_most_first_and_without_a_value_last(spring):
    sources = new_opportunities(None, spring, ALL, by="source").rows
    assert [(row.name, row.count) for row in sources] == [("Phone", 3), ("Referral", 2), (None, 5)]


def test_against_plain_sql(world, spring):
    sql = """
        SELECT COUNT(*), COUNT(base_amount), SUM(base_amount), COUNT(CASE WHEN outcome IS NULL THEN 1 END)
        FROM opportunities WHERE opened_on >= '2023-12-01' AND deleted_at IS NULL"""
    whole = new_opportunities(None, Filter(outcome="all"), Period.between(dt.date(2023, 12, 1), None)).total
    assert db.execute_sql(sql).fetchone() == (whole.count, whole.known, whole.amount, whole.open)


@pytest.mark.parametrize("by", REPORT.by)
@pytest.mark.parametrize("who", [*CAST, None])
def test_the_list_behind_each_figure_has_its_rows_for_every_role(world, spring, by, who):
    user = who and world.user(who)
    for wanted, period in ((spring, ALL), (Filter(outcome="all"), Period.named("last_12_months"))):
        answer = new_opportunities(user, wanted, period, by)
        for row in (*answer.rows, answer.total):
            for name, leads in (
                ("count", "all"),
                ("open", "open"),
                ("won", "won"),
                ("lost", "lost"),
                ("decided", "decided"),
            ):
                reach = Opportunity.visible_to(user) if user else Opportunity.kept()
                assert answer.behind(row, leads).apply(reach).count() == getattr(row, name), (row, name)
        assert sum(row.count for row in answer.rows) == answer.total.count


def test_nothing_at_all(empty_database):
    answer = new_opportunities(None, Filter(outcome="all"), ALL)
    assert (answer.rows, answer.total) == ([], Opened())


def test_as_many_queries_whatever_the_rows(world, spring, count_queries):
    mia = world.mia
    with count_queries() as queries:
        new_opportunities(mia, spring, ALL, by="owner")
    assert len(queries) == 1
