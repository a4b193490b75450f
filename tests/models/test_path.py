"""Pipelines, stages and reasons as an administrator lays them: names, order, rates, and what happens to what stands in them."""

import pytest

from models import archive
from models.base import Refused, Stale
from models.batch import Batch
from models.event import Event
from models.opportunity import Opportunity, StageEntry
from models.opportunity.filter import Filter
from models.pipeline import CloseReason, Pipeline, Stage


def names(pipeline):
    return [stage.name for stage in pipeline.path()]


def test_a_stage_is_added_behind_another_and_history_moves_along(world):
    lost = world.acme_lost
    before = {entry.id: entry.stage.name for entry in StageEntry.select()}
    row = Stage.add(world.ada, world.pipeline, after=world.stage("Needs"), name="Visit", rate=40)
    assert names(world.pipeline) == ["First contact", "Needs", "Visit", "Proposal", "Negotiation", "Contract"]
    assert (row.position, world.stage("Proposal").position) == (2, 3)
    for entry in StageEntry.select():  # each still stands where its stage stands
        assert entry.position == entry.stage.position, before[entry.id]
    assert world.acme_lost.furthest_position == lost.furthest_position + 1 == world.stage("Negotiation").position


def test_a_stage_behind_all_others_moves_nothing(world):
    before = {stage.id: stage.position for stage in world.pipeline.path()}
    row = Stage.add(world.ada, world.pipeline, name="Signed", rate=95)
    assert {stage.id: stage.position for stage in world.pipeline.path() if stage.id != row.id} == before
    assert names(world.pipeline)[-1] == "Signed"


def test_names_are_there_once_in_a_pipeline_and_again_in_another(world):
    with pytest.raises(Refused):
        Stage.add(world.ada, world.pipeline, name=" ｐroposal ", rate=40)
    other = Pipeline.add(world.ada, "Partners")
    assert Stage.add(world.ada, other, name="Proposal", rate=40)


def test_reasons_are_there_once_for_an_outcome(world):
    with pytest.raises(Refused):
        CloseReason.add(world.ada, name="OTHER", outcome="lost")
    made = CloseReason.add(world.ada, name="Not real", outcome="lost")
    assert list(CloseReason.offered("lost"))[-1].id == made.id
    with pytest.raises(Refused):
        made.edit(world.ada, name="budget")


@pytest.mark.parametrize("away", [archive.archive, archive.remove])
def test_the_last_reason_that_is_asked_for_stays(world, away):
    """Else nothing could be closed as invalid any more."""
    last = CloseReason.add(world.ada, name="The last", outcome="invalid")
    for reason in CloseReason.offered("invalid"):
        if reason.id != last.id:
            archive.archive(reason, world.ada)
    with pytest.raises(Refused, match="only reason"):
        away(last, world.ada)
    assert [reason.id for reason in CloseReason.offered("invalid")] == [last.id]
    for reason in CloseReason.offered("won"):  # asked for, not required
        archive.archive(reason, world.ada)
    assert not CloseReason.offered("won").exists()


def test_another_order_keeps_what_was_entered(world):
    ids = [stage.id for stage in world.pipeline.path()]
    ids[1], ids[2] = ids[2], ids[1]
    entries = sorted(StageEntry.select(StageEntry.id, StageEntry.position).tuples())
    furthest = sorted(Opportunity.select(Opportunity.id, Opportunity.furthest_position).tuples())
    assert Stage.arrange(world.ada, ids, world.pipeline)
    assert names(world.pipeline)[1:3] == ["Proposal", "Needs"]
    assert sorted(StageEntry.select(StageEntry.id, StageEntry.position).tuples()) == entries
    assert sorted(Opportunity.select(Opportunity.id, Opportunity.furthest_position).tuples()) == furthest
    with pytest.raises(Stale):
        Stage.arrange(world.ada, ids[:-1], world.pipeline)


def test_the_archive_keeps_its_place_while_others_change_theirs(world):
    first = world.stage("First contact")
    first.retire(world.ada, to=world.stage("Needs"))
    left = [stage.id for stage in world.pipeline.path()]
    Stage.arrange(world.ada, left[::-1], world.pipeline)
    assert names(world.pipeline) == ["Contract", "Negotiation", "Proposal", "Needs"]
    archive.unarchive(Stage.get_by_id(first.id), by=world.ada)
    assert names(world.pipeline)[0] == "First contact"


