"""One field of an opportunity, edited in the place where it stands."""

import datetime as dt
import re

import pytest

from models import Contact
from models.opportunity import LONG

SOON, LATELY = (dt.date.today() + dt.timedelta(days=days) for days in (50, -3))


def at(row, name):
    return f"/opportunities/{row.id}/fields/{name}"


@pytest.mark.parametrize(
    ("name", "data", "held"),
    [
        ("name", {"name": " Acme  renewal 2 "}, "Acme renewal 2"),
        ("grade", {"grade": "C"}, "C"),
        ("grade", {"grade": ""}, None),
        ("intent", {"intent": "low"}, "low"),
        ("probability", {"probability": "35"}, 35),
        ("amount", {"amount": "86.5万", "currency": "CNY"}, 86_500_000),
        ("amount", {"amount": "", "currency": "CNY"}, None),
        ("expected_close_on", {"expected_close_on": SOON.isoformat()}, SOON),
        ("opened_on", {"opened_on": LATELY.isoformat()}, LATELY),
        ("requirement", {"requirement": "300 seats"}, "300 seats"),
        ("solution", {"solution": "Cloud\r\nwith training"}, "Cloud\nwith training"),
        ("description", {"description": ""}, None),
    ],
)
def test_it_is_written_alone_and_shown_in_its_place(client_for, world, htmx, name, data, held):
    row = world.acme_renewal
    before = {field: getattr(row, field) for field in row.FIELDS if field not in (name, "amount", "currency")}
    form = client_for("ann").get(at(row, name), headers=htmx).text
    assert f'id="inplace-{name}-{row.id}"' in form
    answer = client_for("ann").post(at(row, name), headers=htmx, data={**data, "version": row.version})
    assert answer.status_code == 200
    assert f'hx-target="#field-{name}-{row.id}"' in answer.text
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    after = world.acme_renewal
    assert getattr(after, name) == held
    assert {field: getattr(after, field) for field in before} == before


def test_the_form_holds_what_is_stored_and_sending_it_back_changes_nothing(client_for, world, htmx):
    row = world.acme_renewal
    for name in row.FIELDS:
        if name == "currency":
            continue
        text = client_for("ann").get(at(row, name), headers=htmx).text
        held = "Acme" if name == "customer" else "Wei Zhang" if name == "contact" else None
        assert held is None or f'value="{held}"' in text
        answer = client_for("ann").post(at(row, name), headers=htmx, data={"version": row.version})
        assert answer.status_code == 200, name
    assert world.acme_renewal.version == row.version


def test_a_cycle_gives_the_date(client_for, world, htmx):
    row = world.acme_renewal
    was = f"{row.expected_close_on} {row.expected_cycle}"
    data = {"expected_close_on": row.expected_close_on.isoformat(), "cycle": "100", "close_was": was}
    client_for("ann").post(at(row, "expected_close_on"), headers=htmx, data={**data, "version": row.version})
    assert world.acme_renewal.expected_cycle == 100


