"""What a customer brings, as far as the reader sees it."""

from models import OpportunityContact
from models.opportunity import by_customer
from models.opportunity.by_customer import Brought


def names(rows):
    return [row.name for row in rows]


def test_what_is_open_and_won_is_counted_within_reach(world):
    ids = [world.acme.id, world.bolt.id, world.star.id, world.crane.id]
    won = {"won": 1, "value": 8_500_000}
    assert by_customer.brought(world.mia, ids) == {
        world.acme.id: Brought(1, 12_000_000, **won),
        world.bolt.id: Brought(4, 28_100_000),
        world.star.id: Brought(1, None),  # unknown is not 0
        world.crane.id: Brought(1, 7_000_000),  # USD in the base currency
    }
    assert by_customer.brought(world.ann, ids) == {
        world.acme.id: Brought(1, 12_000_000, **won),
        world.bolt.id: Brought(2, 23_000_000),  # shared with her
        world.star.id: Brought(1, None),
    }
    assert by_customer.brought(world.ann, []) == {}


def test_won_counts_what_was_agreed(world):
    assert by_customer.totals(world.ann, world.acme) == {
        None: (1, 12_000_000),
        "won": (1, 8_500_000),
        "lost": (1, 4_000_000),
    }
    assert by_customer.totals(world.bo, world.bolt) == {}


def test_lines_come_open_first_then_newest(world):
    assert names(by_customer.at_customer(world.ann, world.acme)) == ["Acme renewal", "Acme service", "Acme first order"]
    assert names(by_customer.at_customer(world.ann, world.bolt)) == ["Bolt joint bid", "Bolt frame contract"]


def test_lines_of_a_contact_and_its_roles(world):
    OpportunityContact.create(opportunity=world.south_pilot, contact=world.acme_wei, role="influencer")
    assert names(by_customer.with_contact(world.mia, world.acme_wei)) == ["South pilot", "Acme renewal"]
    assert names(by_customer.with_contact(world.ann, world.acme_wei)) == ["Acme renewal"]
    assert by_customer.roles_of(world.acme_wei) == {
        world.acme_renewal.id: "primary",
        world.south_pilot.id: "influencer",
    }


def test_each_question_is_few_queries(world, count_queries):
    mia, acme = world.mia, world.acme
    with count_queries() as queries:
        by_customer.brought(mia, [acme.id])
        by_customer.totals(mia, acme)
        by_customer.at_customer(mia, acme)
    assert len(queries) == 3
