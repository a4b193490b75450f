"""The people at the customer whom a sale depends on."""

import pytest

from models import Contact
from models.base import Refused
from models.event import Event


def roles(row):
    return {contact.name: role for contact, role in row.contacts()}


def told(row):
    return [event.name.partition(".")[2] for event in Event.about(row).order_by(Event.id)][1:]


def test_who_becomes_primary_takes_the_place_of_the_former(world):
    row, ann = world.acme_renewal, world.ann
    li, xu = (Contact.add(ann, customer=world.acme, name=name) for name in ("Li", "Xu"))
    row.add_contact(ann, li, "decision_maker")
    assert roles(row) == {"Wei Zhang": "primary", "Li": "decision_maker"}
    assert row.give_role(ann, li, "primary")
    assert roles(row) == {"Li": "primary", "Wei Zhang": "decision_maker"}
    assert row.contact == li
    row.add_contact(ann, xu, "primary")
    assert roles(row) == {"Xu": "primary", "Wei Zhang": "decision_maker", "Li": "influencer"}
    assert not row.give_role(ann, xu, "primary")
    row.remove_contact(ann, xu)
    assert row.contact is None
    assert told(row) == ["stage_entered", "contact_added", "contact_changed", "contact_added", "contact_removed"]
    assert row.version == world.acme_renewal.version


def test_one_contact_has_one_role_and_strangers_none(world):
    row, ann = world.acme_renewal, world.ann
    with pytest.raises(Refused, match="among the contacts already"):
        row.add_contact(ann, world.acme_wei, "user")
    with pytest.raises(Refused, match="outside of what you may see"):
        row.add_contact(world.bo, world.bolt_pat, "user")
    for role in ("boss", "", None):
        with pytest.raises(Refused, match="no such role"):
            row.add_contact(ann, world.star_lin, role)
    with pytest.raises(Refused, match="not among the contacts any more"):
        row.give_role(ann, world.star_lin, "user")
    with pytest.raises(Refused, match="not among the contacts any more"):
        row.remove_contact(ann, world.star_lin)
    assert roles(row) == {"Wei Zhang": "primary"}


def test_a_typed_name_is_found_or_made_at_the_customer(world):
    row = world.acme_renewal
    row.remove_contact(world.ann, world.acme_wei)
    assert row.add_contact_named(world.ann, (None, "wei zhang"), "user") == world.acme_wei
    assert row.add_contact_named(world.ann, (None, "Li Na")).customer == world.acme
    with pytest.raises(Refused, match="Enter a name"):
        row.add_contact_named(world.ann, (None, " "))


def test_a_refused_one_leaves_no_new_contact_behind(world):
    with pytest.raises(Refused, match="no such role"):
        world.acme_renewal.add_contact_named(world.ann, (None, "Li Na"), "boss")
    assert not Contact.select().where(Contact.name == "Li Na").exists()


@pytest.mark.parametrize(("who", "row"), [("vic", "acme_renewal"), ("cy", "acme_renewal"), ("ann", "bolt_shared")])
def test_who_may_not_change_it_names_nobody(world, who, row):
    row, by = getattr(world, row), getattr(world, who)
    version = row.version
    for verb in (
        lambda: row.add_contact(by, world.star_lin, "user"),
        lambda: row.give_role(by, world.acme_wei, "user"),
        lambda: row.remove_contact(by, world.acme_wei),
        lambda: row.add_competitor(by, "Rival Ltd"),
        lambda: row.tag(by, add=["x"]),
        lambda: row.add_line(by, "Seat", price=1),
        lambda: row.share(by, world.bo),
    ):
        with pytest.raises(Refused, match="may look at this opportunity"):
            verb()
    assert type(row).get_by_id(row.id).version == version
