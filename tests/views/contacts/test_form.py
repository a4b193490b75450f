"""Making and editing a contact; its customer is picked, typed, or made on the way."""

import pytest

from models import Collaboration, Contact, Customer


def new(**changes):
    return {"name": "New Person", "customer": "Acme", "customer_id": ""} | changes


def typed(row, **changes):
    """What a browser sends from the edit form of `row`."""
    held = {name: getattr(row, name) or "" for name in row.FIELDS if name != "customer"}
    return held | {"customer": row.customer.name, "customer_id": row.customer_id, "version": row.version} | changes


def test_a_contact_is_made_at_the_picked_customer(client_for, world):
    twin = Customer.add(world.ann, name="Acme Inc", owner=world.ann)
    data = new(customer="Acme Inc", customer_id=twin.id, phone="+86 137 0000 0000", title="Boss", wechat="np")
    answer = client_for("ann").post("/contacts", data=data, follow_redirects=True)
    assert "New Person is created." in answer.text
    row = Contact.get(Contact.name == "New Person")
    assert (row.customer, row.phone_key, row.created_by) == (twin, "13700000000", world.ann)


def test_a_typed_name_means_the_customer_that_is_there(client_for, world):
    assert client_for("ann").post("/contacts", data=new(customer=" acme ltd ", customer_id="junk")).status_code == 303
    assert Contact.get(Contact.name == "New Person").customer == world.acme


def test_an_unknown_customer_is_made_on_the_way(client_for, world):
    client_for("ann").post("/contacts", data=new(customer="Brand new"))
    customer = Contact.get(Contact.name == "New Person").customer
    assert (customer.name, customer.owner) == ("Brand new", world.ann)


def test_no_customer_is_left_behind_by_a_form_that_failed(client_for):
    client_for("ann").post("/contacts", data=new(customer="Brand new", email="wrong"))
    client_for("ann").post(
        "/contacts", data=new(customer="Brand new", phone="13900139000")
    )  # a duplicate, not confirmed
    assert not Customer.select().where(Customer.name == "Brand new").exists()


def test_in_a_dialog_the_browser_walks_to_the_page(client_for, htmx):
    answer = client_for("ann").post("/contacts", data=new(), headers=htmx)
    assert answer.headers["HX-Location"] == f"/contacts/{Contact.get(Contact.name == 'New Person').id}"


def test_the_form_knows_the_customer_it_was_opened_from(client_for, world):
    body = client_for("ann").get(f"/contacts/new?customer={world.acme.id}").text
    assert 'name="customer"' in body
    assert f'name="customer_id" value="{world.acme.id}"' in body
    body = client_for("bo").get(f"/contacts/new?customer={world.bolt.id}").text
    assert "Bolt" not in body  # beyond bo's reach


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Enter the contact's name."),
        ({"customer": ""}, "Name the customer that this contact belongs to."),
        ({"name": "长" * 121}, "At most 120 characters."),
        ({"email": "nobody"}, "This is no mail address"),
        ({"phone": "later"}, "Write the number in digits."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client_for, htmx, wrong, said):
    answer = client_for("ann").post("/contacts", data=new(wechat="keep_me") | wrong, headers=htmx)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "keep_me" in answer.text
    assert not Contact.select().where(Contact.wechat == "keep_me").exists()


def test_a_colleagues_customer_is_refused_next_to_the_field(client_for, world):
    for customer_id in ("", world.bolt.id):
        answer = client_for("bo").post("/contacts", data=new(customer="Bolt", customer_id=customer_id))
        assert answer.status_code == 422
        assert "A colleague has this customer already." in answer.text
    assert not Contact.select().where(Contact.name == "New Person").exists()


def test_an_exact_duplicate_is_warned_of_and_made_only_on_a_second_word(client_for, world):
    page, data = client_for("ann"), new(phone="+86 139 0013 9000")
    answer = page.post("/contacts", data=data)
    assert answer.status_code == 422
    assert f'href="/contacts/{world.acme_wei.id}"' in answer.text
    assert page.post("/contacts", data=data | {"confirm": "yes"}).status_code == 303


def test_a_colleagues_contact_is_told_without_details(client_for):
    answer = client_for("bo").post("/contacts", data=new(email="PAT@bolt.example"))
    assert answer.status_code == 422
    assert "A colleague has this contact already." in answer.text
    assert "Pat Moor" not in answer.text


def test_an_edit_is_saved(client_for, world):
    answer = client_for("ann").post(
        f"/contacts/{world.acme_wei.id}", data=typed(world.acme_wei, customer="上海星辰科技", customer_id="")
    )
    assert answer.status_code == 303
    assert world.acme_wei.customer == world.star


