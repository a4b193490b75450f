"""One verb on many: the count says what comes, the same rules hold as for one, and all of it is taken back at once."""

import datetime as dt

import pytest

from models import Delivery, FieldChange, Notification, Opportunity, StageEntry
from models.base import Refused
from models.opportunity import bulk
from models.opportunity.bulk import Chosen, dry, run
from models.opportunity.doings import Assign, Close, Expect, Move, Stick, Throw
from models.opportunity.filter import Filter
from models.setting import today
from tests.world import CAST

ALL = Filter(outcome="all")


def doings(world, by):
    """One of each, that something in the world takes."""
    return [
        Move(by, world.stage("Needs")),
        Close(by, "won"),
        Close(by, "lost", reason=world.reason("lost", "Budget")),
        Close(by, "invalid", reason=world.reason("invalid", "Duplicate")),
        Expect(by, today() + dt.timedelta(days=60)),
        Stick(by, add=["key account"]),
        Throw(by),
    ]


@pytest.mark.parametrize("who", ["ann", "bo", "cy", "mia"])
@pytest.mark.parametrize("number", range(7))
def test_the_count_is_what_comes(world, who, number):
    user = world.user(who)
    doing = doings(world, user)[number]
    before = dry(doing, Chosen(user, ALL))
    after, batch = run(doing, Chosen(user, ALL))
    assert (before.can, before.same, before.refused) == (after.can, after.same, after.refused)
    assert before.all == Opportunity.visible_to(user).count() + (before.can if isinstance(doing, Throw) else 0)
    assert batch.count == after.can > 0


def single(doing, row):
    """What the single verb says: it changes, it is so already, or the reason why not."""
    try:
        return bool(doing.do(row))
    except Refused as error:
        return error.reason


@pytest.mark.parametrize("who", ["ann", "bo", "cy", "mia"])
@pytest.mark.parametrize("number", range(7))
def test_the_count_agrees_with_the_verb_row_by_row(world, who, number):
    user = world.user(who)
    seen = [row.id for row in Opportunity.visible_to(user)]
    for row_id in seen:
        doing = doings(world, user)[number]
        count = dry(doing, Chosen(user, ALL, (row_id,)))
        said = single(doing, Opportunity.get_by_id(row_id))
        if said is True:
            assert (count.can, count.left) == (1, 0)
        elif said is False:
            assert count.same == 1
        else:
            assert sum(count.refused.values()) == 1


def test_assigning_follows_the_rules_of_one(world):
    count, _batch = run(Assign(world.bo, owner=world.ann), Chosen(world.bo, Filter()))
    assert (count.can, count.same) == (2, 2)
    assert world.crane_upgrade.owner == world.north_unowned.owner == world.ann
    with pytest.raises(Refused, match="only within your team"):
        Assign(world.bo, owner=world.cy)
    with pytest.raises(Refused, match="cannot own"):
        Assign(world.mia, owner=world.vic)
    with pytest.raises(Refused, match="Choose a reason"):
        Close(world.mia, "lost")


@pytest.mark.parametrize("who", CAST)
def test_what_one_may_only_look_at_stays(world, who):
    user = world.user(who)
    changeable = {row.id for row in Opportunity.editable_by(user)}
    before = {row.id: row.version for row in Opportunity.select()}
    run(Stick(user, add=["x"]), Chosen(user, ALL))
    changed = {row.id for row in Opportunity.select() if row.version != before[row.id]}
    assert changed == changeable & {row.id for row in Opportunity.visible_to(user)}


def test_ids_out_of_reach_are_not_touched(world):
    count, _batch = run(Throw(world.ann), Chosen(world.ann, ALL, (world.south_pilot.id, world.acme_renewal.id)))
    assert (count.can, count.all) == (1, 1)
    assert world.south_pilot.deleted_at is None
    assert world.acme_renewal.deleted_at


def test_all_that_match_are_found_by_the_filter(world):
    for number in range(1100):
        Opportunity.add(world.mia, name=f"Bulk {number}", amount=100)
    count, batch = run(Move(world.mia, world.stage("Proposal")), Chosen(world.mia, Filter(q="Bulk")))
    assert count.can == batch.count == 1100
    assert (
        Opportunity.select().where(Opportunity.stage == world.stage("Proposal"), Opportunity.name ** "Bulk%").count()
        == 1100
    )
    assert StageEntry.select().where(StageEntry.left_at.is_null(False)).count() >= 1100