def test_another_rate_changes_the_weighted_amounts_of_open_rows_without_their_own(world):
    version, board = world.acme_renewal.version, world.pipeline.version
    world.stage("Proposal").edit(world.ada, rate=45)
    assert world.acme_renewal.weighted == 12_000_000 * 45 // 100
    assert world.acme_renewal.version == version  # nobody who edits it is disturbed
    assert world.pipeline.version > board  # live boards are told
    world.stage("Negotiation").edit(world.ada, rate=10)
    assert world.crane_upgrade.weighted == 7_000_000 * 80 // 100  # set by hand
    told = Event.about(world.stage("Proposal")).first()
    assert (told.name, told.facts["changes"]) == ("stage.edited", {"rate": [50, 45]})


def test_a_row_that_was_read_before_is_written_at_the_rate_of_now(world):
    row = world.acme_renewal
    assert row.stage.rate == 50
    world.stage("Proposal").edit(world.ada, rate=40)
    row.edit(world.ann, amount=1_000)
    assert (row.weighted, world.acme_renewal.weighted) == (400, 400)


@pytest.mark.parametrize("amount", [0, 1, 50, 150, 250, 350, 99, 10**15])
@pytest.mark.parametrize("rate", [0, 1, 33, 50, 99, 100])
def test_the_database_rounds_as_the_verb_does(world, amount, rate):
    row = world.acme_renewal
    row.edit(world.ann, amount=amount)
    world.stage("Proposal").edit(world.ada, rate=rate)
    stored = world.acme_renewal.weighted
    row = Opportunity.get_by_id(row.id)
    row.edit(world.ann, probability=rate)
    assert Opportunity.get_by_id(row.id).weighted == stored


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": 101},
        {"rate": -1},
        {"expected_days": 0},
        {"limit_days": 9999},
        {"category": "won"},
        {"required": '["x"]'},
    ],
)
def test_values_that_no_stage_may_have(world, wrong):
    with pytest.raises(Refused):
        world.stage("Proposal").edit(world.ada, **wrong)


def test_who_comes_second_looks_first(world):
    stage = world.stage("Proposal")
    read = stage.version
    stage.edit(world.ada, rate=45)
    with pytest.raises(Stale):
        world.stage("Proposal").edit(world.ada, version=read, rate=40)
    assert world.stage("Proposal").rate == 45


def test_a_stage_with_open_rows_is_given_up_only_when_they_go_somewhere(world):
    stage, closed = world.stage("Negotiation"), world.acme_lost
    with pytest.raises(Refused, match="1"):
        archive.archive(stage, by=world.ada)
    row = world.crane_upgrade
    assert stage.retire(world.ada, to=world.stage("Contract")) == 1
    now = world.crane_upgrade
    assert (now.stage.name, now.version, now.furthest_position) == ("Contract", row.version + 1, 4)
    assert now.weighted == row.weighted  # its probability was set by hand
    assert world.acme_lost.stage_id == closed.stage_id  # history stays
    event = Event.about(now).first()
    assert (event.name, event.actor_id) == ("opportunity.stage_entered", world.ada.id)
    assert "Negotiation" not in names(world.pipeline)


def test_moved_by_the_hundred_is_as_moved_by_the_verb(world):
    """The same columns, history and facts, but for who did it and when."""

    def picture(row):
        row = Opportunity.get_by_id(row.id)
        visits = StageEntry.select(StageEntry.stage, StageEntry.position, StageEntry.left_at.is_null())
        facts = Event.about(row).first().facts
        kept = {
            name: value for name, value in row.__data__.items() if name not in ("id", "name") and name[-3:] != "_at"
        }
        return kept, list(visits.where(StageEntry.opportunity == row.id).order_by(StageEntry.id).tuples()), facts

    values = {"amount": 12_345, "stage": world.stage("Needs"), "owner": world.ann}
    one, other = (Opportunity.add(world.ann, name=name, **values) for name in ("One", "Other"))
    one.enter(world.stage("Proposal"), by=world.ada)
    for row in Opportunity.select().where(Opportunity.stage == world.stage("Needs"), Opportunity.id != other.id):
        row.enter(world.stage("First contact"), by=None)
    world.stage("Needs").retire(world.ada, to=world.stage("Proposal"))
    (mine, mine_visits, mine_facts), (theirs, their_visits, their_facts) = picture(one), picture(other)
    assert mine == theirs
    assert mine_visits == their_visits
    assert mine_facts == their_facts


def test_thousands_go_in_few_statements(world, count_queries):
    stage = world.stage("Needs")
    values = {"pipeline": world.pipeline, "stage": stage, "currency": "CNY", "opened_on": "2026-01-01"}
    Opportunity.insert_many([{**values, "name": f"Row {n}"} for n in range(1500)]).execute()
    with count_queries() as queries:
        assert stage.retire(world.ada, to=world.stage("Proposal")) == 1502
    assert len(queries) < 60


