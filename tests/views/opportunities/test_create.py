"""One short form from anywhere: what it makes, what it asks, and where it leads."""

import datetime as dt
import json

import pytest

from models import Opportunity
from models.setting import today


def made():
    return Opportunity.select().order_by(Opportunity.id.desc()).get()


def post(client, headers=None, **typed):
    return client.post("/opportunities", data={"name": "Pump station", **typed}, headers=headers)


def test_a_name_is_enough(client_for, world):
    answer = post(client_for("ann"))
    row = made()
    assert (answer.status_code, answer.location) == (303, f"/opportunities/{row.id}")
    assert (row.name, row.owner, row.stage.name, row.amount, row.opened_on) == (
        "Pump station", world.ann, "First contact", None, today(),
    )  # fmt: skip


def test_everything_that_is_asked_is_kept(client_for, world):
    typed = {
        "customer": "Acme", "contact": "Nia New", "amount": "86.5万", "currency": "CNY", "grade": "B", "intent": "low",
        "source": world.source("Referral").id, "stage": world.stage("Needs").id, "owner": f"user-{world.ann.id}",
        "requirement": "Two pumps", "description": "By spring", "probability": "35", "cycle": "40",
    }  # fmt: skip
    assert post(client_for("bo"), **typed).status_code == 303
    row = made()
    assert (row.customer, row.contact.name, row.amount, row.grade, row.intent) == (
        world.acme,
        "Nia New",
        86_500_000,
        "B",
        "low",
    )
    assert (row.source.name, row.stage.name, row.owner, row.probability) == ("Referral", "Needs", world.ann, 35)
    assert (row.requirement, row.description) == ("Two pumps", "By spring")
    assert row.expected_close_on == today() + dt.timedelta(days=40)
    assert row.is_new_for_owner


def test_it_can_be_given_to_a_team(client_for, world):
    post(client_for("bo"), owner=f"team-{world.north.id}")
    assert (made().owner, made().team) == (None, world.north)


def test_date_and_cycle_give_each_other(client_for, world):
    day = today() + dt.timedelta(days=12)
    post(client_for("ann"), expected_close_on=day.isoformat())
    assert made().expected_cycle == 12
    answer = post(client_for("ann"), expected_close_on=day.isoformat(), cycle="12")
    assert answer.status_code == 303
    answer = post(client_for("ann"), expected_close_on=day.isoformat(), cycle="13")
    assert answer.status_code == 422
    assert "it is 12 days" in answer.text


def test_from_a_dialog_one_stays_where_one_was(client_for, world, htmx):
    answer = post(client_for("ann"), htmx)
    assert answer.status_code == 200
    assert '<hx-partial hx-target="#dialog"' in answer.text
    assert f'href="/opportunities/{made().id}"' in answer.text
    assert json.loads(answer.headers["HX-Trigger"]) == {"opportunity-changed": {"id": made().id, "target": "body"}}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"name": " "}, "Enter a name."),
        ({"name": "x" * 201}, "At most 200 characters."),
        ({"amount": "1,5"}, "Write 1.5 or 1,500."),
        ({"currency": "ABC"}, "Not a valid choice"),
        ({"contact": "Nobody's"}, "Name the customer that this contact belongs to."),
        ({"customer": "Crane Works"}, "A colleague has this customer already"),
        ({"probability": "101"}, "from 0 to 100"),
        ({"cycle": "soon"}, "whole number"),
        ({"expected_close_on": "2001-01-01"}, "before the opening"),
        ({"opened_on": "2999-01-01"}, "cannot be in the future"),
        ({"stage": "0"}, "Not a valid choice"),
        ({"owner": "user-0"}, "Not a valid choice"),
        ({"source": "99999"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client_for, world, htmx, typed, word):
    count = Opportunity.select().count()
    answer = post(client_for("ann"), htmx, requirement="Typed with care", **typed)
    assert answer.status_code == 422
    assert word in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Typed with care" in answer.text
    assert Opportunity.select().count() == count


def test_somebody_of_another_team_cannot_be_chosen(client_for, world):
    assert post(client_for("bo"), owner=f"user-{world.cy.id}").status_code == 422
    assert post(client_for("mia"), owner=f"user-{world.cy.id}").status_code == 303


def test_the_form_proposes_what_its_address_says(client_for, world, htmx):
    address = f"/opportunities/new?stage={world.stage('Proposal').id}&customer={world.acme.id}"
    body = client_for("ann").get(address, headers=htmx).text
    assert body.lstrip().startswith("<dialog")
    assert f'<option selected value="{world.stage("Proposal").id}">' in body
    assert 'value="Acme"' in body


def test_a_customer_outside_the_reach_is_not_proposed(client_for, world):
    assert "Crane Works" not in client_for("ann").get(f"/opportunities/new?customer={world.crane.id}").text


def test_the_form_is_a_page_too(client_for):
    body = client_for("ann").get("/opportunities/new").text
    assert "<html" in body
    assert '<form class="oppform" id="opportunity-form" method="post" action="/opportunities"' in body


def test_a_viewer_makes_none(client_for, world):
    assert client_for("vic").get("/opportunities/new").status_code == 403
    assert post(client_for("vic")).status_code == 403


def test_what_is_no_number_is_told_once(client_for):
    body = client_for("ann").post("/opportunities", data={"name": "Half a number", "cycle": "soon"}).text
    assert body.count("Write a whole number, such as 120.") == 1
    assert "Write a percentage" not in body


def test_sent_again_because_the_answer_was_lost_it_is_there_once(client_for, world):
    client, before = client_for("ann"), Opportunity.select().count()
    first = post(client, customer="Acme", amount="5000", currency="CNY").location
    assert post(client, customer="Acme", amount="5000", currency="CNY").location == first
    assert Opportunity.select().count() == before + 1
    post(client, customer="Acme", amount="6000", currency="CNY")
    post(client, customer="Bolt Two", amount="5000", currency="CNY")
    post(client_for("bo"), customer="Acme", amount="5000", currency="CNY")
    assert Opportunity.select().count() == before + 4
