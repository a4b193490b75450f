"""The list of today: each row once, under its most urgent reason, the largest first; within reach, in few queries."""

import dataclasses
import datetime as dt

import pytest

from models import Activity, Opportunity, Stage
from models.base import now
from models.opportunity.filter import Filter
from models.opportunity.marked import REASONS
from models.setting import today
from models.today import ALL, MOST, figures, todo


def days(number):
    return dt.timedelta(days=number)


@pytest.fixture
def day(world):
    """Today; every opportunity of the world is quiet: seen, planned, with time left."""
    Opportunity.update(
        owner_seen_at=now(),
        entered_stage_at=now(),
        touched_on=today(),
        next_step_on=today() + days(3),
        expected_close_on=today() + days(30),
    ).execute()
    return today()


def put(row, **columns):
    Opportunity.update(**columns).where(Opportunity.id == row.id).execute()


def listed(user, day, only=None, **whose):
    """{group: names of what is in it}, without empty groups."""
    wanted = Filter(**(whose or {"owner": user.id}), day=day)
    named = {}
    for group in todo(user, wanted, only):
        rows = [thing.opportunity.name if thing.opportunity else thing.activity.subject for thing in group.things]
        assert group.count >= len(rows)
        if rows:
            named[group.name] = rows
    return named


def test_nothing_waits(world, day):
    assert listed(world.ann, day) == {}
    assert [group.count for group in todo(world.ann, Filter(owner=world.ann.id, day=day))] == [0] * len(REASONS)


def test_each_reason_has_its_group(world, day):
    for group, columns in (
        ("overdue", {"next_step_on": day - days(1)}),
        ("today", {"next_step_on": day}),
        ("new", {"owner_seen_at": None}),
        ("past", {"expected_close_on": day - days(1)}),
        ("stuck", {"entered_stage_at": now() - days(21)}),
        ("neglected", {"touched_on": day - days(15), "quiet_until": None}),
        ("none", {"next_step_on": None}),
    ):
        before = {name: getattr(world.acme_renewal, name) for name in columns}
        put(world.acme_renewal, **columns)
        assert listed(world.ann, day) == {group: ["Acme renewal"]}
        assert listed(world.ann, day, only=group) == {group: ["Acme renewal"]}
        put(world.acme_renewal, **before)


def test_a_row_stands_once_under_its_most_urgent_reason(world, day):
    put(world.acme_renewal, next_step_on=None, expected_close_on=day - days(9), entered_stage_at=now() - days(90))
    assert listed(world.ann, day) == {"past": ["Acme renewal"]}
    put(world.acme_renewal, next_step_on=day - days(1))
    assert listed(world.ann, day) == {"overdue": ["Acme renewal"]}


def test_the_largest_goes_first_and_an_unknown_amount_last(world, day):
    for number, amount in enumerate((None, 100, 900, 0)):
        row = Opportunity.add(world.ann, name=f"N{number}", amount=amount)
        put(row, owner_seen_at=now())
    assert listed(world.ann, day) == {"none": ["N2", "N1", "N3", "N0"]}


def test_of_one_worth_what_is_due_first_goes_first(world, day):
    three = dt.datetime.combine(day, dt.time(7))  # in Shanghai, where the company is
    for name, at in (("whenever", None), ("at three", three), ("at two", three - dt.timedelta(hours=1))):
        Activity.plan(world.ann, "call", day, at=at, subject=name)
        row = Opportunity.add(world.ann, name=f"Sale {name}")
        Activity.plan(world.ann, "call", day, opportunity=row, at=at)
    times = [name.removeprefix("Sale ") for name in listed(world.ann, day)["today"]]
    assert times == ["at two", "at two", "at three", "at three", "whenever", "whenever"]


def test_follow_ups_without_an_opportunity_are_things_to_do(world, day):
    Activity.plan(world.ann, "task", day, subject="Weekly report")
    Activity.plan(world.ann, "call", day, customer=world.acme, subject="Invoice")
    Activity.plan(world.ann, "call", day + days(1), customer=world.acme, subject="Tomorrow")
    Activity.plan(world.bo, "call", day, customer=world.crane, subject="Of Bo")
    assert sorted(listed(world.ann, day)["today"]) == ["Invoice", "Weekly report"]
    assert sorted(listed(world.ann, day + days(1))["overdue"]) == ["Invoice", "Weekly report"]


def test_the_next_step_of_an_opportunity_is_no_second_line(world, day):
    step = Activity.plan(world.ann, "call", day, opportunity=world.acme_renewal, subject="First")
    assert listed(world.ann, day) == {"today": ["Acme renewal"]}
    Activity.plan(world.ann, "call", day, opportunity=world.acme_renewal, subject="Second")
    assert listed(world.ann, day) == {"today": ["Acme renewal", "Second"]}
    step.complete(world.ann)
    assert listed(world.ann, day) == {"today": ["Acme renewal"]}  # which stands for the second one now


def test_what_is_asked_of_me_on_anothers_opportunity_is_mine(world, day):
    Activity.plan(world.mia, "call", day, opportunity=world.crane_upgrade, subject="Help", assignee=world.mia)
    assert listed(world.mia, day) == {"today": ["Help"]}
    assert listed(world.bo, day) == {"today": ["Crane upgrade"]}  # and he sees that it waits


def test_what_is_lost_asks_for_nothing_and_what_is_won_may_still(world, day):
    for row in (world.acme_renewal, world.star_rollout):
        Activity.plan(world.ann, "task", day, opportunity=row, subject=row.name)
    Opportunity.get_by_id(world.acme_renewal.id).win(by=world.ann, reason=world.reason("won", "Price"))
    Opportunity.get_by_id(world.star_rollout.id).lose(by=world.ann, reason=world.reason("lost", "Budget"))
    assert listed(world.ann, day) == {"today": ["Acme renewal"]}


