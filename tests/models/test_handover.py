"""A colleague's rows go to others: what goes, to whom, what stays as it is, and how it comes back."""

import datetime as dt

import pytest

from models import (
    Activity,
    Batch,
    Collaboration,
    Customer,
    Event,
    FieldChange,
    Note,
    Notification,
    Opportunity,
    StageEntry,
    User,
)
from models.base import Refused
from models.handover import Wish, hand_over, look, past, recipients, sources
from models.opportunity.followed import follow
from models.setting import today


@pytest.fixture(autouse=True)
def nothing_said(world):
    """No follow-ups and notes but those of the tests here."""
    for model in (Activity, Note):
        for row in model.select():
            row.delete_instance()
            follow(row.opportunity_id)


def wish(world, of="ann", to=("bo",), **more):
    return Wish(world.user(of), tuple(world.user(who) for who in to), **more)


def call(world, row, **values):
    values = {"kind": "call", "opportunity": row, "customer": row and row.customer_id, "due_on": today(), **values}
    return Activity.create(created_by=world.ann, assignee=world.ann, **values)


@pytest.fixture
def newcomer(world):
    """A second salesperson of North."""
    return User.add("Di Fang", "di@example.com", role="salesperson", team=world.north)


# What there is


def test_the_preview_counts_what_there_is_and_writes_nothing(world, count_queries):
    call(world, world.acme_renewal)
    events = Event.select().count()
    with count_queries() as queries:
        plan = look(world.mia, wish(world))
    share = plan.shares[world.bo.id]
    assert (len(plan.opportunities), len(plan.customers), len(plan.activities), plan.left) == (2, 2, 1, 0)
    assert (share.open, share.amount, share.closed, len(share.customers), len(share.activities)) == (
        2,
        12_000_000,
        0,
        2,
        1,
    )
    assert len(queries) <= 8
    assert Event.select().count() == events


def test_a_sum_without_one_known_amount_is_none(world):
    Opportunity.update(amount=None, base_amount=None).execute()
    plan = look(world.mia, wish(world))
    assert (plan.amount, plan.shares[world.bo.id].amount) == (None, None)
    assert {amount for _key, _count, amount in plan.groups("stage")} == {None}


def test_by_stage_and_by_customer(world):
    plan = look(world.mia, wish(world, to=()))
    stages = {world.stage(name).id: name for name in ("Proposal", "Needs")}
    assert [(stages[key], count, amount) for key, count, amount in plan.groups("stage")] == [
        ("Proposal", 1, 12_000_000),
        ("Needs", 1, None),
    ]
    assert [key for key, _count, _amount in plan.groups("customer")] == [world.acme.id, world.star.id]


# What goes


def test_open_ones_customers_and_plans_go_closed_ones_stay(world):
    plan = call(world, world.acme_renewal)
    batch = hand_over(world.mia, wish(world))
    for row in (world.acme_renewal, world.star_rollout, world.acme, world.star):
        assert (row.owner, row.team) == (world.bo, world.north)
    assert Activity.get_by_id(plan.id).assignee == world.bo
    assert (world.acme_won.owner, world.acme_lost.owner) == (world.ann, world.ann)
    assert batch.count == 5


def test_closed_ones_too_when_asked_for(world):
    hand_over(world.mia, wish(world, closed=True))
    assert (world.acme_won.owner, world.acme_lost.owner) == (world.bo, world.bo)
    assert world.acme_won.outcome == "won"


def test_stage_and_history_stay(world):
    def visits():
        return list(StageEntry.select().where(StageEntry.opportunity == world.acme_renewal.id).tuples())

    before, former = visits(), world.acme_renewal
    hand_over(world.mia, wish(world, to=("cy",)))
    row = world.acme_renewal
    assert visits() == before
    assert (row.stage, row.entered_stage_at, row.amount, row.version) == (
        former.stage,
        former.entered_stage_at,
        former.amount,
        former.version + 1,
    )
    owners = FieldChange.select().where(FieldChange.opportunity == row.id, FieldChange.field.in_(("owner", "team")))
    assert [(c.field, c.old, c.new) for c in owners.order_by(FieldChange.id)][-2:] == [
        ("owner", str(world.ann.id), str(world.cy.id)),
        ("team", str(world.north.id), str(world.south.id)),
    ]
    event = Event.about(row).first()
    assert (event.name, event.actor_id, event.opportunity_id, event.customer_id) == (
        "opportunity.handed_over",
        world.mia.id,
        row.id,
        world.acme.id,
    )
    assert (event.facts["owner"], event.facts["former"]) == (world.cy.id, world.ann.id)
    assert row.touched_on == today()


