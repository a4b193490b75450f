"""How each of us does: the world and the ten of the spring (conftest.py), counted by hand."""

import dataclasses
import datetime as dt

import pytest

from models import Activity, Opportunity, Setting
from models.base import now
from models.opportunity.filter import Filter
from models.reports.period import Period
from models.reports.team_performance import team_performance
from models.setting import today
from tests.world import CAST

EVERYTHING = Filter(outcome="all")
ALL = Period.named("all")


@pytest.fixture
def busy(world, spring):
    """Beside them: three calls of Ann's, one of them for an opportunity of Cy's; a step overdue for Ann, one stuck for Bo."""
    for row in (world.acme_renewal, world.acme_renewal, world.bolt_joint):
        Activity.log(world.ann, "call", opportunity=row)
    Opportunity.update(next_step_on=today() - dt.timedelta(days=1)).where(
        Opportunity.id == world.star_rollout.id
    ).execute()
    Opportunity.update(entered_stage_at=now() - dt.timedelta(days=400)).where(
        Opportunity.id == world.crane_upgrade.id
    ).execute()
    return spring


def figures(answer):
    names = ("won", "won_amount", "lost", "done", "open", "overdue", "stuck")
    return {row.name: tuple(getattr(row, name) for name in names) for row in answer.rows}


def test_a_row_a_person(busy):
    answer = team_performance(None, EVERYTHING, ALL)
    assert figures(answer) == {
        "Ann Li": (3, 8_500_000 + 10_000 + 18_000, 3, 3, 2, 1, 0),
        "Cy Wang": (2, 30_000, 2, 0, 5, 0, 1),  # Contract for 25 days, of 14
        "Bo Chen": (1, 1_000, 0, 0, 1, 0, 1),
        None: (0, 0, 0, 0, 2, 0, 0),
    }
    assert [row.name for row in answer.rows] == ["Ann Li", "Cy Wang", "Bo Chen", None]
    assert [row.win_rate for row in answer.rows] == [50, None, None, None]
    whole = answer.total
    assert (whole.won, whole.lost, whole.done, whole.open, whole.amount) == (6, 5, 3, 10, 47_900_000)


def test_the_period_is_of_what_was_closed_and_done(busy):
    period = Period.between(dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    found = figures(team_performance(None, EVERYTHING, period))
    assert found["Ann Li"] == (2, 28_000, 1, 0, 2, 1, 0)  # what is open is open now
    assert found["Bo Chen"] == (0, 0, 0, 0, 1, 0, 1)


def test_who_has_nothing_is_there_all_the_same(world):
    Opportunity.update(owner=world.cy).where(Opportunity.owner == world.bo).execute()
    names = [row.name for row in team_performance(None, EVERYTHING, ALL).rows]
    assert "Bo Chen" in names
    assert "Finn Gao" not in names  # has left
    assert "Vic Hu" not in names  # does not sell
    of_south = team_performance(None, Filter(outcome="all", team=world.south.id), ALL)
    assert [row.name for row in of_south.rows] == ["Cy Wang"]


def test_by_team_and_office(busy):
    assert figures(team_performance(None, EVERYTHING, ALL, "team")) == {
        "North": (4, 8_529_000, 3, 3, 4, 1, 1),
        "South": (2, 30_000, 2, 0, 5, 0, 1),
        None: (0, 0, 0, 0, 1, 0, 0),
    }
    offices = figures(team_performance(None, EVERYTHING, ALL, "office"))
    assert offices["Beijing"] == (4, 8_529_000, 3, 3, 4, 1, 1)


def test_without_a_ranking_names_stand_in_the_order_of_the_alphabet(busy):
    Setting.write(reports__ranking="no")
    answer = team_performance(None, EVERYTHING, ALL)
    assert [row.name for row in answer.rows] == ["Ann Li", "Bo Chen", "Cy Wang", None]
    assert not answer.ranked


def test_overdue_goes_by_the_day_of_the_reader(busy, world):
    tomorrow = dataclasses.replace(EVERYTHING, day=today() - dt.timedelta(days=1))
    assert figures(team_performance(None, tomorrow, ALL))["Ann Li"][5] == 0


def test_reach_differs_by_role(busy, world):
    found = {who: [row.name for row in team_performance(world.user(who), EVERYTHING, ALL).rows] for who in CAST}
    assert found["cy"] == ["Cy Wang", "Ann Li"]  # she did a call for an opportunity of his
    assert set(found["bo"]) == {"Ann Li", "Bo Chen", None}
    assert next(row for row in team_performance(world.bo, EVERYTHING, ALL).rows if row.name == "Ann Li").done == 2
    assert set(found["mia"]) == set(found["vic"]) == {"Ann Li", "Bo Chen", "Cy Wang", None}
    assert {who: team_performance(world.user(who), EVERYTHING, ALL).total.won for who in CAST} == {
        "ann": 3,
        "bo": 4,
        "cy": 2,
        "mia": 6,
        "ada": 6,
        "vic": 6,
    }


@pytest.mark.parametrize("by", ["owner", "team", "office"])
@pytest.mark.parametrize("who", [*CAST, None])
def test_the_list_behind_each_figure_has_its_rows_for_every_role(busy, world, by, who):
    user = who and world.user(who)
    for wanted, period in ((EVERYTHING, ALL), (EVERYTHING, Period.named("this_month")), (busy, ALL)):
        answer = team_performance(user, wanted, period, by)
        for row in (*answer.rows, answer.total):
            for name in ("won", "lost", "decided", "open", "overdue", "stuck"):
                reach = Opportunity.visible_to(user) if user else Opportunity.kept()
                assert answer.behind(row, name).apply(reach).count() == getattr(row, name), (row, name)


def test_as_many_queries_whatever_the_rows(busy, world, count_queries):
    mia = world.mia
    with count_queries() as queries:
        team_performance(mia, EVERYTHING, ALL)
    assert len([sql for sql in queries if "settings" not in sql]) <= 6, queries
