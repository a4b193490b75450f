"""Making and editing a customer: kept when wrong, warned when there already, chosen when two edit at once."""

import pytest

from models import Customer, Event

NEW = {"name": "Brand new", "owner": "1", "kind": "organisation"}


def typed(row, **changes):
    """What a browser sends from the edit form of `row`."""
    held = {name: getattr(row, name) for name in row.FIELDS if name != "owner"}
    return {k: v or "" for k, v in held.items()} | {"owner": row.owner_id or 0, "version": row.version} | changes


def test_a_customer_is_made_and_shown(client_for, world):
    data = {"name": " Brand  new ", "phone": "138 1111 2222", "email": "a@b.example", "employees": "1,200",
            "website": "new.example", "kind": "person", "industry": "食品", "owner": world.bo.id}  # fmt: skip
    answer = client_for("ann").post("/customers", data=data, follow_redirects=True)
    assert answer.status_code == 200
    assert "Brand new is created." in answer.text
    row = Customer.get(Customer.name == "Brand new")
    assert (row.owner, row.team, row.created_by, row.kind) == (world.bo, world.north, world.ann, "person")
    assert (row.phone_key, row.employees, row.website, row.address) == ("13811112222", 1200, "new.example", None)


def test_in_a_dialog_the_browser_walks_to_the_page(client_for, htmx, world):
    answer = client_for("ann").post("/customers", data=NEW | {"owner": world.ann.id}, headers=htmx)
    assert answer.status_code == 200
    assert answer.headers["HX-Location"] == f"/customers/{Customer.get(Customer.name == 'Brand new').id}"


def test_the_form_opens_as_a_page_and_as_a_dialog(client_for, htmx):
    page = client_for("ann")
    whole, part = page.get("/customers/new").text, page.get("/customers/new", headers=htmx).text
    assert "<html" in whole
    assert 'hx-post="/customers"' not in whole
    assert part.lstrip().startswith("<dialog")
    assert 'hx-post="/customers"' in part
    assert 'value="Ann Li"' not in whole
    assert ">Cy Wang</option>" not in whole  # she gives rows within her team only
    assert ">Cy Wang</option>" in client_for("mia").get("/customers/new").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Enter the customer's name."),
        ({"name": "\u202e\u200b"}, "Enter the customer's name."),
        ({"name": "长" * 201}, "At most 200 characters."),
        ({"email": "nobody"}, "This is no mail address"),
        ({"phone": "later"}, "Write the number in digits."),
        ({"employees": "many"}, "Write a whole number"),
        ({"employees": "-1"}, "Write a whole number"),
        ({"website": "no site"}, "This is no web address"),
        ({"description": "x" * 5001}, "At most 5000 characters."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client_for, htmx, wrong, said):
    before = Customer.select().count()
    answer = client_for("ann").post("/customers", data=NEW | {"address": "Keep me"} | wrong, headers=htmx)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Keep me" in answer.text
    assert Customer.select().count() == before


@pytest.mark.parametrize(
    "name", ["长" * 200, "👨‍👩‍👧 GmbH", "شركة المثال", 'Say "hi" & <b>', "O'Brien", "%s {0}", "..."]
)
def test_any_name_will_do(client_for, world, name):
    answer = client_for("ann").post(
        "/customers", data=NEW | {"name": name, "owner": world.ann.id}, follow_redirects=True
    )
    assert answer.status_code == 200
    assert Customer.get(Customer.name == name).name_key


def test_an_owner_out_of_reach_is_no_choice(client_for, world):
    assert client_for("ann").post("/customers", data=NEW | {"owner": world.cy.id}).status_code == 422
    assert client_for("mia").post("/customers", data=NEW | {"owner": world.cy.id}).status_code == 303


def test_a_viewer_makes_and_edits_none(client_for, world):
    page = client_for("vic")
    assert page.post("/customers", data=NEW).status_code == 403
    assert page.post(f"/customers/{world.acme.id}", data=typed(world.acme, name="x")).status_code == 403
    assert world.acme.name == "Acme"


def test_an_exact_duplicate_is_warned_of_and_made_only_on_a_second_word(client_for, world):
    page, data = client_for("bo"), NEW | {"name": "ＡＣＭＥ　Inc.", "owner": world.bo.id}
    answer = page.post("/customers", data=data)
    assert answer.status_code == 422
    assert f'href="/customers/{world.acme.id}"' in answer.text
    assert 'name="confirm" value="yes"' in answer.text
    assert page.post("/customers", data=data | {"confirm": "yes"}).status_code == 303
    assert Customer.select().where(Customer.name_key == "acme").count() == 2


def test_a_colleagues_duplicate_is_told_without_details(client_for, world):
    answer = client_for("bo").post("/customers", data=NEW | {"name": "BOLT Ltd", "owner": world.bo.id})
    assert answer.status_code == 422
    assert "A colleague has this customer already." in answer.text
    assert f"/customers/{world.bolt.id}" not in answer.text
    assert "bolt.example" not in answer.text


