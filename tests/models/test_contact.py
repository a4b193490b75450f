"""Contacts: they follow their customer, are found once, and tell what happened to them."""

import pytest

from models import Contact, Event
from models.base import Refused, Stale
from models.contact import listed


def names(rows):
    return [row.name for row in rows]


def test_a_contact_is_made_and_told(world):
    row = Contact.add(world.ann, customer=world.acme, name=" Maria  Sa ", phone="+86 139 1111 2222")
    row = Contact.get_by_id(row.id)
    assert (row.name, row.name_key, row.phone_key, row.created_by) == ("Maria Sa", "maria sa", "13911112222", world.ann)
    event = Event.about(row).get()
    assert (event.name, event.facts) == ("contact.created", {"name": "Maria Sa", "customer": world.acme.id})


def test_contacts_are_seen_with_their_customer(world):
    assert set(names(Contact.visible_to(world.ann))) == {
        "Wei Zhang",
        "林晓",
        "Pat Moor",
    }  # Bolt by an opportunity shared
    assert set(names(Contact.visible_to(world.bo))) == {"Wei Zhang", "林晓"}
    assert set(names(Contact.visible_to(world.vic))) == {"Wei Zhang", "林晓", "Pat Moor"}
    Contact.add(None, customer=world.acme, name="Imported")
    assert names(Contact.editable_by(world.vic)) == []
    assert "Imported" not in names(Contact.editable_by(world.cy))
    assert set(names(Contact.editable_by(world.ann))) == {"Wei Zhang", "林晓", "Imported"}


def test_who_made_one_sees_and_changes_it(world):
    row = Contact.add(world.ann, customer=world.bolt, name="Mine")
    assert Contact.may_change(world.ann, row)
    assert row.edit(world.ann, title="Boss") == {"title"}


def test_a_customer_out_of_reach_gets_no_contact(world):
    with pytest.raises(Refused):
        Contact.add(world.bo, customer=world.bolt, name="Sneaky")
    with pytest.raises(Refused):
        world.acme_wei.edit(world.bo, customer=world.bolt)
    with pytest.raises(Refused):
        Contact.add(world.vic, customer=world.acme, name="Viewed")


def test_an_edit_tells_old_and_new(world):
    assert world.acme_wei.edit(world.ann, name="Wei Chang", customer=world.star) == {"name", "customer"}
    assert world.acme_wei.name_key == "wei chang"
    event = Event.about(world.acme_wei).first()
    assert event.facts["changes"] == {
        "name": ["Wei Zhang", "Wei Chang"],
        "customer": [world.acme.id, world.star.id],
    }


def test_the_second_editor_is_stale(world):
    world.acme_wei.edit(world.ann, title="Head of buying")
    with pytest.raises(Stale):
        world.acme_wei.edit(world.bo, version=1, title="Director")
    assert world.acme_wei.title == "Head of buying"


def test_who_may_only_look_is_refused(world):
    with pytest.raises(Refused):
        world.bolt_pat.edit(world.ann, title="x")


def test_exact_duplicates_by_mail_and_number(world):
    assert Contact.twins_of(phone="+86 139 0013 9000") == [world.acme_wei]
    assert Contact.twins_of(email="PAT@bolt.example") == [world.bolt_pat]
    assert Contact.twins_of(phone="139 0013 9000", email="pat@bolt.example") == [world.acme_wei, world.bolt_pat]
    assert Contact.twins_of(email="pat@bolt.example", but=world.bolt_pat) == []
    assert Contact.twins_of(phone="", email="") == []
    assert Contact.reached_among(world.bo, [world.acme_wei, world.bolt_pat]) == [world.acme_wei]


class TestPicked:
    def test_nothing_typed_is_nobody(self, world):
        assert Contact.picked(world.ann, world.acme, world.acme_wei.id, "") is None

    def test_the_picked_one(self, world):
        twin = Contact.add(world.ann, customer=world.acme, name="Wei Zhang")
        assert Contact.picked(world.ann, world.acme, twin.id, "Wei Zhang") == twin
        assert Contact.picked(world.ann, None, twin.id, "Wei Zhang") == twin

    def test_a_known_name_at_this_customer_is_never_made_again(self, world):
        assert Contact.picked(world.ann, world.acme, None, "wei zhang") == world.acme_wei

    def test_the_same_name_elsewhere_is_somebody_else(self, world):
        row = Contact.picked(world.ann, world.star, world.acme_wei.id, "Wei Zhang")
        assert row != world.acme_wei
        assert row.customer == world.star

    def test_a_contact_needs_a_customer(self, world):
        with pytest.raises(Refused):
            Contact.picked(world.ann, None, None, "Somebody")


@pytest.mark.parametrize(
    ("text", "found"),
    [("wei", "Wei Zhang"), ("13900", "Wei Zhang"), ("linxiao", "林晓"), ("Bolt", "Pat Moor"), ("pat@", "Pat Moor"), ("星辰", "林晓"), ("%", None)],
)  # fmt: skip
def test_found_by_name_number_mail_wechat_and_customer(world, text, found):
    assert names(Contact.within(world.mia, text)) == ([found] if found else [])


@pytest.mark.parametrize("sort", ["name", "customer", "created"])
def test_pages_follow_on_without_gap_or_repeat(world, monkeypatch, sort):
    monkeypatch.setattr(listed, "PAGE", 2)
    first, after = Contact.listed(world.mia, Contact.orders()[sort])
    second, end = Contact.listed(world.mia, Contact.orders()[sort], after)
    assert (len(first), len(second), end) == (2, 1, None)
    assert {row.id for row in first + second} == {row.id for row in Contact.select()}


def test_picks_of_one_customer(world):
    assert names(Contact.picks(world.mia, "")) == ["Pat Moor", "林晓", "Wei Zhang"]
    assert names(Contact.picks(world.mia, "", customer=world.acme)) == ["Wei Zhang"]
    assert names(Contact.picks(world.bo, "pat")) == []


def test_contacts_are_counted_by_customer(world):
    Contact.add(world.ann, customer=world.acme, name="Second")
    assert Contact.counts([world.acme.id, world.star.id, world.dune.id]) == {world.acme.id: 2, world.star.id: 1}
    assert Contact.counts([]) == {}
