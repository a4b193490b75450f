"""A week worked out by hand: Monday 4 to Sunday 10 March 2024, beside the one before."""

import dataclasses
import datetime as dt

import pytest

from models import Activity, Event, FieldChange, Opportunity, Setting, Snapshot, SnapshotRow, StageEntry
from models.briefing import Figures, brief, last_week
from models.opportunity.filter import Filter
from models.reports.new_opportunities import new_opportunities
from models.reports.period import Period
from models.reports.win_loss import win_loss
from models.setting import today

FIRST = dt.date(2024, 3, 4)
ALL = Filter(outcome="all")


def day(number):
    """A day of March 2024; 0 and below: of February."""
    return dt.date(2024, 3, 1) + dt.timedelta(days=number - 1)


def noon(number):
    return dt.datetime.combine(day(number), dt.time(4))  # noon in Shanghai


@pytest.fixture
def march(world):
    """Ann: one opened in the week and won in it, one moved and pushed. Cy: one lost. The week before: two opened, one won."""

    def add(name, owner, opened, amount):
        return Opportunity.add(None, name=name, owner=world.user(owner), opened_on=day(opened), amount=amount)

    quick = add("Quick", "ann", 4, 10_000)
    slow = add("Slow", "ann", -2, 30_000)
    lost = add("Lost", "cy", -1, None)
    early = add("Early", "cy", -20, 7_000)
    quick.win(None, amount=9_000, on=day(10))
    lost.lose(None, world.reason("lost", "Budget"), on=day(5))
    early.win(None, on=day(3))
    for row in (quick, slow, lost, early):
        StageEntry.update(entered_at=noon(-20)).where(StageEntry.opportunity == row).execute()
    for number, stage in ((-20, "First contact"), (4, "Needs"), (5, "First contact"), (6, "Needs"), (7, "Proposal")):
        at = {"opportunity": slow, "stage": world.stage(stage), "position": 0, "entered_at": noon(number)}
        StageEntry.create(**at)
    for number, old, new in ((3, "2024-04-01", "2024-04-05"), (4, "2024-04-05", "2024-04-09"), (5, "2024-04-09", "2024-04-02"), (10, None, "2024-05-01")):  # fmt: skip
        FieldChange.create(opportunity=slow, field="expected_close_on", old=old, new=new, at=noon(number))
    for who, number, kind in (("ann", 4, "call"), ("ann", 10, "task"), ("cy", 11, "call"), ("cy", 3, "email")):
        row = slow if who == "ann" else lost
        Activity.log(world.user(who), kind, opportunity=row, subject="x", done_at=noon(number))
    Event.delete().execute()
    return slow


def test_the_figures_of_everybody(march, world):
    found = brief(world.mia, ALL, FIRST)
    assert found.now == Figures(
        new=1, won=1, lost=1, moved=1, pushed=1, done=2, new_amount=10_000, won_amount=9_000, lost_amount=None
    )
    assert found.before == Figures(new=2, won=1, lost=0, moved=0, pushed=1, done=1, new_amount=30_000, won_amount=7_000)
    assert not found.empty
    assert not found.running


def test_they_are_those_of_the_reports(march, world):
    period = Period(FIRST, FIRST + dt.timedelta(days=6))
    found = brief(world.mia, ALL, FIRST).now
    decided = win_loss(world.mia, dataclasses.replace(ALL), period, "owner").total
    opened = new_opportunities(world.mia, ALL, period, "owner").total
    assert (found.won, found.lost, found.won_amount) == (decided.won, decided.lost, decided.won_amount)
    assert (found.new, found.new_amount) == (opened.count, opened.amount)


def test_each_sees_their_own_reach(march, world):
    assert brief(world.ann, ALL, FIRST).now.lost == 0
    assert brief(world.cy, ALL, FIRST).now == Figures(lost=1)
    assert brief(world.bo, ALL, FIRST).now.won == 1
    for who in ("mia", "ada", "vic"):
        assert brief(world.user(who), ALL, FIRST).now.done == 2, who


