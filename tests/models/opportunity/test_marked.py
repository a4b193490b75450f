"""Marks at their edges; and what Python says of a row, SQL says of all of them."""

import datetime as dt
import random

import pytest

from models import Opportunity, Setting, Stage
from models.base import now
from models.opportunity import marked
from models.opportunity.filter import Filter
from models.opportunity.marked import REASONS, STALLED, STEPS

DAY = dt.date(2026, 3, 10)
MOMENT = dt.datetime(2026, 3, 10, 9, 30)


def days(number):
    return dt.timedelta(days=number)


def put(row, **columns):
    Opportunity.update(**columns).where(Opportunity.id == row.id).execute()
    return Opportunity.get_by_id(row.id)


def found(condition):
    return {row.id for row in Opportunity.select(Opportunity.id).where(condition)}


def stuck(row, moment=MOMENT):
    """Both sides' answer, which must be the same."""
    said = marked.is_stuck(row, row.stage.limit, moment)
    assert (row.id in found(Opportunity.stuck_at(moment))) is said
    return said


def neglected(row, day=DAY):
    said = marked.is_neglected(row, day, marked.patience())
    assert (row.id in found(Opportunity.neglected_on(day))) is said
    return said


@pytest.mark.parametrize(
    ("on", "expected"),
    [(None, "none"), (DAY - days(1), "overdue"), (DAY, "today"), (DAY + days(1), "planned")],
)
def test_the_next_step_goes_by_the_day(world, on, expected):
    row = put(world.acme_renewal, next_step_on=on)
    assert marked.step(row, DAY) == expected
    assert [step for step in STEPS if row.id in found(Opportunity.with_step(step, DAY))] == [expected]


def test_the_same_step_is_late_for_one_reader_and_not_for_another(world):
    row = put(world.acme_renewal, next_step_on=DAY)
    assert marked.step(row, DAY) == "today"  # in Los Angeles
    assert marked.step(row, DAY + days(1)) == "overdue"  # in Shanghai it is tomorrow already


def test_stuck_begins_when_the_day_after_the_limit_is_over(world):
    row = world.acme_renewal  # Proposal: usually 10 days, so 20
    assert not stuck(put(row, entered_stage_at=MOMENT - days(20)))
    assert not stuck(put(row, entered_stage_at=MOMENT - days(21) + dt.timedelta(seconds=1)))
    assert stuck(put(row, entered_stage_at=MOMENT - days(21)))


def test_the_limit_of_a_stage_is_its_own_or_twice_the_usual_days(world):
    row = put(world.acme_renewal, entered_stage_at=MOMENT - days(8))
    assert not stuck(row)
    Stage.update(limit_days=7).where(Stage.id == row.stage_id).execute()
    assert stuck(Opportunity.get_by_id(row.id))
    Stage.update(limit_days=None, expected_days=None).where(Stage.id == row.stage_id).execute()
    assert not stuck(put(row, entered_stage_at=MOMENT - days(900)))  # nobody knows how long is long
    assert found(Opportunity.stuck_at(MOMENT)).isdisjoint({row.id})


def test_a_plan_never_silences_stuck(world):
    assert stuck(put(world.acme_renewal, entered_stage_at=MOMENT - days(50), quiet_until=DAY + days(9)))


def test_neglected_is_more_than_fourteen_days(world):
    assert not neglected(put(world.acme_renewal, touched_on=DAY - days(14), quiet_until=None))
    assert neglected(put(world.acme_renewal, touched_on=DAY - days(15)))


def test_a_plan_silences_neglected_up_to_its_day(world):
    row = put(world.acme_renewal, touched_on=DAY - days(60), quiet_until=DAY)
    assert not neglected(row)
    assert neglected(row, DAY + days(1))


def test_the_company_says_how_long_is_too_long(world):
    row = put(world.acme_renewal, touched_on=DAY - days(8), quiet_until=None)
    assert not neglected(row)
    Setting.write(neglected__days="7")
    assert neglected(row)
    Setting.write(neglected__days="soon")  # no number: as if nobody had said anything
    assert marked.patience() == 14


def test_what_is_closed_is_neither_stuck_nor_neglected_nor_without_a_step(world):
    row = put(world.acme_won, entered_stage_at=MOMENT - days(90), touched_on=DAY - days(90))
    assert not stuck(row)
    assert not neglected(row)
    assert row.id not in found(Opportunity.with_step("none", DAY))


