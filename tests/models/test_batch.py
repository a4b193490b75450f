"""What one did can be taken back: the row as it was, figures that do not count it, and nobody's later work lost."""

import datetime as dt

import pytest

from models import Batch, Delivery, Event, FieldChange, Opportunity, StageEntry
from models.base import Refused, now
from models.batch import BatchItem
from models.opportunity.followed import follow
from models.pipeline import Stage
from models.setting import today


def moved(world, by="ann", to="Contract"):
    with Batch.of(world.user(by), "move") as batch:
        world.acme_renewal.enter(world.stage(to), by=world.user(by))
    return batch


def visits(row):
    entries = StageEntry.select().where(StageEntry.opportunity == row).order_by(StageEntry.id)
    return [(entry.stage.name, entry.entered_at, entry.left_at) for entry in entries]


def columns(row):
    return {k: v for k, v in row.__data__.items() if k not in ("version", "updated_at")}


def test_a_move_taken_back_never_was_for_figures(world):
    before, history = columns(world.acme_renewal), visits(world.acme_renewal)
    batch = moved(world)
    assert visits(world.acme_renewal) != history
    assert batch.undo(world.ann) == (1, 0)
    assert columns(world.acme_renewal) == before
    assert visits(world.acme_renewal) == history
    event = Event.about(world.acme_renewal).first()
    assert (event.name, event.facts["what"], event.facts["stage"]) == ("opportunity.undone", "move", "Proposal")


def test_several_steps_of_one_batch_go_back_to_its_start(world):
    before, history = columns(world.acme_renewal), visits(world.acme_renewal)
    with Batch.of(world.ann, "move") as batch:
        row = world.acme_renewal
        row.enter(world.stage("Contract"), by=world.ann)
        row.enter(world.stage("Needs"), by=world.ann)
        row.win(by=world.ann)
    assert batch.count == 1
    assert batch.undo(world.ann) == (1, 0)
    assert columns(world.acme_renewal) == before
    assert visits(world.acme_renewal) == history


def test_an_assignment_taken_back_gives_owner_team_and_news_back_and_its_mail_is_not_sent(world):
    before = columns(world.acme_renewal)
    with Batch.of(world.mia, "assign") as batch:
        world.acme_renewal.assign(world.mia, owner=world.cy)
    assert Delivery.select().where(Delivery.status == "pending").count() >= 1
    batch.undo(world.mia)
    assert columns(world.acme_renewal) == before
    assert not Delivery.select().where(Delivery.status == "pending").exists()
    owners = FieldChange.select().where(FieldChange.opportunity == world.acme_renewal.id, FieldChange.field == "owner")
    assert [change.new for change in owners.order_by(FieldChange.id)][-2:] == [str(world.cy.id), str(world.ann.id)]


def test_an_assignment_taken_back_started_no_clock_whatever_follows(world):
    row, old = world.acme_renewal, today() - dt.timedelta(days=30)
    Opportunity.update(opened_on=old, created_at=now() - dt.timedelta(days=30)).where(
        Opportunity.id == row.id
    ).execute()
    follow(row.id)
    assert world.acme_renewal.touched_on == old
    with Batch.of(world.mia, "assign") as batch:
        world.acme_renewal.assign(world.mia, owner=world.cy)
    follow(row.id)
    assert world.acme_renewal.touched_on == today()
    batch.undo(world.mia)
    follow(row.id)
    assert world.acme_renewal.touched_on == old


def test_who_gave_it_out_of_their_reach_may_take_it_back(world):
    with Batch.of(world.bo, "assign") as batch:
        world.acme_renewal.assign(world.bo, team=world.north)
    batch.undo(world.bo)
    assert world.acme_renewal.owner == world.ann


@pytest.mark.parametrize("outcome", ["won", "lost", "invalid"])
def test_a_closing_taken_back_leaves_it_open_as_it_was(world, outcome):
    before, history = columns(world.crane_upgrade), visits(world.crane_upgrade)
    with Batch.of(world.bo, outcome) as batch:
        if outcome == "won":
            world.crane_upgrade.win(by=world.bo, amount=900_000)
        elif outcome == "lost":
            world.crane_upgrade.lose(by=world.bo, reason=world.reason("lost", "Budget"), competitor="Rival Ltd")
        else:
            world.crane_upgrade.invalidate(world.bo, world.reason("invalid", "Duplicate"))
    assert world.crane_upgrade.outcome == outcome
    batch.undo(world.bo)
    assert columns(world.crane_upgrade) == before
    assert visits(world.crane_upgrade) == history


def test_a_reopening_taken_back_is_closed_as_before(world):
    before, history = columns(world.acme_won), visits(world.acme_won)
    with Batch.of(world.ann, "reopen") as batch:
        world.acme_won.reopen(world.ann)
    batch.undo(world.ann)
    assert columns(world.acme_won) == before
    assert visits(world.acme_won) == history


def test_what_somebody_changed_since_stays_and_the_rest_goes_back(world):
    with Batch.of(world.ann, "move") as batch:
        for row in (world.acme_renewal, world.star_rollout):
            row.enter(world.stage("Contract"), by=world.ann)
    world.star_rollout.edit(world.bo, name="ERP, second try")
    assert batch.undo(world.ann) == (1, 1)
    assert (world.acme_renewal.stage.name, world.star_rollout.stage.name) == ("Proposal", "Contract")


