"""The cast sees what tests/world.py promises, so that every other test stands on firm ground."""

import pytest

from models import Opportunity

NORTH = {"acme_renewal", "star_rollout", "crane_upgrade", "north_unowned", "acme_won", "acme_lost"}
SOUTH = {"south_pilot", "bolt_shared", "bolt_joint", "bolt_expired", "handed_over", "bolt_invalid"}
ANNS = {"acme_renewal", "star_rollout", "acme_won", "acme_lost"}
ALL = NORTH | SOUTH | {"orphan"}


def names(world, query):
    ids = {row.id for row in query}
    return {name for name, (model, key) in world.names.items() if model is Opportunity and key in ids}


@pytest.mark.parametrize(
    ("who", "seen", "changed"),
    [
        ("ann", ANNS | {"north_unowned", "bolt_shared", "bolt_joint", "handed_over"}, ANNS | {"bolt_joint"}),
        ("bo", NORTH, NORTH),
        ("cy", SOUTH, SOUTH),
        ("mia", ALL, ALL),
        ("ada", ALL, ALL),
        ("vic", ALL, set()),
    ],
)
def test_reach_of_the_cast(world, who, seen, changed):
    user = world.user(who)
    assert names(world, Opportunity.visible_to(user)) == seen
    assert names(world, Opportunity.editable_by(user)) == changed


def test_each_test_has_its_own_copy_and_reads_what_is_stored(world):
    world.acme_renewal.win(by=world.ann)
    assert world.acme_renewal.outcome == "won"


def test_the_copy_of_the_former_test_is_gone(world):
    assert world.acme_renewal.outcome is None


def test_queries_are_counted(world, count_queries):
    with count_queries() as queries:
        list(Opportunity.visible_to(world.mia))
    assert len(queries) == 2  # mia herself and the rows: a manager's reach asks nothing more
    assert queries[1].startswith("SELECT")