@pytest.fixture
def crowd(world):
    """Rows with every mark, and on every edge of them."""
    pick, stages = random.Random(11), list(Stage.select())
    Stage.update(limit_days=3).where(Stage.id == stages[1]).execute()
    Stage.update(expected_days=None).where(Stage.id == stages[2]).execute()

    def near(*numbers):
        return [None, *(DAY + days(number) for number in numbers)]

    moments = [
        MOMENT - days(number) - dt.timedelta(seconds=more) for number in (0, 3, 4, 15, 29) for more in (-1, 0, 1)
    ]
    values = [
        {
            "name": f"Row {number}",
            "pipeline": world.pipeline,
            "stage": pick.choice(stages),
            "owner": pick.choice([world.ann, world.cy, None]),
            "owner_seen_at": pick.choice([None, MOMENT]),
            "currency": "CNY",
            "opened_on": DAY - days(99),
            "outcome": pick.choice([None, None, None, "won", "lost"]),
            "entered_stage_at": pick.choice(moments),
            "next_step_on": pick.choice(near(-5, -1, 0, 1, 9)),
            "touched_on": pick.choice(near(-60, -15, -14, -1)),
            "quiet_until": pick.choice(near(-1, 0, 1)),
            "expected_close_on": pick.choice(near(-1, 0, 30)),
            "pushes": pick.choice([0, 0, 1, 3]),
        }
        for number in range(400)
    ]
    Opportunity.insert_many(values).execute()
    return list(Opportunity.select(Opportunity, Stage).join(Stage))


def test_python_and_sql_agree_on_every_row(crowd):
    def is_stalled(row, word):
        stuck = marked.is_stuck(row, row.stage.limit, MOMENT)
        neglected = marked.is_neglected(row, DAY, 14)
        return {"stuck": stuck, "neglected": neglected, "either": stuck or neglected}[word]

    for word in STEPS:
        expected = {row.id for row in crowd if row.outcome is None and marked.step(row, DAY) == word}
        assert found(Opportunity.with_step(word, DAY)) == expected != set()
    for word in STALLED:
        expected = {row.id for row in crowd if is_stalled(row, word)}
        assert found(Opportunity.stalled_as(word, DAY, MOMENT)) == expected != set()


def test_every_row_has_the_most_urgent_of_its_reasons(crowd):
    def reasons(row):
        step = marked.step(row, DAY)
        yield from {step} & {"overdue", "today"}
        if row.owner_id and row.owner_seen_at is None:
            yield "new"
        if row.expected_close_on and row.expected_close_on < DAY:
            yield "past"
        if marked.is_stuck(row, row.stage.limit, MOMENT):
            yield "stuck"
        if marked.is_neglected(row, DAY, 14):
            yield "neglected"
        yield from {step} & {"none"}

    open_ones = Opportunity.select(Opportunity.id, Opportunity.urgency(DAY, MOMENT)).where(
        Opportunity.outcome.is_null()
    )
    said = {row_id: None if place is None else REASONS[place] for row_id, place in open_ones.tuples()}
    assert said == {row.id: next(reasons(row), None) for row in crowd if row.outcome is None}
    assert set(said.values()) == {*REASONS, None}


def test_the_filter_asks_for_marks_by_the_readers_day(world):
    row = put(
        world.acme_renewal, next_step_on=DAY, pushes=2, touched_on=DAY, entered_stage_at=now(), owner_seen_at=now()
    )
    put(world.star_rollout, next_step_on=DAY + days(1), pushes=1)

    def ids(**wanted):
        return {row.id for row in Filter(**wanted, owner=world.ann.id).apply(Opportunity.visible_to(world.mia))}

    assert ids(step="today", day=DAY) == ids(step="overdue", day=DAY + days(1)) == {row.id}
    assert ids(step=("today", "planned"), day=DAY) == {row.id, world.star_rollout.id}
    assert ids(pushed=2) == {row.id}
    assert ids(pushed=1) == {row.id, world.star_rollout.id}
    assert ids(todo="today", day=DAY) == {row.id}
    assert ids(stalled="neglected", day=DAY + days(40)) == {row.id}