def test_an_edit_is_saved_and_told(client_for, world):
    answer = client_for("ann").post(f"/customers/{world.acme.id}", data=typed(world.acme, industry="Steel", phone=""))
    assert answer.status_code == 303
    assert (world.acme.industry, world.acme.phone, world.acme.phone_key, world.acme.version) == ("Steel", None, "", 2)
    assert Event.about(world.acme).first().actor_id == world.ann.id


def test_an_edit_warns_only_of_duplicates_that_it_makes(client_for, world):
    Customer.add(world.ann, name="Acme Inc", owner=world.ann)
    page, address = client_for("ann"), f"/customers/{world.acme.id}"
    assert page.post(address, data=typed(world.acme, industry="Steel")).status_code == 303
    answer = page.post(address, data=typed(world.acme, name="上海星辰科技"))
    assert answer.status_code == 422
    assert f'href="/customers/{world.star.id}"' in answer.text
    assert page.post(address, data=typed(world.acme, name="上海星辰科技", confirm="yes")).status_code == 303


def test_the_owner_may_be_one_whom_the_editor_could_not_choose(client_for, world):
    world.acme.edit(world.mia, owner=world.ada)
    Customer.update(created_by=world.bo, team=world.north).where(Customer.id == world.acme.id).execute()
    body = client_for("bo").get(f"/customers/{world.acme.id}/edit").text
    assert f'<option selected value="{world.ada.id}">Ada Sun</option>' in body


class TestTwoEditorsAtOnce:
    @pytest.fixture
    def second(self, client_for, world):
        """A form that bo opened before ann saved hers."""
        before = typed(world.acme)
        client_for("ann").post(
            f"/customers/{world.acme.id}", data=before | {"industry": "Steel", "phone": "138 0013 9999"}
        )
        page = client_for("bo")

        def post(**changes):
            return page.post(f"/customers/{world.acme.id}", data=before | changes)

        return post

    def test_other_fields_are_both_kept(self, second, world):
        assert second(website="acme.example").status_code == 303
        assert (world.acme.website, world.acme.industry, world.acme.phone) == ("acme.example", "Steel", "138 0013 9999")

    def test_the_same_field_is_shown_with_both_values(self, second, world):
        answer = second(industry="Tools", address="Street 1")
        assert answer.status_code == 409
        for said in (
            'name="keep-industry" value="mine" checked',
            ">Tools</b>",
            ">Steel</b>",
            "Take the one of Ann Li",
            "Street 1",
        ):
            assert said in answer.text
        assert "keep-phone" not in answer.text  # only ann changed it: taken over
        assert 'value="138 0013 9999"' in answer.text
        assert f'name="version" value="{world.acme.version}"' in answer.text
        assert world.acme.industry == "Steel"

    @pytest.mark.parametrize(("keep", "kept"), [("mine", "Tools"), ("theirs", "Steel")])
    def test_the_second_one_chooses(self, second, world, keep, kept):
        second(industry="Tools")
        changes = {"version": world.acme.version, "phone": "138 0013 9999", "keep-industry": keep}
        assert second(industry="Tools", website="acme.example", **changes).status_code == 303
        assert (world.acme.industry, world.acme.website, world.acme.phone) == (kept, "acme.example", "138 0013 9999")

    def test_a_third_editor_in_between_is_noticed_too(self, second, world):
        second(industry="Tools")
        version = world.acme.version
        world.acme.edit(world.mia, industry="Toys")
        answer = second(industry="Tools", phone="138 0013 9999", version=version, **{"keep-industry": "mine"})
        assert answer.status_code == 409
        assert ">Toys</b>" in answer.text
        assert "Take the one of Mia Zhou" in answer.text

    def test_both_meant_the_same(self, second, world):
        assert second(industry="Steel").status_code == 303
        assert world.acme.version == 2  # nothing was left to write

    def test_a_cleared_field_against_a_new_value(self, second, world):
        answer = second(phone="")
        assert answer.status_code == 409
        assert ">—</b>" in answer.text

    def test_the_owner_in_words(self, client_for, world):
        before = typed(world.acme)
        world.acme.edit(world.mia, owner=world.ada)
        answer = client_for("mia").post(f"/customers/{world.acme.id}", data=before | {"owner": world.bo.id})
        assert answer.status_code == 409
        assert ">Bo Chen</b>" in answer.text
        assert ">Ada Sun</b>" in answer.text

    def test_in_the_blink_between_looking_and_writing(self, client_for, world, monkeypatch):
        """Somebody writes after the form was compared with the row, before it is written itself."""
        real, page, data = Customer.edit, client_for("ann"), typed(world.acme, industry="Steel")

        def late(row, by, **values):
            monkeypatch.undo()
            Customer.get_by_id(row.id).edit(world.bo, industry="Tools")
            return real(row, by, **values)

        monkeypatch.setattr(Customer, "edit", late)
        answer = page.post(f"/customers/{world.acme.id}", data=data)
        assert answer.status_code == 409
        assert ">Tools</b>" in answer.text
        assert world.acme.industry == "Tools"
