"""Who gets it: reach of giving, history of owners, the mark of something new."""

import datetime as dt

import pytest

from models import Activity, Batch, Delivery, Event, FieldChange, User
from models.base import Refused
from models.setting import today


def owners(row):
    rows = (
        FieldChange.select()
        .where(FieldChange.opportunity == row, FieldChange.field == "owner")
        .order_by(FieldChange.id)
    )
    return [change.new for change in rows]


def test_a_person_brings_their_team_and_finds_it_new(world):
    row = world.acme_renewal
    assert row.assign(world.mia, owner=world.cy) is True
    row = world.acme_renewal
    assert (row.owner, row.team, row.is_new_for_owner) == (world.cy, world.south, True)
    assert owners(row) == [str(world.ann.id), str(world.cy.id)]
    event = Event.about(row).order_by(Event.id.desc()).first()
    assert (event.name, event.facts["owner"], event.facts["former"]) == (
        "opportunity.assigned",
        world.cy.id,
        world.ann.id,
    )
    sent = Delivery.select().where(Delivery.event == event, Delivery.reaction == "mail_notice")
    assert [row.recipient_id for row in sent] == [world.cy.id]


def test_a_team_empties_the_owner(world):
    world.acme_renewal.assign(world.bo, team=world.north)
    row = world.acme_renewal
    assert (row.owner, row.team, row.is_new_for_owner) == (None, world.north, False)
    assert owners(row)[-1] is None


def test_taking_it_oneself_is_not_new(world):
    world.north_unowned.assign(world.bo, owner=world.bo)
    assert not world.north_unowned.is_new_for_owner


def test_the_mark_goes_when_its_owner_looks_and_only_then(world):
    row, version = world.handed_over, world.handed_over.version
    row.seen_by(world.ann)
    assert world.handed_over.is_new_for_owner
    row.seen_by(world.cy)
    assert not world.handed_over.is_new_for_owner
    assert world.handed_over.version == version


def test_giving_it_to_who_has_it_changes_nothing(world):
    events = Event.select().count()
    assert world.acme_renewal.assign(world.bo, owner=world.ann) is False
    assert Event.select().count() == events


@pytest.mark.parametrize(
    ("who", "owner", "team"),
    [
        ("ann", "cy", None),
        ("bo", "cy", None),
        ("bo", None, "south"),
        ("bo", None, None),
        ("mia", "vic", None),
        ("mia", "finn", None),
        ("vic", "ann", None),
        ("cy", "cy", None),
    ],
)
def test_who_may_not_give_it_there_is_refused(world, who, owner, team):
    row = world.acme_renewal
    with pytest.raises(Refused):
        row.assign(world.user(who), owner=owner and world.user(owner), team=team and getattr(world, team))
    assert world.acme_renewal.owner == world.ann


def test_a_manager_may_give_it_to_nobody(world):
    world.acme_renewal.assign(world.mia)
    assert (world.acme_renewal.owner, world.acme_renewal.team) == (None, None)


def test_what_the_former_owner_planned_goes_along_and_comes_back(world):
    mine = Activity.plan(world.ann, "call", on=today() + dt.timedelta(days=2), opportunity=world.acme_renewal)
    others = Activity.plan(world.bo, "visit", on=today() + dt.timedelta(days=3), opportunity=world.acme_renewal)
    with Batch.of(world.mia, "assign") as batch:
        world.acme_renewal.assign(world.mia, owner=world.cy)
    assert Activity.get_by_id(mine.id).assignee == world.cy
    assert Activity.get_by_id(others.id).assignee == world.bo
    assert world.acme_renewal.next_step_id == mine.id
    batch.undo(world.mia)
    assert Activity.get_by_id(mine.id).assignee == world.ann
    assert world.acme_renewal.owner == world.ann


def test_a_plan_with_a_time_stands_on_the_day_of_who_has_it_now(world):
    User.update(time_zone="America/New_York").where(User.id == world.cy.id).execute()
    at = dt.datetime.combine(today() + dt.timedelta(days=3), dt.time(2))  # 10:00 in Shanghai
    row = Activity.plan(world.ann, "call", at=at, opportunity=world.acme_renewal)
    world.acme_renewal.assign(world.mia, owner=world.cy)
    assert Activity.get_by_id(row.id).due_on == today() + dt.timedelta(days=2)