def test_a_row_that_comes_back_from_the_bin_stands_in_a_stage_that_is_there(world):
    row = world.crane_upgrade
    row.bin(world.bo)
    world.stage("Negotiation").retire(world.ada, to=world.stage("Proposal"))
    Opportunity.get_by_id(row.id).restore(world.bo)
    assert world.crane_upgrade.stage.name == "Proposal"


def test_reopened_it_stands_in_a_stage_that_is_there(world):
    world.stage("Negotiation").retire(world.ada, to=world.stage("Contract"))
    world.acme_lost.reopen(world.ann)
    assert world.acme_lost.stage.name == "Proposal"  # the last one before it
    assert world.acme_lost.furthest_position == 3


def test_a_move_is_not_taken_back_into_a_stage_that_is_given_up(world):
    with Batch.of(world.bo, "move") as batch:
        world.crane_upgrade.enter(world.stage("Contract"), by=world.bo)
    world.stage("Negotiation").retire(world.ada)
    with pytest.raises(Refused):
        batch.undo(world.bo)
    assert world.crane_upgrade.stage.name == "Contract"


def test_a_pipeline_keeps_a_stage_and_the_company_a_pipeline(world):
    for name in ("First contact", "Needs", "Negotiation", "Contract"):
        world.stage(name).retire(world.ada, to=world.stage("Proposal"))
    with pytest.raises(Refused):
        world.stage("Proposal").retire(world.ada)
    with pytest.raises(Refused):
        archive.archive(world.pipeline, by=world.ada)


def test_a_pipeline_is_given_up_when_its_rows_go_to_another(world):
    other = Pipeline.add(world.ada, "Partners", like=world.pipeline)
    assert names(other) == names(world.pipeline)
    targets = dict(zip([s.id for s in world.pipeline.path()], other.path(), strict=True))
    with pytest.raises(Refused):
        world.pipeline.retire(world.ada, {})
    assert world.pipeline.retire(world.ada, targets) == 10
    assert (world.acme_renewal.pipeline_id, world.acme_renewal.stage.name) == (other.id, "Proposal")
    assert world.acme_won.pipeline_id == world.pipeline.id
    assert Pipeline.default().id == other.id


def test_in_another_pipeline_what_was_reached_counts_anew(world):
    other = Pipeline.add(world.ada, "Partners", like=world.pipeline)
    first, last = other.path()[0], other.path()[3]
    world.pipeline.retire(world.ada, {stage.id: first for stage in world.pipeline.path()})

    def reached(stage):
        found = Filter(outcome="all", reached=stage.id).apply(Opportunity.visible_to(world.ada))
        return {row.id for row in found}

    assert world.crane_upgrade.id in reached(first)
    assert reached(last) == set()
    assert world.crane_upgrade.furthest_position == first.position
    world.crane_upgrade.enter(last, by=world.bo)
    assert reached(last) == {world.crane_upgrade.id}


def test_new_ones_begin_where_there_is_a_stage(world):
    empty = Pipeline.add(world.ada, "Empty")
    Pipeline.arrange(world.ada, [empty.id, world.pipeline.id])
    assert Pipeline.default().id == world.pipeline.id
    assert Opportunity.add(world.ann, name="New").pipeline_id == world.pipeline.id


def test_only_an_administrator_lays_paths(world):
    stage = world.stage("Proposal")
    for act in (
        lambda by: Stage.add(by, world.pipeline, name="X", rate=1),
        lambda by: stage.edit(by, rate=1),
        lambda by: stage.retire(by, to=world.stage("Needs")),
        lambda by: Pipeline.add(by, "X"),
        lambda by: CloseReason.add(by, name="X", outcome="won"),
    ):
        with pytest.raises(Refused, match="administrator"):
            act(world.mia)


def test_the_name_and_the_place_of_a_pipeline_change_together_or_not_at_all(world):
    other = Pipeline.add(world.ada, "Partners", like=world.pipeline)
    assert other.edit(world.ada, version=other.edition, name="Resellers", place=0) == {"name", "place"}
    assert [row.name for row in Pipeline.offered()] == ["Resellers", world.pipeline.name]
    assert other.edit(world.ada, version=other.edition, place=0) == set()
    with pytest.raises(Stale):
        other.edit(world.ada, version=other.edition + 1, place=1)
    other.retire(world.ada, {})  # it has no place among the others any more
    events = Event.select().count()
    with pytest.raises(Stale):
        other.edit(world.ada, name="Nobody", place=1)
    assert Pipeline.get_by_id(other.id).name == "Resellers"
    assert Event.select().count() == events
