"""What a change of a stage would do is told before; afterwards it is what was told."""

import json

import pytest

from models.foresight import of_stage
from models.opportunity import Opportunity
from models.opportunity.demanded import without


def present(stage):
    rows = list(Opportunity.kept().where(Opportunity.stage == stage.id, Opportunity.outcome.is_null()))
    stuck = Opportunity.kept().where(Opportunity.stuck_at(), Opportunity.stage == stage.id).count()
    return sum(row.weighted or 0 for row in rows), stuck


@pytest.mark.parametrize("name", ["First contact", "Needs", "Proposal", "Negotiation", "Contract"])
@pytest.mark.parametrize(
    "values", [{"rate": 33}, {"limit_days": 3}, {"expected_days": 2, "limit_days": None}, {"expected_days": None}]
)
def test_what_was_told_is_what_comes(world, name, values):
    stage = world.stage(name)
    told = of_stage(stage, values)
    assert (told.weighted[0], told.stuck[0]) == present(stage)
    stage.edit(world.ada, **values)
    assert (told.weighted[1], told.stuck[1]) == present(stage)


def test_the_world_has_somebody_whom_it_affects(world):
    told = of_stage(world.stage("Proposal"), {"rate": 33, "limit_days": 3})
    assert told.affects
    assert told.weighted == (7_500_000, 4_950_000)
    assert told.stuck == (0, 2)


def test_a_probability_of_its_own_stays(world):
    told = of_stage(world.stage("Negotiation"), {"rate": 1})
    assert (told.open, told.own, told.weighted) == (1, 1, (5_600_000, 5_600_000))
    assert not told.affects


def test_only_what_is_newly_asked_for_is_counted(world):
    stage = world.stage("Proposal")
    stage.edit(world.ada, required='["amount"]')
    told = of_stage(stage, {"required": json.dumps(["amount", "source", "decision_maker"])})
    here = Opportunity.kept().where(Opportunity.stage == stage.id, Opportunity.outcome.is_null())
    assert dict(told.lacking) == {name: here.where(without(name)).count() for name in ("source", "decision_maker")}


def test_rows_in_the_bin_and_closed_ones_are_nobody(world):
    before = of_stage(world.stage("Proposal"), {}).open
    world.acme_renewal.bin(world.ann)
    assert of_stage(world.stage("Proposal"), {}).open == before - 1
    assert of_stage(world.stage("Negotiation"), {}).open == 1  # Acme service was lost from there


def test_another_forecast_category_affects_whoever_is_there(world):
    stage = world.stage("Contract")
    told = of_stage(stage, {"category": "omitted"})
    assert told.affects
    assert told.category == ("commit", "omitted")
    Opportunity.update(outcome="invalid").where(Opportunity.stage == stage.id).execute()
    assert not of_stage(stage, {"category": "omitted"}).affects
