"""Contacts on screen: the list and the page follow the customer's reach."""

import pytest

from models import Contact, Customer, OpportunityContact


def names(body):
    return [name for name in ("Wei Zhang", "林晓", "Pat Moor") if f">{name}</a>" in body]


def test_one_sees_the_people_of_the_customers_one_sees(client_for):
    assert names(client_for("ann").get("/contacts").text) == ["Wei Zhang", "林晓", "Pat Moor"]
    assert names(client_for("bo").get("/contacts").text) == ["Wei Zhang", "林晓"]
    assert names(client_for("cy").get("/contacts").text) == ["Pat Moor"]


@pytest.mark.parametrize(("q", "found"), [("wei", "Wei Zhang"), ("linxiao", "林晓"), ("bolt", "Pat Moor"), ("139 0013", "Wei Zhang")])  # fmt: skip
def test_found_by_name_number_wechat_and_customer(client_for, q, found):
    assert names(client_for("mia").get("/contacts", query_string={"q": q}).text) == [found]


@pytest.mark.parametrize("sort", ["name", "-customer", "created", "nonsense"])
def test_any_order(client_for, sort):
    assert len(names(client_for("mia").get(f"/contacts?sort={sort}").text)) == 3


def test_more_are_fetched_behind_the_first_fifty(client_for, world, htmx):
    for number in range(55):
        Contact.add(world.ann, customer=world.acme, name=f"Bulk {number:02}")
    page = client_for("mia")
    body = page.get("/contacts").text
    assert body.count("<tr id=") == 50
    assert "58 contacts" in body
    more = body.split('href="/contacts?after=')[1].split('"')[0]
    assert page.get(f"/contacts?after={more}", headers=htmx).text.count("<tr id=") == 8


def test_it_costs_the_same_for_many(client_for, world, count_queries):
    page = client_for("ann")
    page.get("/contacts")
    with count_queries() as few:
        page.get("/contacts")
    for number in range(40):
        Contact.add(world.ann, customer=Customer.add(world.ann, name=f"C {number}", owner=world.ann), name="Somebody")
    with count_queries() as many:
        page.get("/contacts")
    assert len(many) == len(few) <= 12


def test_an_empty_list_says_what_it_is_for(client_for, world):
    OpportunityContact.delete().execute()
    Contact.delete().execute()
    body = client_for("ann").get("/contacts").text
    assert "No contacts yet" in body
    assert body.count('href="/contacts/new"') == 2
    assert 'href="/contacts/new"' not in client_for("vic").get("/contacts").text


def test_the_page_shows_roles_within_reach(client_for, world):
    OpportunityContact.create(opportunity=world.south_pilot, contact=world.acme_wei, role="decision_maker")
    body = client_for("ann").get(f"/contacts/{world.acme_wei.id}").text
    for said in ("Wei Zhang", "Buyer", 'href="tel:13900139000"', "Acme renewal", "Primary contact"):
        assert said in body
    assert "South pilot" not in body
    assert "Decision maker" in client_for("mia").get(f"/contacts/{world.acme_wei.id}").text


def test_its_story(client_for, world, htmx):
    world.acme_wei.edit(world.mia, customer=world.star, description="Met")
    body = " ".join(client_for("mia").get(f"/contacts/{world.acme_wei.id}").text.split())
    assert '<b dir="auto">Mia Zhou</b> changed this contact' in body
    assert 'Customer: <del>Acme</del> → <b dir="auto">上海星辰科技有限公司</b>' in body
    world.acme_wei.edit(world.mia, customer=world.bolt)
    body = client_for("ann").get(f"/contacts/{world.acme_wei.id}/timeline", headers=htmx).text
    assert ">Bolt</b>" in body  # shared with ann


def test_a_customer_beyond_reach_has_no_name_in_the_story(client_for, world):
    world.acme_wei.edit(world.mia, customer=world.bolt)
    world.acme_wei.edit(world.mia, customer=world.acme)
    body = client_for("bo").get(f"/contacts/{world.acme_wei.id}").text
    assert "Bolt" not in body


def test_who_made_a_contact_sees_it_though_not_its_customer(client_for, world):
    row = Contact.add(world.bo, customer=world.acme, name="Mine")
    row.edit(None, customer=world.bolt)
    answer = client_for("bo").get(f"/contacts/{row.id}")
    assert answer.status_code == 200
    assert f"/customers/{world.bolt.id}" not in answer.text


@pytest.mark.parametrize(("who", "edits"), [("ann", True), ("vic", False)])
def test_the_button_is_for_those_who_may(client_for, world, who, edits):
    body = client_for(who).get(f"/contacts/{world.acme_wei.id}").text
    assert (f'href="/contacts/{world.acme_wei.id}/edit"' in body) is edits
    assert ("Read only" in body) is not edits
