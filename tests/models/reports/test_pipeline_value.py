"""Open opportunities of the world (tests/world.py), added up by hand."""

import dataclasses

from models import Opportunity
from models.opportunity.filter import Filter
from models.pipeline import Stage
from models.reports import ask

EVERYTHING = Filter(outcome="all")


def figures(answer):
    return [(row.name, row.count, row.known, row.amount, row.weighted) for row in answer.rows]


def test_by_stage_in_the_order_of_the_path(world):
    answer = ask("pipeline-value", None, EVERYTHING)
    assert figures(answer) == [
        ("First contact", 4, 2, 900_000, 90_000),
        ("Needs", 2, 1, 5_000_000, 1_500_000),
        ("Proposal", 2, 2, 15_000_000, 7_500_000),
        ("Negotiation", 1, 1, 7_000_000, 5_600_000),  # USD 10,000 at 7, at 80 % by hand
        ("Contract", 1, 1, 20_000_000, 18_000_000),
    ]
    assert [row.place for row in answer.rows] == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]
    whole = answer.total
    assert (whole.count, whole.known, whole.amount, whole.weighted) == (10, 7, 47_900_000, 32_690_000)


def test_an_empty_stage_is_shown_and_an_archived_one_only_when_it_holds_something(world):
    for row in Opportunity.select().where(Opportunity.stage == world.stage("Needs")):
        row.enter(world.stage("Proposal"), by=None)
    Stage.update(archived_at="2026-01-01").where(Stage.name.in_(("Needs", "Contract"))).execute()
    names = [row.name for row in ask("pipeline-value", None, EVERYTHING).rows]
    assert names == ["First contact", "Proposal", "Negotiation", "Contract"]
    world.bolt_shared.enter(world.stage("First contact"), by=None)
    assert [row.count for row in ask("pipeline-value", None, EVERYTHING).rows] == [5, 4, 1]


def test_by_owner_the_largest_first_and_nobody_last(world):
    assert figures(ask("pipeline-value", None, EVERYTHING, by="owner")) == [
        ("Cy Wang", 5, 4, 28_100_000, 21_010_000),
        ("Ann Li", 2, 1, 12_000_000, 6_000_000),
        ("Bo Chen", 1, 1, 7_000_000, 5_600_000),
        (None, 2, 1, 800_000, 80_000),
    ]


def test_scope_narrows_everything(world):
    answer = ask("pipeline-value", None, dataclasses.replace(EVERYTHING, team=world.north.id))
    assert (answer.total.count, answer.total.amount) == (4, 19_800_000)


def test_closed_ones_are_not_open(spring):
    assert ask("pipeline-value", None, spring).total.count == 0


def test_each_product_is_rounded_half_even_before_the_sum(world, spring):
    stage = Stage.get(Stage.pipeline == spring.pipeline, Stage.name == "B")
    for amount, percent in ((5, 50), (7, 50), (5, 50)):  # 2.5 -> 2, 3.5 -> 4, 2.5 -> 2
        Opportunity.add(None, name="small", stage=stage, amount=amount, probability=percent)
    assert ask("pipeline-value", None, spring).total.weighted == 8