def test_it_writes_what_assigning_each_would(world):
    """The second path: the same columns, but that nothing is new for its owner: they are told once, of all."""
    hand_over(world.mia, wish(world, to=("cy",)))
    handed = world.acme_renewal.__data__
    Batch.get().undo(world.mia)
    row = world.acme_renewal
    row.assign(world.mia, owner=world.cy)
    assigned = world.acme_renewal.__data__
    loose = {"version", "updated_at", "owner_seen_at"}
    assert {k: v for k, v in handed.items() if k not in loose} == {k: v for k, v in assigned.items() if k not in loose}


def test_each_is_told_once_and_nothing_is_new(world):
    hand_over(world.mia, wish(world, to=("cy",)))
    (told,) = Notification.select().where(Notification.user == world.cy)
    assert (told.kind, told.facts["count"], told.facts["former"]) == ("handed_over", 2, "Ann Li")
    assert not world.acme_renewal.is_new_for_owner


def test_boards_are_told(world):
    version = world.pipeline.version
    hand_over(world.mia, wish(world))
    assert world.pipeline.version > version


def test_what_lies_in_the_bin_stays_there(world):
    world.acme_renewal.bin(world.ann)
    hand_over(world.mia, wish(world))
    assert world.acme_renewal.owner == world.ann


# To whom


def test_customer_by_customer_in_turns_the_largest_first(world, newcomer):
    Opportunity.add(world.ann, name="Star support", customer=world.star, amount=100)
    Opportunity.add(world.ann, name="Alone", amount=99_000_000)
    hand_over(world.mia, Wish(world.ann, (world.bo, newcomer, world.cy)))
    owners = {row.name: row.owner for row in Opportunity.select().where(Opportunity.outcome.is_null())}
    assert owners["Alone"] == world.bo  # the largest
    assert owners["Acme renewal"] == newcomer
    assert owners["星辰 ERP 项目"] == owners["Star support"] == world.cy  # one customer, one person
    assert (world.acme.owner, world.star.owner) == (newcomer, world.cy)


def test_by_hand_for_some_customers(world, newcomer):
    hand_over(world.mia, Wish(world.ann, (world.bo,), chosen={world.star.id: newcomer}))
    assert (world.star_rollout.owner, world.star.owner) == (newcomer, newcomer)
    assert (world.acme_renewal.owner, world.acme.owner) == (world.bo, world.bo)


def test_by_hand_for_some_stages(world, newcomer):
    hand_over(world.mia, Wish(world.ann, (world.bo,), by="stage", chosen={world.stage("Needs").id: newcomer}))
    assert (world.star_rollout.owner, world.star.owner) == (newcomer, newcomer)
    assert world.acme_renewal.owner == world.bo


def test_what_was_planned_on_a_colleagues_sale_goes_to_that_colleague(world):
    Collaboration.create(opportunity=world.crane_upgrade, user=world.ann, writes=True)
    theirs, own = call(world, world.bolt_joint), call(world, None, kind="task", customer=None)
    alone, done = (
        call(world, None, customer=world.star),
        call(world, world.acme_renewal, done_at=dt.datetime(2026, 1, 1)),
    )
    hand_over(world.mia, wish(world, to=("bo",)))
    doers = [Activity.get_by_id(row.id).assignee for row in (theirs, own, alone, done)]
    assert doers == [world.cy, world.ann, world.bo, world.ann]


def test_what_is_planned_on_a_sale_that_stays_is_not_handed_to_its_owner_again(world):
    plan = call(world, world.acme_won)
    batch = hand_over(world.mia, wish(world))
    assert [share["user"] for share in batch.facts["shares"]] == [world.bo.id]
    assert Activity.get_by_id(plan.id).assignee == world.ann


def test_thousands_in_few_queries(world, newcomer, count_queries):
    for number in range(120):
        Opportunity.add(world.ann, name=f"Part {number}", customer=world.acme, amount=number)
    with count_queries() as queries:
        hand_over(world.mia, Wish(world.ann, (world.bo, newcomer)))
    assert len(queries) < 60


# Who may


@pytest.mark.parametrize("who", ["mia", "ada", "bo"])
def test_managers_and_the_teams_lead_may(world, who):
    to = world.cy if who in ("mia", "ada") else User.add("Di Fang", team=world.north)
    hand_over(world.user(who), Wish(world.ann, (to,)))
    assert world.acme_renewal.owner == to


@pytest.mark.parametrize("who", ["ann", "cy", "vic"])
def test_others_may_not(world, who):
    with pytest.raises(Refused, match="managers and team leads"):
        hand_over(world.user(who), wish(world))