def test_where_all_was_changed_since_it_is_refused_and_nothing_is_told(world):
    batch = moved(world)
    world.acme_renewal.edit(world.bo, name="Acme, again")
    events = Event.select().count()
    with pytest.raises(Refused, match="changed since"):
        batch.undo(world.ann)
    assert Event.select().count() == events
    assert Batch.get_by_id(batch.id).undone_at is None


def test_once(world):
    batch = moved(world)
    again = Batch.get_by_id(batch.id)
    batch.undo(world.ann)
    for one in (batch, again, Batch.get_by_id(batch.id)):
        with pytest.raises(Refused, match="already"):
            one.undo(world.ann)


@pytest.mark.parametrize("who", ["bo", "mia", "ada", "vic"])
def test_only_its_maker(world, who):
    batch = moved(world)
    with pytest.raises(Refused, match="Only the person"):
        batch.undo(world.user(who))


def test_not_after_half_an_hour(world):
    batch = moved(world)
    batch.created_at = now() - dt.timedelta(minutes=31)
    with pytest.raises(Refused, match="too late"):
        batch.undo(world.ann)
    batch.created_at = now() - dt.timedelta(minutes=29)
    assert batch.undo(world.ann) == (1, 0)


def test_nothing_done_leaves_no_batch(world):
    before = Batch.select().count()
    with Batch.of(world.ann, "move") as batch:
        world.acme_renewal.enter(world.stage("Proposal"), by=world.ann)
    assert batch.count == 0
    assert Batch.select().count() == before


def test_refused_inside_leaves_nothing(world):
    def both():
        with Batch.of(world.ann, "move"):
            world.star_rollout.enter(world.stage("Contract"), by=world.ann)
            world.acme_won.enter(world.stage("Contract"), by=world.ann)

    with pytest.raises(Refused):
        both()
    assert not Batch.select().exists()
    assert world.star_rollout.stage.name == "Needs"
    world.star_rollout.enter(world.stage("Contract"), by=world.ann)  # and the batch is over
    assert not BatchItem.select().exists()


def test_a_date_moved_later_and_back_was_no_push(world):
    before = columns(world.acme_renewal)
    with Batch.of(world.ann, "edit") as batch:
        row = world.acme_renewal
        row.edit(world.ann, expected_close_on=row.expected_close_on + dt.timedelta(days=9))
    assert world.acme_renewal.pushes == 1
    batch.undo(world.ann)
    assert columns(world.acme_renewal) == before


def test_tags_go_and_come_back(world):
    world.acme_renewal.tag(world.ann, add=["big", "old"])
    with Batch.of(world.ann, "tag") as batch:
        row = world.acme_renewal
        row.tag(world.ann, add=["new"], remove=["old"])
        row.tag(world.ann, remove=["new"])
    assert world.acme_renewal.tags == ["big"]
    batch.undo(world.ann)
    assert world.acme_renewal.tags == ["big", "old"]


def test_what_nobody_can_take_back_is_forgotten(world):
    old, young = moved(world), moved(world, to="Needs")
    Batch.update(created_at=now() - dt.timedelta(hours=2)).where(Batch.id == old.id).execute()
    Batch.sweep()
    assert [batch.id for batch in Batch.select()] == [young.id]
    assert {item.batch_id for item in BatchItem.select()} == {young.id}


def test_a_row_that_is_gone_is_left(world):
    with Batch.of(world.ann, "move") as batch:
        for row in (world.acme_renewal, world.star_rollout):
            row.enter(world.stage("Contract"), by=world.ann)
    Opportunity.delete().where(Opportunity.id == world.star_rollout.id).execute()
    assert batch.undo(world.ann) == (1, 1)


def test_taken_back_at_the_rate_that_its_stage_has_now(world):
    batch = moved(world)
    world.stage("Proposal").edit(world.ada, rate=20)
    batch.undo(world.ann)
    row = world.acme_renewal
    assert (row.stage.name, row.base_amount, row.weighted) == ("Proposal", 12_000_000, 2_400_000)


def test_taken_back_to_where_its_stage_is_now(world):
    before = world.acme_renewal.furthest_position
    batch = moved(world)
    Stage.add(world.ada, world.pipeline, after=None, name="Enquiry", rate=5)
    batch.undo(world.ann)
    row = world.acme_renewal
    assert row.furthest_position == before + 1 == row.stage.position


@pytest.mark.parametrize("undone", ["a closing", "a move"])
def test_nothing_goes_back_into_a_stage_that_is_given_up(world, undone):
    with Batch.of(world.bo, "move") as batch:
        if undone == "a closing":
            world.crane_upgrade.win(world.bo)
        else:
            world.crane_upgrade.enter(world.stage("Contract"), world.bo)
    world.stage("Negotiation").retire(world.ada)
    with pytest.raises(Refused):
        batch.undo(world.bo)
    row = world.crane_upgrade
    assert row.outcome or row.stage.name == "Contract"
