"""What stands beside an opportunity: people, colleagues, competitors, tags and product lines, changed on its page."""

import datetime as dt

import pytest

from models import Collaboration, Contact
from models.event import Event
from models.opportunity import ProductLine
from models.product import Product, product_key
from models.setting import today


def at(row, path):
    return f"/opportunities/{row.id}/{path}"


def story(client, row):
    return client.get(f"/opportunities/{row.id}/timeline").text


def test_a_contact_is_brought_in_given_a_role_and_taken_out(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    form = ann.get(at(row, "people/new"), headers=htmx).text
    assert 'value="influencer" ' in form or "selected" in form
    answer = ann.post(at(row, "people"), headers=htmx, data={"contact": "Li Na", "role": "decision_maker"})
    assert answer.status_code == 200
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    assert "Li Na" in answer.text
    assert "Decision maker" in answer.text
    made = Contact.get(Contact.name == "Li Na")
    assert made.customer == world.acme
    ann.post(at(row, f"people/{made.id}"), headers=htmx, data={"role": "primary"})
    assert dict(world.acme_renewal.contacts()) == {made: "primary", world.acme_wei: "decision_maker"}
    ann.post(at(row, f"people/{made.id}/remove"), headers=htmx)
    assert dict(world.acme_renewal.contacts()) == {world.acme_wei: "decision_maker"}
    told = story(ann, row)
    assert "added the contact" in told
    assert "changed the role of" in told
    assert "took out the contact" in told


def test_a_contact_needs_a_name_a_role_and_a_customer(client_for, world, htmx):
    ann = client_for("ann")
    for data in ({"contact": "", "role": "user"}, {"contact": "Li Na", "role": "boss"}):
        assert ann.post(at(world.acme_renewal, "people"), headers=htmx, data=data).status_code == 422
    answer = client_for("mia").post(at(world.orphan, "people"), headers=htmx, data={"contact": "Li", "role": "user"})
    assert answer.status_code == 422
    assert "Name the customer of this opportunity first." in answer.text


def test_a_contact_who_is_there_is_refused(client_for, world, htmx):
    data = {"contact": "Wei Zhang", "contact_id": world.acme_wei.id, "role": "user"}
    answer = client_for("ann").post(at(world.acme_renewal, "people"), headers=htmx, data=data)
    assert answer.status_code == 409
    assert "is among the contacts already" in answer.text


def test_without_scripts_each_part_has_a_page_and_leads_back(client_for, world):
    row, ann = world.acme_renewal, client_for("ann")
    for part in ("people", "collaborators", "competitors", "tags", "lines"):
        text = ann.get(at(row, f"{part}/new")).text
        assert "<html" in text
        assert "<form" in text
    for part, data in (
        ("people", {"contact": "Li Na", "role": "user"}),
        ("collaborators", {"user": world.cy.id, "access": "read"}),
        ("competitors", {"name": "Rival Ltd"}),
        ("tags", {"tag": "Phase two"}),
        ("lines", {"name": "Seat", "quantity": "2", "price": "100"}),
    ):
        answer = ann.post(at(row, part), data=data)
        assert (answer.status_code, answer.location) == (303, f"/opportunities/{row.id}")
    page = ann.get(f"/opportunities/{row.id}").text
    for words in ("Li Na", "Cy Wang", "Rival Ltd", "Phase two", "Seat"):
        assert words in page


def test_a_colleague_works_on_it_until_a_day(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    until = today() + dt.timedelta(days=9)
    data = {"user": world.cy.id, "access": "write", "until_on": until.isoformat()}
    answer = ann.post(at(row, "collaborators"), headers=htmx, data=data)
    assert "may change it" in answer.text
    assert "until" in answer.text
    cy = client_for("cy")
    assert "Shared with you" in cy.get(f"/opportunities/{row.id}").text
    assert cy.post(at(row, "fields/grade"), headers=htmx, data={"grade": "B"}).status_code == 200
    ann.post(at(row, f"collaborators/{world.cy.id}"), headers=htmx, data={"access": "read"})
    assert cy.post(at(row, "fields/grade"), headers=htmx, data={"grade": "C"}).status_code == 403
    told = story(ann, row)
    assert "brought in <b" in told
    assert "decided that" in told
    ann.post(at(row, f"collaborators/{world.cy.id}/remove"), headers=htmx)
    assert cy.get(f"/opportunities/{row.id}").status_code == 404


def test_who_was_brought_in_may_leave_and_is_led_to_the_board(client_for, world, htmx):
    ann = client_for("ann")
    answer = ann.post(at(world.bolt_shared, f"collaborators/{world.ann.id}/remove"), headers=htmx)
    assert answer.headers["HX-Location"] == "/board"
    assert not Collaboration.select().where(Collaboration.opportunity == world.bolt_shared).exists()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"user": "", "access": "read"}, 422),
        ({"user": "0", "access": "read"}, 422),
        ({"user": "vic", "access": "write"}, 422),  # sees everything anyway, and changes nothing
        ({"user": "finn", "access": "read"}, 422),  # has left
        ({"user": "ann", "access": "read"}, 422),  # owns it
        ({"user": "cy", "access": "all"}, 422),
        ({"user": "cy", "access": "read", "until_on": "2020-01-01"}, 409),
    ],
)
def test_who_cannot_be_a_collaborator(client_for, world, htmx, data, status):
    if data["user"] in ("vic", "finn", "ann", "cy"):
        data = {**data, "user": getattr(world, data["user"]).id}
    answer = client_for("ann").post(at(world.acme_renewal, "collaborators"), headers=htmx, data=data)
    assert answer.status_code == status


