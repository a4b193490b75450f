"""Customer and contact come as names; two editors at once are told apart field by field."""

import pytest

from models import Contact, Customer, Opportunity, OpportunityContact
from models.base import Refused


def make(world, customer=(None, ""), contact=(None, ""), by="ann", **values):
    return Opportunity.add_named(world.user(by), customer, contact, name="New", **values)


def test_a_new_customer_and_contact_are_made_with_it(world):
    row = make(world, (None, "Fable Ltd"), (None, "Fay"))
    assert (row.customer.name, row.customer.owner) == ("Fable Ltd", world.ann)
    assert (row.contact.name, row.contact.customer) == ("Fay", row.customer)


def test_known_names_are_used(world):
    count = Customer.select().count()
    row = make(world, (None, " ＡＣＭＥ "), (None, "wei zhang"))
    assert (row.customer, row.contact) == (world.acme, world.acme_wei)
    assert Customer.select().count() == count


def test_a_picked_contact_brings_its_customer(world):
    row = make(world, contact=(world.acme_wei.id, "Wei Zhang"))
    assert row.customer == world.acme


def test_a_colleagues_customer_is_refused_and_nothing_stays(world):
    with pytest.raises(Refused, match="Crane Works"):
        make(world, (None, "Crane Works"))
    assert not Opportunity.select().where(Opportunity.name == "New").exists()


def test_a_contact_of_nobody_is_refused_and_nothing_stays(world):
    with pytest.raises(Refused):
        make(world, contact=(None, "Somebody"))
    assert not Contact.select().where(Contact.name == "Somebody").exists()


def test_when_the_opportunity_is_refused_its_customer_is_not_made(world):
    with pytest.raises(Refused):
        make(world, (None, "Ghost GmbH"), owner=world.cy)
    assert not Customer.select().where(Customer.name == "Ghost GmbH").exists()


def test_the_primary_contact_is_replaced_and_told(world):
    row = world.acme_renewal
    changed = row.edit_named(world.ann, (world.acme.id, "Acme"), (None, "Una"), version=row.version)
    assert changed == {"contact"}
    links = list(OpportunityContact.select().where(OpportunityContact.opportunity == row))
    assert [(link.contact.name, link.role) for link in links] == [("Una", "primary")]
    event = row.changed_since(row.version - 1)["contact"]
    assert event.facts["changes"]["contact"] == [world.acme_wei.id, links[0].contact_id]


def test_a_contact_with_another_role_becomes_the_primary_one(world):
    row, other = world.acme_renewal, Contact.add(world.ann, customer=world.acme, name="Ola")
    OpportunityContact.create(opportunity=row, contact=other, role="user")
    row.edit(world.ann, contact=other)
    assert [(contact.name, role) for contact, role in row.contacts()] == [("Ola", "primary")]
    row.edit(world.ann, contact=None)
    assert (row.contacts(), world.acme_renewal.contact) == ([], None)


def test_what_others_changed_since_a_version_is_known_by_field(world):
    row = world.acme_renewal
    read = row.version
    row.edit(world.bo, amount=1)
    row.enter(world.stage("Contract"), by=world.bo)
    row.edit(world.mia, amount=2, grade="B")
    found = row.changed_since(read)
    assert set(found) == {"amount", "grade"}
    assert found["amount"].facts["changes"]["amount"] == [12_000_000, 1], "what the editor had read"
    assert row.changed_since(row.version) == {}


def test_a_version_that_only_a_move_raised_hides_no_older_edit(world):
    row = world.acme_renewal
    row.edit(world.bo, amount=1)
    read = row.version
    row.enter(world.stage("Contract"), by=world.bo)
    assert row.changed_since(read) == {}