def test_who_made_a_contact_edits_it_after_its_customer_went_out_of_reach(client_for, world):
    row = Contact.add(world.ann, customer=world.bolt, name="Mine")
    Collaboration.delete().execute()
    page, address = client_for("ann"), f"/contacts/{row.id}"
    assert page.post(address, data=typed(row, title="Boss")).status_code == 303
    answer = page.post(address, data=typed(row, customer="Crane Works", customer_id=world.crane.id, version=2))
    assert answer.status_code == 422
    assert "A colleague has this customer already." in answer.text


def test_who_may_only_look_edits_nothing(client_for, world):
    page, row = client_for("ann"), world.bolt_pat
    assert page.get(f"/contacts/{row.id}/edit").status_code == 403
    assert page.post(f"/contacts/{row.id}", data=typed(row, name="x")).status_code == 403
    assert client_for("vic").post("/contacts", data=new()).status_code == 403


class TestTwoEditorsAtOnce:
    def test_other_fields_are_both_kept(self, client_for, world):
        before = typed(world.acme_wei)
        world.acme_wei.edit(world.bo, title="Director", customer=world.star)
        assert (
            client_for("ann").post(f"/contacts/{world.acme_wei.id}", data=before | {"wechat": "wz"}).status_code == 303
        )
        row = world.acme_wei
        assert (row.title, row.wechat, row.customer) == ("Director", "wz", world.star)

    def test_the_same_field_is_shown_with_both_values(self, client_for, world):
        before = typed(world.acme_wei)
        world.acme_wei.edit(world.bo, title="Director", customer=world.star)
        data = before | {"title": "Chief", "customer": "Brand new", "customer_id": ""}
        page, address = client_for("ann"), f"/contacts/{world.acme_wei.id}"
        answer = page.post(address, data=data)
        assert answer.status_code == 409
        for said in (
            ">Chief</b>",
            ">Director</b>",
            ">Brand new</b>",
            ">上海星辰科技有限公司</b>",
            "Take the one of Bo Chen",
        ):
            assert said in answer.text
        chosen = {"version": world.acme_wei.version, "keep-title": "mine", "keep-customer": "theirs"}
        assert page.post(address, data=data | chosen).status_code == 303
        assert (world.acme_wei.title, world.acme_wei.customer) == ("Chief", world.star)
        assert not Customer.select().where(Customer.name == "Brand new").exists()

    def test_the_choice_survives_another_mistake(self, client_for, world):
        before = typed(world.acme_wei)
        world.acme_wei.edit(world.bo, title="Director")
        data = before | {"title": "Chief", "version": world.acme_wei.version, "keep-title": "theirs", "email": "wrong"}
        answer = client_for("ann").post(f"/contacts/{world.acme_wei.id}", data=data)
        assert answer.status_code == 422
        assert 'value="Director"' in answer.text


def test_duplicates_while_typing(client_for, world):
    page = client_for("ann")
    assert f"/contacts/{world.acme_wei.id}" in page.get("/contacts/duplicates?phone=0086-139-0013-9000").text
    assert "note" not in page.get(f"/contacts/duplicates?phone=13900139000&but={world.acme_wei.id}").text
    assert "note" not in page.get("/contacts/duplicates").text
    body = client_for("bo").get("/contacts/duplicates?email=pat@bolt.example").text
    assert "A colleague has this contact already." in body
    assert "Pat" not in body


class TestPicks:
    def test_of_the_customer_that_the_form_names(self, client_for, world):
        page = client_for("ann")
        assert "Wei Zhang" in page.get(f"/contacts/picks?q=&customer=Acme&customer_id={world.acme.id}").text
        assert "Wei Zhang" in page.get("/contacts/picks?q=w&customer=acme+inc").text
        assert "Wei Zhang" not in page.get(f"/contacts/picks?q=&customer={world.star.name}").text
        assert "data-id" not in page.get("/contacts/picks?q=&customer=Brand+new").text

    def test_of_all_while_it_names_none(self, client_for):
        body = client_for("ann").get("/contacts/picks?q=wei").text
        assert 'data-name="Wei Zhang"' in body
        assert "Acme" in body
        assert "new contact" not in body  # a contact needs a customer

    def test_a_new_one_at_the_customer(self, client_for):
        page = client_for("ann")
        assert "Make “Wei” a new contact of Acme" in page.get("/contacts/picks?q=Wei&customer=Acme").text
        assert "a new contact" not in page.get("/contacts/picks?q=wei+zhang&customer=Acme").text

    def test_nobody_beyond_reach(self, client_for):
        assert "Pat" not in client_for("bo").get("/contacts/picks?q=pat&customer=Bolt").text