def test_a_customer_or_contact_is_found_or_made_and_the_others_stay(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    data = {"customer": "上海星辰科技有限公司", "customer_id": "", "version": row.version}
    assert ann.post(at(row, "customer"), headers=htmx, data=data).status_code == 200
    assert (world.acme_renewal.customer, world.acme_renewal.contact) == (world.star, world.acme_wei)
    ann.post(at(row, "contact"), headers=htmx, data={"contact": "林晓", "version": world.acme_renewal.version})
    assert world.acme_renewal.contact == world.star_lin
    ann.post(at(row, "contact"), headers=htmx, data={"contact": "Nobody yet", "version": world.acme_renewal.version})
    assert Contact.get(Contact.name == "Nobody yet").customer == world.star
    ann.post(at(row, "customer"), headers=htmx, data={"customer": "", "version": world.acme_renewal.version})
    assert world.acme_renewal.customer is None


def test_stage_and_owner_go_through_their_verbs(client_for, world, htmx):
    row, mia = world.acme_renewal, client_for("mia")
    data = {"stage": world.stage("Contract").id, "version": row.version}
    assert mia.post(at(row, "stage"), headers=htmx, data=data).status_code == 200
    assert world.acme_renewal.stage.name == "Contract"
    assert world.acme_renewal.entries.count() == row.entries.count()
    data = {"owner": f"user-{world.cy.id}", "version": world.acme_renewal.version}
    answer = mia.post(at(row, "owner"), headers=htmx, data=data)
    assert answer.status_code == 200
    assert (world.acme_renewal.owner, world.acme_renewal.team) == (world.cy, world.south)
    undo = re.search(r"/batches/\d+/undo", answer.text)[0]
    assert mia.post(undo, headers=htmx).status_code == 200
    assert (world.acme_renewal.owner, world.acme_renewal.stage.name) == (world.ann, "Contract")
    answer = mia.post(at(row, "stage"), headers=htmx, data={"stage": world.stage("Needs").id, "version": "1"})
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    assert "It says now: Contract." in answer.text
    assert world.acme_renewal.stage.name == "Contract"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("name", {"name": " "}, "Enter a name."),
        ("amount", {"amount": "1,5", "currency": "CNY"}, "Write 1.5 or 1,500."),
        ("amount", {"amount": "1", "currency": "XYZ"}, "Not a valid choice"),
        ("probability", {"probability": "101"}, "from 0 to 100"),
        ("expected_close_on", {"expected_close_on": "2001-01-01"}, "before the opening"),
        ("opened_on", {"opened_on": "2999-01-01"}, "cannot be in the future"),
        ("opened_on", {"opened_on": ""}, "Enter the day."),
        ("grade", {"grade": "E"}, "Not a valid choice"),
        ("source", {"source": "0"}, "Not a valid choice"),
        ("stage", {"stage": "0"}, "Not a valid choice"),
        ("owner", {"owner": "user-0"}, "Not a valid choice"),
        ("customer", {"customer": "Crane Works"}, "A colleague has this customer already"),
        ("requirement", {"requirement": "x" * 5001}, "At most"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client_for, world, htmx, name, data, words):
    row = world.acme_renewal
    answer = client_for("ann").post(at(row, name), headers=htmx, data={**data, "version": row.version})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'id="inplace-{name}-{row.id}"' in answer.text
    assert world.acme_renewal.version == row.version


def test_the_second_editor_sees_both_values_and_chooses(client_for, world, htmx):
    row, ann = world.acme_renewal, client_for("ann")
    world.acme_renewal.edit(world.bo, grade="C")
    answer = ann.post(at(row, "grade"), headers=htmx, data={"grade": "B", "version": row.version})
    assert answer.status_code == 409
    assert "Take the one of Bo Chen" in answer.text
    now = world.acme_renewal.version
    ann.post(at(row, "grade"), headers=htmx, data={"grade": "B", "keep-grade": "mine", "version": now})
    assert world.acme_renewal.grade == "B"


def test_the_second_editor_may_take_the_other_value(client_for, world, htmx):
    row = world.acme_renewal
    world.acme_renewal.edit(world.bo, grade="C")
    data = {"grade": "B", "keep-grade": "theirs", "version": world.acme_renewal.version}
    assert client_for("ann").post(at(row, "grade"), headers=htmx, data=data).status_code == 200
    assert world.acme_renewal.grade == "C"


def test_another_field_that_changed_meanwhile_is_no_conflict(client_for, world, htmx):
    row = world.acme_renewal
    world.acme_renewal.edit(world.bo, amount=1, requirement="other")
    world.acme_renewal.tag(world.bo, add=["x"])
    answer = client_for("ann").post(at(row, "grade"), headers=htmx, data={"grade": "B", "version": row.version})
    assert answer.status_code == 200
    assert (world.acme_renewal.grade, world.acme_renewal.amount) == ("B", 1)


def test_a_closed_or_lined_amount_stays(client_for, world, htmx):
    world.acme_renewal.add_line(world.ann, "Seat", price=700)
    for row in (world.acme_won, world.acme_renewal):
        data = {"amount": "5", "currency": "CNY", "version": row.version}
        client_for("ann").post(at(row, "amount"), headers=htmx, data=data)
        assert type(row).get_by_id(row.id).amount == row.amount
        assert at(row, "amount") not in client_for("ann").get(f"/opportunities/{row.id}").text


def test_without_scripts_it_is_a_page_and_leads_back(client_for, world):
    row, ann = world.acme_renewal, client_for("ann")
    assert "<html" in ann.get(at(row, "grade")).text
    answer = ann.post(at(row, "grade"), data={"grade": "D", "version": row.version})
    assert (answer.status_code, answer.location) == (303, f"/opportunities/{row.id}")


def test_other_words_are_not_found_and_who_may_look_edits_nothing(client_for, world, htmx):
    row = world.acme_renewal
    for name in ("id", "version", "owner_id", "pipeline", "outcome", "x"):
        assert client_for("ann").get(at(row, name), headers=htmx).status_code == 404
    assert client_for("vic").get(at(row, "grade"), headers=htmx).status_code == 403
    page = client_for("vic").get(f"/opportunities/{row.id}").text
    assert "/fields/" not in page
    assert all(f"/fields/{name}" in client_for("ann").get(f"/opportunities/{row.id}").text for name in LONG)
