"""How often the close was put off, counted by hand.

open (of the world)      pushes  days        decided (of the spring)   pushes
acme_renewal  ann             2    40        won  2024-01-10  ann           1
star_rollout  ann             1     5        won  2024-02-01  ann           3
south_pilot   cy              4    90        won  2024-02-10  cy            0
the seven others              0     0        won  2024-04-01  cy            0
                                             won  2024-05-31  bo            0
                                             lost 2024-01-31  ann           1
                                             lost 2024-02-11  cy            2
                                             lost 2024-02-12  cy            5
                                             lost 2024-04-30  ann           0
"""

import datetime as dt

import pytest

from models import Opportunity
from models.base import db
from models.opportunity.filter import Filter
from models.reports.period import Period
from models.reports.pushes import REPORT, pushes
from tests.world import CAST

EVERYTHING = Filter(outcome="all")
SPRING = Period.between(dt.date(2024, 1, 1), dt.date(2024, 6, 30))


@pytest.fixture
def put_off(world, spring):
    found = {
        "Acme renewal": (2, 40),
        "星辰 ERP 项目": (1, 5),
        "South pilot": (4, 90),
        "2024-01-10": (1, 7),
        "2024-02-01": (3, 30),
        "2024-01-31": (1, 1),
        "2024-02-11": (2, 9),
        "2024-02-12": (5, 50),
    }
    for name, (times, days) in found.items():
        Opportunity.update(pushes=times, pushed_days=days).where(Opportunity.name == name).execute()
    return spring


def test_all_of_it(put_off):
    whole = pushes(None, EVERYTHING, SPRING).total
    assert (whole.open, whole.pushed, whole.pushes, whole.days, whole.share) == (10, 3, 7, 135, 30)
    assert (whole.pushed_decided, whole.pushed_won, whole.other_decided, whole.other_won) == (5, 2, 4, 3)
    assert (whole.pushed_rate, whole.other_rate) == (40, None)  # of four: too few


def test_by_owner(put_off):
    answer = pushes(None, EVERYTHING, SPRING)
    assert [(row.name, row.open, row.pushed, row.pushes, row.pushed_decided) for row in answer.rows] == [
        ("Cy Wang", 5, 1, 4, 2),
        ("Ann Li", 2, 2, 3, 3),
        ("Bo Chen", 1, 0, 0, 0),
        (None, 2, 0, 0, 0),
    ]
    assert answer.rows[0].share == 20


def test_by_how_often(put_off):
    answer = pushes(None, EVERYTHING, SPRING, "times")
    assert [(row.key, row.open, row.decided, row.won) for row in answer.rows] == [
        (0, 7, 4, 3),
        (1, 1, 2, 1),
        (2, 1, 1, 0),
        (3, 1, 2, 1),
    ]
    assert (answer.total.open, answer.total.decided) == (10, 9)


def test_the_period_is_that_of_the_decision(put_off):
    whole = pushes(None, EVERYTHING, Period.between(dt.date(2024, 2, 1), dt.date(2024, 2, 11))).total
    assert (whole.open, whole.pushed_decided, whole.pushed_won, whole.other_decided) == (10, 2, 1, 1)


@pytest.mark.parametrize("by", REPORT.by)
@pytest.mark.parametrize("who", [*CAST, None])
def test_the_list_behind_each_figure_has_its_rows_for_every_role(put_off, world, by, who):
    user = who and world.user(who)
    answer = pushes(user, EVERYTHING, SPRING, by)
    for row in (*answer.rows, answer.total):
        for name in ("open", "decided") if by == "times" else ("open", "pushed", "pushed_decided", "other_decided"):
            reach = Opportunity.visible_to(user) if user else Opportunity.kept()
            assert answer.behind(row, name).apply(reach).count() == getattr(row, name), (row, name)


@pytest.mark.parametrize("by", REPORT.by)
def test_rows_add_up_to_the_total(put_off, by):
    answer = pushes(None, EVERYTHING, SPRING, by)
    for name in ("open", "pushed", "decided"):
        assert sum(getattr(row, name) for row in answer.rows) == getattr(answer.total, name)


def test_against_plain_sql(put_off):
    sql = """
        SELECT COUNT(*), SUM(pushes > 0), SUM(pushes), SUM(pushed_days) FROM opportunities
        WHERE outcome IS NULL AND deleted_at IS NULL"""
    whole = pushes(None, EVERYTHING, SPRING).total
    assert db.execute_sql(sql).fetchone() == (whole.open, whole.pushed, whole.pushes, whole.days)


def test_reach_differs_by_role(put_off, world):
    assert {who: pushes(world.user(who), EVERYTHING, SPRING).total.pushed for who in CAST} == {
        "ann": 2,
        "bo": 2,
        "cy": 1,
        "mia": 3,
        "ada": 3,
        "vic": 3,
    }


def test_as_many_queries_whatever_the_rows(put_off, world, count_queries):
    mia = world.mia
    for by in ("owner", "times"):
        with count_queries() as queries:
            pushes(mia, EVERYTHING, SPRING, by)
        assert len(queries) == 2