def test_rows_by_team_and_person_add_up(march, world):
    for by, names in (("team", ["North", "South"]), ("owner", ["Ann Li", "Cy Wang"])):
        found = brief(world.mia, ALL, FIRST, by)
        assert [row.name for row in found.rows] == names
        for name in ("new", "won", "lost", "moved", "pushed", "done"):
            assert sum(getattr(row.now, name) for row in found.rows) == getattr(found.now, name)
            assert sum(getattr(row.before, name) for row in found.rows) == getattr(found.before, name)


def test_it_names_what_it_was_about(march, world):
    named = brief(world.mia, ALL, FIRST).named
    assert {kind: [one.name for one in names] for kind, names in named.items()} == {
        "new": ["Quick"],
        "won": ["Quick"],
        "lost": ["Lost"],
        "moved": ["Slow"],
        "pushed": ["Slow"],
    }
    assert (named["won"][0].amount, named["lost"][0].reason) == (9_000, "Budget")


def test_a_week_begins_when_the_company_says(march, world):
    Setting.put("company.week_start", "sunday")
    found = brief(world.mia, ALL, FIRST)
    assert (found.period.first, found.period.last) == (day(3), day(9))
    assert found.now.won == 1  # the early one, on the third; the quick one is of the tenth
    assert found.before.won == 0
    assert last_week(day(10)) == day(3)


def test_the_bin_counts_nowhere(march, world):
    before = brief(world.mia, ALL, FIRST).now
    march.bin(world.mia)
    after = brief(world.mia, ALL, FIRST).now
    assert (before.moved, after.moved) == (1, 0)
    assert (before.pushed, after.pushed) == (1, 0)


def test_an_empty_week_is_empty(world):
    assert brief(world.mia, ALL, dt.date(2020, 1, 6)).empty


def test_the_forecast_of_a_past_week_is_what_was_written_down_then(march, world):
    found = brief(world.mia, ALL, FIRST).forecast
    assert (found.month, found.now, found.before) == (day(1), None, None)
    stage = world.stage("Needs")
    for number, weighted, expected in ((11, 5_000, day(20)), (4, 2_000, day(-5)), (4, 800, day(40))):
        snapshot, _new = Snapshot.get_or_create(taken_on=day(number))
        SnapshotRow.create(
            snapshot=snapshot, opportunity_id=march.id, owner_id=world.ann.id, team_id=world.ann.team_id,
            pipeline_id=stage.pipeline_id, stage_id=stage.id, category="pipeline", base_amount=9, weighted=weighted,
            expected_close_on=expected,
        )  # fmt: skip
    found = brief(world.mia, ALL, FIRST).forecast
    assert found.now == 9_000 + 7_000 + 5_000  # won on the 3rd and the 10th
    assert found.before == 7_000 + 2_000  # past its date counts, next month's does not
    assert brief(world.cy, ALL, FIRST).forecast.now == 7_000


def test_the_running_week_has_the_present_forecast(world):
    found = brief(world.mia, ALL, today())
    assert found.running
    month_end = (today().replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    open_ones = Opportunity.select().where(Opportunity.outcome.is_null(), Opportunity.expected_close_on < month_end)
    won = Opportunity.select().where(Opportunity.outcome == "won", Opportunity.closed_on >= today().replace(day=1))
    expected = sum(row.weighted or 0 for row in open_ones) + sum(row.base_final_amount or 0 for row in won)
    assert found.forecast.now == expected


def test_the_number_of_queries_does_not_grow(march, world, count_queries):
    with count_queries() as few:
        brief(world.mia, ALL, FIRST, "owner")
    for number in range(20):
        Opportunity.add(None, name=f"N{number}", owner=world.bo, opened_on=day(5), amount=100).win(None, on=day(6))
    with count_queries() as many:
        brief(world.mia, ALL, FIRST, "owner")
    assert len(many) <= len(few) <= 36
