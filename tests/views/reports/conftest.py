"""Closed opportunities enough for a rate."""

import pytest

from models import Opportunity


@pytest.fixture
def many_closed(world):
    """Beside the world's own three: five won ones of CNY 100.00 and two lost ones, so that six of nine are won."""
    for number in range(7):
        row = Opportunity.add(world.ann, name=f"sale {number}", customer=world.acme, amount=10_000)
        if number < 5:
            row.win(world.ann, reason=world.reason("won", "Price"))
        else:
            row.lose(world.ann, world.reason("lost", "Price too high"))
