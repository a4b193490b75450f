"""What it is worth, to the last cent."""

import pytest

from models.opportunity.valued import half_even


@pytest.mark.parametrize(
    ("amount", "percent", "expected"),
    [(1, 50, 0), (3, 50, 2), (5, 50, 2), (7, 50, 4), (1_001, 50, 500), (999, 33, 330), (100, 0, 0), (None, 50, None)],
)
def test_halves_go_to_the_even_neighbour(amount, percent, expected):
    assert half_even(amount, percent) == expected


def test_the_chance_is_the_hand_set_one_else_the_stages(world):
    assert world.crane_upgrade.chance == 80
    assert world.acme_renewal.chance == 50
    world.acme_renewal.edit(world.ann, probability=0)
    assert world.acme_renewal.chance == 0, "0 is a probability, not nothing"


def test_the_cycle_is_counted_from_the_opening(world):
    assert world.acme_renewal.expected_cycle == 70
    assert world.star_rollout.expected_cycle is None


def test_a_won_one_is_worth_what_was_agreed(world):
    assert (world.acme_won.value, world.acme_lost.value) == (8_500_000, 4_000_000)
