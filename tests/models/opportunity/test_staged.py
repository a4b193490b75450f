"""Walking the path: visits, days, and what is refused."""

import datetime as dt

import pytest

from models import Event, StageEntry
from models.base import Refused, now
from models.pipeline import Pipeline, Stage


def entries(row):
    return list(StageEntry.select().where(StageEntry.opportunity == row).order_by(StageEntry.id))


def test_entering_a_stage_closes_the_former_visit_and_tells_it(world):
    row = world.star_rollout
    assert row.enter(world.stage("Contract"), by=world.ann) is True
    *_, former, present = entries(row)
    assert former.stage.name == "Needs"
    assert former.left_at == present.entered_at
    assert (present.stage.name, present.position, present.left_at) == ("Contract", 4, None)
    event = Event.about(row).order_by(Event.id.desc()).first()
    assert event.name == "opportunity.stage_entered"
    assert (event.facts["former"], event.facts["stage"], event.facts["days"]) == ("Needs", "Contract", 10)


def test_the_furthest_position_stays_when_it_goes_back(world):
    row = world.acme_renewal
    row.enter(world.stage("Contract"), by=world.ann)
    row.enter(world.stage("First contact"), by=world.ann)
    assert world.acme_renewal.furthest_position == 4


def test_entering_the_same_stage_changes_nothing(world):
    row = world.acme_renewal
    events = Event.select().count()
    assert row.enter(row.stage, by=world.ann) is False
    assert Event.select().count() == events


def test_days_of_several_visits_add_up(world):
    row = world.acme_renewal
    StageEntry.delete().where(StageEntry.opportunity == row).execute()
    needs, moment = world.stage("Needs"), now()
    for start, end in ((30, 20), (8, None)):
        StageEntry.create(
            opportunity=row,
            stage=needs,
            position=1,
            entered_at=moment - dt.timedelta(days=start),
            left_at=moment - dt.timedelta(days=end) if end else None,
        )
    assert row.days_by_stage() == {needs.id: 18}


@pytest.mark.parametrize("name", ["acme_won", "acme_lost", "bolt_invalid"])
def test_a_closed_one_does_not_move(world, name):
    with pytest.raises(Refused, match="closed"):
        getattr(world, name).enter(world.stage("Contract"), by=world.mia)


def test_a_stage_of_another_pipeline_or_an_archived_one_is_refused(world):
    other = Stage.create(pipeline=Pipeline.create(name="Other"), name="Elsewhere", position=0, rate=10)
    with pytest.raises(Refused):
        world.acme_renewal.enter(other, by=world.ann)
    archived = world.stage("Contract")
    archived.archived_at = now()
    archived.save()
    with pytest.raises(Refused):
        world.acme_renewal.enter(archived, by=world.ann)


@pytest.mark.parametrize("who", ["vic", "cy"])
def test_who_may_not_change_it_moves_nothing(world, who):
    with pytest.raises(Refused):
        world.acme_renewal.enter(world.stage("Contract"), by=world.user(who))
    assert world.acme_renewal.stage.name == "Proposal"
