"""An opportunity is made, and written, in one way: row, history and event together, or nothing."""

import pytest

from models import Event, FieldChange, Opportunity, OpportunityText, StageEntry
from models.base import Refused, Stale


def last_event(row):
    return Event.about(row).order_by(Event.id.desc()).first()


def history(row, field):
    """[(old, new)] of a tracked field, in order."""
    rows = (
        FieldChange.select().where(FieldChange.opportunity == row, FieldChange.field == field).order_by(FieldChange.id)
    )
    return [(change.old, change.new) for change in rows]


def test_a_new_one_is_its_makers_and_seen(world):
    row = Opportunity.add(world.ann, name="  Fresh  ")
    assert (row.name, row.owner, row.team) == ("Fresh", world.ann, world.north)
    assert row.stage.name == "First contact"
    assert row.currency == "CNY"
    assert not row.is_new_for_owner
    assert last_event(row).name == "opportunity.created"
    entry = StageEntry.get(StageEntry.opportunity == row)
    assert (entry.stage, entry.left_at) == (row.stage, None)


def test_one_made_for_somebody_else_is_new_for_them_and_told(world):
    row = Opportunity.add(world.bo, name="For Ann", owner=world.ann)
    assert row.is_new_for_owner
    event = last_event(row)
    assert (event.name, event.facts["owner"], event.actor_id) == ("opportunity.assigned", world.ann.id, world.bo.id)


def test_one_made_for_a_team_has_no_owner(world):
    row = Opportunity.add(world.bo, name="For North", owner=None, team=world.north)
    assert (row.owner, row.team) == (None, world.north)


@pytest.mark.parametrize(("who", "owner"), [("ann", "cy"), ("bo", "cy"), ("mia", "vic"), ("mia", "finn")])
def test_one_cannot_be_made_for_whom_one_may_not_give_to(world, who, owner):
    with pytest.raises(Refused):
        Opportunity.add(world.user(who), name="X", owner=world.user(owner))
    assert not Opportunity.select().where(Opportunity.name == "X").exists()


def test_a_viewer_makes_none(world):
    with pytest.raises(Refused, match="not create"):
        Opportunity.add(world.vic, name="X")


def test_weighted_follows_amount_stage_and_probability(world):
    row = Opportunity.add(world.ann, name="Y", amount=1_001, stage=world.stage("Proposal"))
    assert (row.base_amount, row.weighted) == (1_001, 500)  # 500.5 goes to the even neighbour
    row.enter(world.stage("Contract"), by=world.ann)
    assert row.weighted == 901
    row.edit(world.ann, probability=10)
    assert row.weighted == 100
    row.enter(world.stage("Needs"), by=world.ann)
    assert row.weighted == 100, "a probability set by hand stays"
    row.edit(world.ann, probability=None)
    assert row.weighted == 300
    row.edit(world.ann, amount=None)
    assert (row.amount, row.base_amount, row.weighted) == (None, None, None)


def test_a_foreign_amount_is_stamped_with_the_rate(world):
    row = Opportunity.add(world.ann, name="Z", amount=10_000, currency="USD", stage=world.stage("Proposal"))
    assert (row.base_amount, row.weighted) == (70_000, 35_000)
    row.edit(world.ann, currency="CNY")
    assert (row.base_amount, row.weighted) == (10_000, 5_000)


def test_an_edit_writes_row_history_event_and_board_version(world):
    row, version = world.acme_renewal, world.pipeline.version
    assert row.edit(world.bo, amount=13_000_000, name="Acme renewal", requirement="300 seats") == {
        "amount",
        "requirement",
    }
    stored = world.acme_renewal
    assert (stored.amount, stored.requirement, stored.version) == (13_000_000, "300 seats", row.version)
    assert history(stored, "amount")[-1] == ("12000000", "13000000")
    event = last_event(stored)
    assert (event.name, event.actor_id) == ("opportunity.edited", world.bo.id)
    assert event.facts["changes"]["amount"] == [12_000_000, 13_000_000]
    assert event.facts["changes"]["requirement"] == ["Two more years, 200 seats", "300 seats"]
    assert world.pipeline.version == version + 1


def test_an_edit_that_changes_nothing_writes_nothing(world):
    row = world.acme_renewal
    events, version = Event.select().count(), row.version
    assert row.edit(world.ann, name="Acme renewal", grade="A") == set()
    assert (Event.select().count(), world.acme_renewal.version) == (events, version)


def test_a_stale_edit_writes_nothing(world):
    mine, theirs = world.acme_renewal, world.acme_renewal
    theirs.edit(world.bo, amount=1)
    events = Event.select().count()
    with pytest.raises(Stale):
        mine.edit(world.ann, amount=2, requirement="mine")
    stored = world.acme_renewal
    assert (stored.amount, stored.requirement) == (1, "Two more years, 200 seats")
    assert Event.select().count() == events


@pytest.mark.parametrize("who", ["vic", "cy"])
def test_who_may_not_change_it_is_refused(world, who):
    with pytest.raises(Refused):
        world.acme_renewal.edit(world.user(who), name="X")
    assert world.acme_renewal.name == "Acme renewal"


def test_the_long_texts_lie_beside_the_row(world):
    row = Opportunity.add(world.ann, name="W", requirement="much", description="more")
    text = OpportunityText.get(OpportunityText.opportunity == row)
    assert (text.requirement, text.description) == ("much", "more")
    assert (row.requirement, row.description) == ("much", "more")
