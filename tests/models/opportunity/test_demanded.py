"""What a stage asks for before one may enter it: refused with the names of what is missing, on every path."""

import datetime as dt
import json

import pytest

from models import Activity
from models.base import Refused
from models.opportunity import Opportunity
from models.opportunity.bulk import Chosen, dry
from models.opportunity.demanded import DEMANDS, Lacking, has, lacking, without
from models.opportunity.doings import Move
from models.opportunity.filter import Filter
from models.pipeline import Source, Stage
from models.product import Product
from models.setting import today


@pytest.fixture
def contract(world):
    """The stage Contract, which asks for all that a stage may ask for."""
    world.stage("Contract").edit(world.ada, required=json.dumps(list(DEMANDS)))
    return world.stage("Contract")


def test_it_is_refused_with_the_names_of_what_is_missing(world, contract):
    row = world.star_rollout
    with pytest.raises(Lacking) as refused:
        row.enter(contract, by=world.ann)
    assert refused.value.fields == (
        "amount", "expected_close_on", "decision_maker", "product", "source", "requirement", "solution", "grade",
        "next_step",
    )  # fmt: skip
    assert "Amount, Expected close, Decision maker" in str(refused.value)
    assert world.star_rollout.stage.name == "Needs"


def test_where_all_is_there_it_enters(world, contract):
    contract.edit(world.ada, required='["amount", "customer", "contact", "source", "requirement", "grade"]')
    assert world.acme_renewal.enter(world.stage("Contract"), by=world.ann)


def test_staying_asks_for_nothing(world, contract):
    assert world.bolt_shared.enter(contract, by=world.cy) is False


def test_many_at_once_are_counted_by_the_same_decision(world, contract):
    count = dry(Move(world.mia, contract), Chosen(world.mia, Filter(stage=world.stage("Needs").id)))
    assert (count.can, sum(count.refused.values())) == (0, 2)
    assert all("asks for more first" in reason for reason, _facts in count.refused)


@pytest.mark.parametrize("name", DEMANDS)
def test_one_row_and_many_are_asked_alike(world, name):
    rows = list(Opportunity.kept())
    world.acme_renewal.add_contact(None, world.star_lin, "decision_maker")
    Activity.plan(world.ann, "call", on=today() + dt.timedelta(days=1), opportunity=world.acme_renewal)
    world.acme_renewal.edit(world.ann, solution="A frame", product=Product.add(None, name="Seat"))
    lack = {row.id for row in Opportunity.kept().where(without(name))}
    assert lack == {row.id for row in Opportunity.kept() if not has(row, name)}
    assert 0 < len(lack) < len(rows)


def test_a_contact_in_the_bin_decides_nothing(world):
    world.acme_renewal.give_role(world.ann, world.acme_wei, "decision_maker")
    assert has(world.acme_renewal, "decision_maker")
    world.acme_wei.bin(world.ann)
    assert not has(world.acme_renewal, "decision_maker")
    assert world.acme_renewal.id in [row.id for row in Opportunity.kept().where(without("decision_maker"))]


def test_filled_and_entered_at_once(world, contract):
    row = world.star_rollout
    row.enter_filled(
        contract,
        by=world.ann,
        version=row.version,
        values={
            "amount": 5_000_00, "expected_close_on": today(), "source": Source.offered().first(), "requirement": "All",
            "solution": "Most", "grade": "B", "product": Product.add(None, name="Seat"),
        },
        decision_maker=(None, "王总"),
        plan={"kind": "call", "on": today() + dt.timedelta(days=1)},
    )  # fmt: skip
    now = world.star_rollout
    assert now.stage_id == contract.id
    assert lacking(now, contract) == []
    assert now.amount == 500_000


def test_what_is_still_missing_leaves_everything_as_it_was(world, contract):
    version = world.star_rollout.version
    with pytest.raises(Lacking):
        world.star_rollout.enter_filled(contract, by=world.ann, version=version, values={"amount": 1})
    now = world.star_rollout
    assert (now.amount, now.version, now.stage.name) == (None, version, "Needs")


def test_a_new_one_brings_what_its_stage_asks_for(world):
    stage = world.stage("First contact")
    stage.edit(world.ada, required='["amount", "decision_maker"]')
    with pytest.raises(Refused, match="Amount"):
        Opportunity.add(world.ann, name="New")
    assert Opportunity.add(world.ann, name="New", amount=0)
    assert Opportunity.add(None, name="By the system", stage=Stage.get_by_id(stage.id))