def test_a_team_lead_stays_within_the_team(world):
    with pytest.raises(Refused, match="within your team"):
        hand_over(world.bo, wish(world, of="cy", to=("ann",)))
    with pytest.raises(Refused, match="within your team"):
        hand_over(world.bo, wish(world, of="ann", to=("cy",)))
    assert {user.name for user in sources(world.bo)} == {"Ann Li", "Bo Chen", "Finn Gao"}
    assert {user.name for user in recipients(world.bo, world.ann)} == {"Bo Chen"}


def test_rows_outside_of_the_leads_team_are_left_and_counted(world):
    Opportunity.update(team=world.south).where(Opportunity.id == world.star_rollout.id).execute()
    plan = look(world.bo, wish(world))
    assert (len(plan.opportunities), plan.left) == (1, 1)
    hand_over(world.bo, wish(world))
    assert (world.acme_renewal.owner, world.star_rollout.owner) == (world.bo, world.ann)


@pytest.mark.parametrize(
    ("of", "to", "why"), [("ann", (), "Choose"), ("ann", ("ann",), "already"), ("ann", ("vic",), "cannot own"), ("ann", ("finn",), "cannot own"), ("mia", ("bo",), "nothing")]
)  # fmt: skip
def test_what_cannot_be_is_refused(world, of, to, why):
    with pytest.raises(Refused, match=why):
        hand_over(world.ada, wish(world, of=of, to=to))
    assert not Batch.select().exists()


# Leaving


def test_the_account_ends_with_it_and_the_name_stays(world):
    hand_over(world.ada, wish(world), disable=True)
    assert world.ann.disabled_at
    assert world.acme_won.owner.name == "Ann Li"
    assert world.ann in list(sources(world.mia))
    hand_over(world.ada, wish(world, closed=True))  # what stayed can be handed over later
    assert world.acme_won.owner == world.bo


@pytest.mark.parametrize(("who", "of"), [("mia", "ann"), ("bo", "ann"), ("ada", "ada")])
def test_only_an_administrator_ends_an_account_and_not_their_own(world, who, of):
    Opportunity.add(world.ada, name="Hers")
    with pytest.raises(Refused):
        hand_over(world.user(who), wish(world, of=of, to=("bo",)), disable=True)
    assert world.user(of).disabled_at is None
    assert world.acme_renewal.owner == world.ann


# And back


def test_all_of_it_comes_back_but_for_what_was_changed_since(world):
    plan = call(world, world.acme_renewal)
    plan.settle()
    before = {row.id: row.__data__ for row in Opportunity.select()}
    customers = list(Customer.select(Customer.id, Customer.owner, Customer.team).order_by(Customer.id).tuples())
    batch = hand_over(world.mia, wish(world, to=("cy",)))
    world.star_rollout.edit(world.cy, name="ERP, second try")
    assert Batch.get_by_id(batch.id).undo(world.ada) == (4, 1)
    loose = {"version", "updated_at"}
    after = {k: v for k, v in world.acme_renewal.__data__.items() if k not in loose}
    assert after == {k: v for k, v in before[world.acme_renewal.id].items() if k not in loose}
    assert list(Customer.select(Customer.id, Customer.owner, Customer.team).order_by(Customer.id).tuples()) == customers
    assert Activity.get_by_id(plan.id).assignee == world.ann
    assert world.star_rollout.owner == world.cy
    assert not Notification.select().where(Notification.user == world.cy, Notification.kind == "handed_over").exists()


def test_at_any_time_and_once_by_its_maker_or_a_manager(world):
    batch = hand_over(world.bo, wish(world))
    Batch.update(created_at=dt.datetime(2020, 1, 1)).execute()
    Batch.sweep()
    batch = Batch.get_by_id(batch.id)
    for who in ("ann", "cy", "vic"):
        with pytest.raises(Refused):
            batch.undo(world.user(who))
    batch.undo(world.bo)
    with pytest.raises(Refused, match="already"):
        Batch.get_by_id(batch.id).undo(world.mia)


def test_who_is_no_team_lead_any_more_takes_nothing_back(world):
    batch = hand_over(world.bo, wish(world))
    User.update(role="salesperson").where(User.id == world.bo.id).execute()
    with pytest.raises(Refused, match="team leads"):
        batch.undo(world.bo)
    assert world.acme_renewal.owner == world.bo


def test_past_ones(world):
    first, second = hand_over(world.bo, wish(world)), hand_over(world.mia, wish(world, of="cy"))
    assert list(past(world.mia)) == [second, first]
    assert list(past(world.bo)) == [first]


def test_plans_on_closed_ones_that_stay_are_counted(world):
    Activity.plan(world.ann, "call", on=today() + dt.timedelta(days=2), opportunity=world.acme_won)
    assert look(world.mia, Wish(world.ann, (world.bo,))).staying == 1
    assert look(world.mia, Wish(world.ann, (world.bo,), closed=True)).staying == 0