def test_it_is_taken_back_in_one_go(world):
    seen = Chosen(world.mia, Filter())
    before = {row.id: (row.stage_id, row.owner_id, row.outcome) for row in Opportunity.select()}
    visits = StageEntry.select().count()
    for doing in (Move(world.mia, world.stage("Needs")), Assign(world.mia, owner=world.bo), Close(world.mia, "won")):
        count, batch = run(doing, seen)
        assert batch.undo(world.mia) == (count.can, 0)
        assert {row.id: (row.stage_id, row.owner_id, row.outcome) for row in Opportunity.select()} == before
    assert StageEntry.select().count() == visits


def test_what_was_changed_since_stays_when_the_rest_is_taken_back(world):
    count, batch = run(Move(world.mia, world.stage("Needs")), Chosen(world.mia, Filter()))
    world.acme_renewal.edit(by=world.ann, grade="D")
    assert batch.undo(world.mia) == (count.can - 1, 1)
    assert world.acme_renewal.stage == world.stage("Needs")


def test_won_without_an_amount_asked_takes_the_expected_one(world):
    run(Close(world.mia, "won"), Chosen(world.mia, ALL, (world.acme_renewal.id, world.orphan.id)))
    assert world.acme_renewal.final_amount == 12_000_000
    assert (world.orphan.outcome, world.orphan.final_amount) == ("won", None)
    assert (
        FieldChange.select().where(FieldChange.opportunity == world.orphan.id, FieldChange.field == "outcome").exists()
    )


def test_a_failure_in_the_middle_leaves_nothing(world, monkeypatch):
    def broken(self, *_args, **_more):
        raise RuntimeError

    before = {row.id: row.version for row in Opportunity.select()}
    monkeypatch.setattr(Opportunity, "leave_stage", broken)
    with pytest.raises(RuntimeError):
        run(Move(world.mia, world.stage("Needs")), Chosen(world.mia, Filter()))
    assert {row.id: row.version for row in Opportunity.select()} == before


def test_tags_already_there_are_no_change(world):
    world.acme_renewal.tag(by=world.mia, add=["Key account"])
    count = dry(Stick(world.mia, add=["key ACCOUNT"]), Chosen(world.mia, ALL, (world.acme_renewal.id, world.orphan.id)))
    assert (count.can, count.same) == (1, 1)
    count = dry(Stick(world.mia, remove=["key account"]), Chosen(world.mia, ALL))
    assert count.can == 1


def test_too_many_at_once_are_refused(world, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 3)
    with pytest.raises(Refused, match="Narrow the filter"):
        dry(Throw(world.mia), Chosen(world.mia, ALL))


def test_counting_costs_no_query_a_row(world, count_queries):
    asked = []
    for add in (0, 300):
        for number in range(add):
            Opportunity.add(world.mia, name=f"Bulk {number}", owner=world.bo)
        doing, chosen = Move(world.bo, world.stage("Needs")), Chosen(world.bo, Filter())
        with count_queries() as queries:
            dry(doing, chosen)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


@pytest.mark.parametrize("who", ["ann", "bo", "cy", "mia"])
def test_assigning_is_counted_as_the_single_verb_decides(world, who):
    user = world.user(who)
    for row in list(Opportunity.visible_to(user)):
        count = dry(Assign(user, owner=user), Chosen(user, ALL, (row.id,)))
        said = single(Assign(user, owner=user), Opportunity.get_by_id(row.id))
        assert (count.can, count.same, sum(count.refused.values())) == (
            said is True,
            said is False,
            isinstance(said, str),
        )


def test_who_gets_many_is_told_once(world):
    count, _batch = run(Assign(world.mia, owner=world.ann), Chosen(world.mia, Filter()))
    assert count.can > 5
    assert Notification.select().where(Notification.user == world.ann, Notification.kind == "assigned").count() == 1
    assert Delivery.select().count() <= 1
