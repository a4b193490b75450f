"""Previous and next: the same way as the board or list that one came from."""

import pytest

from models import Opportunity
from models.opportunity.filter import Filter
from models.opportunity.walked import MOST

ALL, OPEN = Filter(outcome="all"), Filter()
ORDERS = (
    "name",
    "customer",
    "stage",
    "amount",
    "weighted",
    "close",
    "closed",
    "grade",
    "intent",
    "owner",
    "step",
    "pushes",
)


def order_of(name, turned):
    order = Opportunity.orders()[name]
    return order.flipped() if turned else order


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("who", ["mia", "ann"])
def test_the_walk_through_a_list_is_its_order(world, name, turned, who):
    user, order = getattr(world, who), order_of(name, turned)
    listed = [line.id for line in Opportunity.page_of(user, ALL, order)[0]]
    rows = {row.id: row for row in Opportunity.select()}
    for at, row_id in enumerate(listed):
        before, after, count = Opportunity.beside_in_list(user, ALL, order, rows[row_id])
        assert before == (listed[at - 1] if at else None)
        assert after == (listed[at + 1] if at + 1 < len(listed) else None)
        assert count == len(listed)


@pytest.mark.parametrize("sort", ["moved", "close", "amount", "step", "grade"])
def test_the_walk_over_a_board_goes_down_a_lane_and_on_into_the_next(world, sort):
    wanted, stages = Filter(pipeline=world.pipeline.id), world.pipeline.path()
    lanes = Opportunity.on_board(world.mia, wanted, stages, sort)
    cards = [card for stage in stages for card in lanes[stage.id][0]]
    for at, card in enumerate(cards):
        row = Opportunity.get_by_id(card.id)
        before, after, count = Opportunity.beside_on_board(world.mia, wanted, sort, row, stages)
        assert before == (cards[at - 1].id if at else None) or row.stage_id != cards[at - 1].stage_id
        assert after == (cards[at + 1].id if at + 1 < len(cards) else None)
        assert count == len(lanes[card.stage_id][0])


def test_back_from_the_head_of_a_lane_is_the_end_of_the_one_before(world):
    wanted, stages = Filter(pipeline=world.pipeline.id), world.pipeline.path()
    lanes = Opportunity.on_board(world.mia, wanted, stages, "name")
    needs = lanes[stages[1].id][0]
    before, _after, _count = Opportunity.beside_on_board(
        world.mia, wanted, "name", Opportunity.get_by_id(needs[0].id), stages
    )
    assert before == lanes[stages[0].id][0][-1].id


def test_who_was_closed_meanwhile_still_stands_between_its_neighbours(world):
    order = order_of("name", False)
    listed = [line.id for line in Opportunity.page_of(world.mia, OPEN, order)[0]]
    row = world.crane_upgrade
    at = listed.index(row.id)
    row.win(by=world.mia)
    before, after, count = Opportunity.beside_in_list(world.mia, OPEN, order, world.crane_upgrade)
    assert (before, after, count) == (listed[at - 1], listed[at + 1], len(listed) - 1)


def test_the_walk_stays_within_the_reach(world):
    order = order_of("name", False)
    seen = {row.id for row in Opportunity.visible_to(world.ann)}
    for row in Opportunity.visible_to(world.ann):
        before, after, _count = Opportunity.beside_in_list(world.ann, ALL, order, row)
        assert {before, after} - {None} <= seen


def test_it_costs_the_same_however_many_rows_there_are(world, count_queries):
    order, mia, row = order_of("amount", False), world.mia, world.acme_renewal
    with count_queries() as queries:
        Opportunity.beside_in_list(mia, OPEN, order, row)
    assert len(queries) <= 4, queries
    assert all("LIMIT" in query for query in queries), "no query reads all"
    assert MOST == 1000