def test_done_and_binned_ones_are_gone(world, day):
    one, two = (Activity.plan(world.ann, "task", day, subject=name) for name in ("One", "Two"))
    one.complete(world.ann)
    two.bin(world.ann)
    world.acme_renewal.bin(world.ann)
    assert listed(world.ann, day + days(9)) == {"overdue": ["星辰 ERP 项目"]}


def test_of_whom(world, day):
    for row in (world.acme_renewal, world.crane_upgrade, world.south_pilot):
        put(row, next_step_on=None)
    Activity.plan(world.cy, "task", day, subject="Of Cy")
    Activity.plan(world.ann, "task", day, customer=world.acme, subject="Of Ann")
    assert listed(world.mia, day) == {}
    assert listed(world.mia, day, team=world.north.id) == {
        "today": ["Of Ann"],
        "none": ["Acme renewal", "Crane upgrade"],
    }
    assert sorted(listed(world.mia, day, outcome="open")["none"]) == ["Acme renewal", "Crane upgrade", "South pilot"]
    assert listed(world.bo, day, outcome="open") == {"today": ["Of Ann"], "none": ["Acme renewal", "Crane upgrade"]}
    assert listed(world.ann, day, owner=world.bo.id) == {}  # outside of her reach


def test_a_group_shows_a_few_and_counts_all(world, day):
    for number in range(30):
        put(Opportunity.add(world.ann, name=f"N{number}", amount=number), owner_seen_at=now())
    (group,) = (group for group in todo(world.ann, Filter(owner=world.ann.id, day=day)) if group.count)
    assert (len(group.things), group.count) == (MOST, 30)
    (group,) = todo(world.ann, Filter(owner=world.ann.id, day=day), only="none")
    assert (len(group.things), group.count) == (30, 30)
    assert group.count <= ALL


def test_each_group_is_the_list_of_its_filter(world, day):
    put(world.acme_renewal, entered_stage_at=now() - days(90), touched_on=day - days(50))
    put(world.star_rollout, next_step_on=None, touched_on=day - days(50))
    for who in (world.ann, world.mia):
        whose = {"owner": world.ann.id}
        for group in todo(who, Filter(**whose, day=day)):
            wanted = Filter(**whose, day=day, todo=group.name)
            rows = {row.id for row in wanted.apply(Opportunity.visible_to(who))}
            assert {thing.opportunity.id for thing in group.things} == rows


def test_as_many_queries_whatever_waits(world, day, count_queries):
    ann = world.ann
    wanted = Filter(owner=ann.id, day=day)
    with count_queries() as few:
        todo(ann, wanted)
    for number in range(40):
        Opportunity.add(ann, name=f"N{number}")
        Activity.plan(ann, "task", day, subject=f"T{number}")
    with count_queries() as many:
        todo(ann, wanted)
    asked = [sql for sql in many if '"settings"' not in sql]  # a request reads the settings once
    assert len(many) == len(few)
    assert len(asked) <= 6, asked


def test_the_month_is_made_of_the_lists_it_leads_to(world, day):
    wanted = Filter(owner=world.ann.id, day=day)
    found = figures.month(world.ann, wanted)
    assert found["won"].sums.count == 1
    assert found["won"].sums.amount == 8_500_000  # what was agreed, not what was expected
    assert found["open"].sums.count == 2
    assert found["open"].sums.weighted == 6_000_000
    put(world.acme_renewal, expected_close_on=day.replace(day=1))
    found = figures.month(world.ann, wanted)
    assert found["expected"].sums.count == 1
    for figure in found.values():
        rows = figure.wanted.apply(Opportunity.visible_to(world.ann))
        assert rows.count() == figure.sums.count


def test_follow_ups_of_the_week_of_the_day_and_to_come(world, day):
    monday = day - days(day.weekday())
    wanted = Filter(owner=world.ann.id, day=monday + days(2))
    for on in (monday - days(1), monday, monday + days(2), monday + days(3)):
        Activity.create(
            kind="call", subject=str(on), assignee=world.ann, created_by=world.ann, done_at=now(), done_on=on
        )
    Activity.create(kind="call", assignee=world.bo, created_by=world.bo, done_at=now(), done_on=monday)
    assert figures.done_this_week(world.ann, wanted) == 2
    count, rows = figures.done_today(world.ann, wanted)
    assert (count, [row.subject for row in rows]) == (1, [str(monday + days(2))])
    for on in (day, day + days(1), day + days(1), day + days(7), day + days(8)):
        Activity.plan(world.ann, "task", on, subject="x")
    coming = figures.coming_up(world.ann, dataclasses.replace(wanted, day=day))
    assert coming == [(day + days(1), 2), (day + days(7), 1)]


def test_large_companies_do_not_wait(world, day):
    """Everybody's day over many rows is still one scan each."""
    stages = list(Stage.select())
    rows = [
        {
            "name": f"Row {number}",
            "pipeline": world.pipeline,
            "stage": stages[number % 5],
            "owner": world.cy,
            "currency": "CNY",
            "opened_on": day,
            "base_amount": number,
            "touched_on": day,
        }
        for number in range(2000)
    ]
    for some in range(0, 2000, 500):
        Opportunity.insert_many(rows[some : some + 500]).execute()
    group = next(group for group in todo(world.mia, Filter(day=day)) if group.name == "new")
    assert (group.count, len(group.things)) == (2000, MOST)
    assert group.things[0].opportunity.name == "Row 1999"
