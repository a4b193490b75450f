"""Days from opening to closing as worked out by hand: those of the five won ones of the spring, opened on 1 December 2023.

won on      days   owner  source
2024-01-10    40   ann    Referral
2024-02-01    62   ann    Phone
2024-02-10    71   cy     Phone
2024-04-01   122   cy
2024-05-31   182   bo
"""

import collections
import dataclasses
import datetime as dt
import random
import statistics

import pytest

from models import Opportunity
from models.base import db
from models.opportunity.filter import Filter
from models.reports.period import Period
from models.reports.sales_cycle import quantile, sales_cycle
from tests.world import CAST

ALL = Period.named("all")


def test_half_took_longer_than_the_median(spring):
    whole = sales_cycle(None, spring, ALL).total
    assert (whole.won, whole.lower, whole.median, whole.upper) == (5, 62, 71, 122)


def test_in_classes(spring):
    answer = sales_cycle(None, spring, ALL)
    assert [(row.key, row.won, row.share) for row in answer.rows if row.won] == [
        ("31-60", 1, 20),
        ("61-90", 2, 40),
        ("91-180", 1, 20),
        ("181-365", 1, 20),
    ]
    assert [row.key for row in answer.rows][:3] == ["0-7", "8-14", "15-30"]


def test_the_period_is_that_of_closing(spring):
    answer = sales_cycle(None, spring, Period.between(dt.date(2024, 2, 1), dt.date(2024, 4, 1)), by="owner")
    assert [(row.name, row.won, row.median) for row in answer.rows] == [("Cy Wang", 2, None), ("Ann Li", 1, None)]
    assert (answer.total.won, answer.total.median) == (3, None)  # too few to tell


def test_along_the_time_and_by_names(spring):
    months = sales_cycle(None, spring, ALL, by="month")
    assert [(row.key, row.won) for row in months.rows] == [
        ("2024-01", 1),
        ("2024-02", 2),
        ("2024-03", 0),
        ("2024-04", 1),
        ("2024-05", 1),
    ]
    sources = sales_cycle(None, spring, ALL, by="source")
    assert [(row.name, row.won) for row in sources.rows] == [("Phone", 2), ("Referral", 1), (None, 2)]
    assert [(row.key, row.won) for row in sales_cycle(None, spring, ALL, by="office").rows] == [
        ("Beijing", 3),
        ("Guangzhou", 2),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_percentiles_are_those_of_the_single_values(seed):
    pick = random.Random(seed)
    values = [pick.randrange(60) for _ in range(pick.randrange(2, 90))]
    counts = collections.Counter(values)
    inclusive = statistics.quantiles(values, n=4, method="inclusive")
    assert [quantile(counts, part) for part in (0.25, 0.5, 0.75)] == pytest.approx(inclusive)


def test_against_plain_sql(world, spring):
    sql = "SELECT julianday(closed_on) - julianday(opened_on) FROM opportunities WHERE outcome = 'won'"
    days = [int(row[0]) for row in db.execute_sql(sql).fetchall()]
    whole = sales_cycle(None, Filter(outcome="all"), ALL).total
    assert (whole.won, whole.median) == (len(days), statistics.median(days))


@pytest.mark.parametrize("by", ["length", "month", "year", "owner", "team", "office", "source", "product"])
@pytest.mark.parametrize("who", [*CAST, None])
def test_the_list_behind_each_figure_has_its_rows_for_every_role(world, spring, by, who):
    user = who and world.user(who)
    for wanted in (spring, dataclasses.replace(spring, pipeline=None)):
        answer = sales_cycle(user, wanted, ALL, by)
        for row in (*answer.rows, answer.total):
            found = answer.behind(row, "won").apply(Opportunity.visible_to(user) if user else Opportunity.kept())
            assert found.count() == row.won
        assert sum(row.won for row in answer.rows) == answer.total.won


def test_as_many_queries_whatever_the_rows(world, spring, count_queries):
    mia = world.mia
    for by, most in (("length", 1), ("owner", 2), ("month", 2)):
        with count_queries() as queries:
            sales_cycle(mia, spring, ALL, by)
        assert len([sql for sql in queries if "settings" not in sql]) <= most