def test_only_owner_lead_and_manager_say_who_works_on_it(client_for, world, htmx):
    data = {"user": world.bo.id, "access": "read"}
    assert client_for("ann").get(at(world.bolt_joint, "collaborators/new"), headers=htmx).status_code == 403
    assert client_for("ann").post(at(world.bolt_joint, "collaborators"), headers=htmx, data=data).status_code == 403
    for who in ("cy", "mia"):
        assert client_for(who).post(at(world.bolt_joint, "collaborators"), headers=htmx, data=data).status_code == 200


def test_competitors_are_named_noted_and_taken_out(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    answer = ann.post(at(row, "competitors"), headers=htmx, data={"name": "Rival Ltd", "note": "8% below us"})
    assert "8% below us" in answer.text
    rival = row.competitors()[0].competitor
    ann.post(at(row, f"competitors/{rival.id}"), headers=htmx, data={"note": "10% below us"})
    assert world.acme_renewal.competitors()[0].note == "10% below us"
    ann.post(at(row, f"competitors/{rival.id}/remove"), headers=htmx)
    assert world.acme_renewal.competitors() == []
    assert ann.post(at(row, "competitors"), headers=htmx, data={"name": " "}).status_code == 422
    assert ann.post(at(row, f"competitors/{rival.id}"), headers=htmx, data={"note": "x"}).status_code == 404


def test_on_a_loss_those_in_the_running_are_offered_first(client_for, world, htmx):
    world.acme_renewal.add_competitor(world.ann, "Zeta")
    body = client_for("ann").get(at(world.acme_renewal, "closure/new?outcome=lost"), headers=htmx).text
    options = body.split('<datalist id="competitors">')[1].split("</datalist>")[0]
    assert options.index("Zeta") < options.index("Rival Ltd")


def test_tags_are_stuck_on_and_taken_off(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    answer = ann.post(at(row, "tags"), headers=htmx, data={"tag": "Phase two，重点 , phase  TWO"})
    assert answer.status_code == 200
    assert world.acme_renewal.tags == ["Phase two", "重点"]
    ann.post(at(row, "tags/remove"), headers=htmx, data={"tag": "重点"})
    assert world.acme_renewal.tags == ["Phase two"]
    assert "tagged it" in story(ann, row)
    assert "took off the tag" in story(ann, row)
    assert ann.post(at(row, "tags"), headers=htmx, data={"tag": ""}).status_code == 422
    assert ann.post(at(row, "tags"), headers=htmx, data={"tag": "x" * 61}).status_code == 409


def test_product_lines_make_the_amount(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    product = Product.create(name="Seat", name_key=product_key("Seat"), price=50_000, currency="CNY")
    ann.post(at(row, "lines"), headers=htmx, data={"name": "seat", "quantity": "2.5", "price": ""})
    line = ProductLine.get()
    assert (line.product, line.price, line.quantity, line.amount) == (product, 50_000, 2500, 125_000)
    answer = ann.post(at(row, "lines"), headers=htmx, data={"name": "Set-up", "price": "1,000", "discount": "10"})
    assert "¥2,150" in answer.text
    assert world.acme_renewal.amount == 215_000
    page = ann.get(f"/opportunities/{row.id}", headers=htmx).text
    assert "sum of the products" in page
    assert "fields/amount" not in page
    ann.post(at(row, f"lines/{line.id}"), headers=htmx, data={"name": "Seat", "quantity": "1", "price": "500"})
    assert world.acme_renewal.amount == 140_000
    for one in ProductLine.select():
        ann.post(at(row, f"lines/{one.id}/remove"), headers=htmx)
    assert world.acme_renewal.amount is not None
    assert "fields/amount" in ann.get(f"/opportunities/{row.id}", headers=htmx).text
    told = story(ann, row)
    assert "added <b" in told
    assert "took out <b" in told
    assert "¥1,250" in told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "", "price": "1"}, "Name the product"),
        ({"name": "Seat", "price": ""}, "Enter the price of one."),
        ({"name": "Seat", "price": "1,5"}, "Write 1.5 or 1,500."),
        ({"name": "Seat", "price": "1", "quantity": "0"}, "more than nothing"),
        ({"name": "Seat", "price": "1", "quantity": "1.2345"}, "at most three decimals"),
        ({"name": "Seat", "price": "1", "quantity": "two"}, "Write a number"),
        ({"name": "Seat", "price": "1", "discount": "101"}, "from 0 to 100"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_beside_it(client_for, world, htmx, data, words):
    answer = client_for("ann").post(at(world.acme_renewal, "lines"), headers=htmx, data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert world.acme_renewal.amount == 12_000_000


def test_a_line_that_a_colleague_changed_is_looked_at_first(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    line = row.add_line(world.ann, "Seat", price=100)
    data = {"name": "Seat", "quantity": "3", "price": "2", "version": world.acme_renewal.version}
    world.acme_renewal.change_line(world.bo, line, price=900)
    answer = ann.post(at(row, f"lines/{line.id}"), headers=htmx, data=data)
    assert answer.status_code == 409
    assert "It says now: Seat, 1 × ¥9 = ¥9." in answer.text
    assert world.acme_renewal.amount == 900
    again = {**data, "version": world.acme_renewal.version}
    assert ann.post(at(row, f"lines/{line.id}"), headers=htmx, data=again).status_code == 200
    assert world.acme_renewal.amount == 600


def test_a_closed_one_keeps_its_lines(client_for, world, htmx):
    answer = client_for("ann").post(at(world.acme_won, "lines"), headers=htmx, data={"name": "Seat", "price": "1"})
    assert answer.status_code == 409
    assert "lines/new" not in client_for("ann").get(f"/opportunities/{world.acme_won.id}").text


def test_every_part_is_told_once_and_raises_the_version_once(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    version, told = row.version, Event.about(row).count()
    for part, data in (
        ("people", {"contact": "Li Na", "role": "user"}),
        ("collaborators", {"user": world.cy.id, "access": "read"}),
        ("competitors", {"name": "Rival Ltd"}),
        ("tags", {"tag": "Phase two"}),
        ("lines", {"name": "Seat", "price": "1"}),
    ):
        assert ann.post(at(row, part), headers=htmx, data=data).status_code == 200
        version, told = version + 1, told + 1
        assert (world.acme_renewal.version, Event.about(row).count()) == (version, told)


def test_what_people_typed_is_text_and_not_markup(client_for, world, htmx):
    row, ann, evil = world.acme_renewal, client_for("ann"), "<script>alert(1)</script>"
    for part, data in (
        ("people", {"contact": evil, "role": "user"}),
        ("competitors", {"name": evil, "note": evil}),
        ("tags", {"tag": evil}),
        ("lines", {"name": evil, "price": "1"}),
    ):
        assert evil not in ann.post(at(row, part), headers=htmx, data=data).text
    page = ann.get(f"/opportunities/{row.id}").text
    assert evil not in page
    assert page.count("&lt;script&gt;") >= 8
    for part in ("tags/new", "competitors/new", "lines/new"):
        assert evil not in ann.get(at(row, part), headers=htmx).text
