"""Editing: the form, what it refuses, and two people at once."""

import datetime as dt
import re

import pytest

from models import Event, Opportunity


def form(client, row, headers=None):
    """What the edit form holds, as a browser would send it back."""
    body = client.get(f"/opportunities/{row.id}/edit", headers=headers).text
    return held(body)


def held(body):
    data = dict(re.findall(r'<input[^>]*\bname="(\w+)"[^>]*\bvalue="([^"]*)"', body))
    for name, rest in re.findall(r'<select[^>]*\bname="(\w+)"[^>]*>(.*?)</select>', body, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', rest)
        data[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*\bname="(\w+)"[^>]*>(.*?)</textarea>', body, re.S):
        data[name] = text.lstrip("\r\n")
    data.pop("csrf_token", None)
    return data


def send(client, row, data, headers=None):
    return client.post(f"/opportunities/{row.id}", data=data, headers=headers)


def test_the_form_holds_what_is_stored_and_sending_it_back_changes_nothing(client_for, world):
    client, row = client_for("ann"), world.acme_renewal
    data = form(client, row)
    assert data["amount"] == "120,000"
    assert (data["customer"], data["contact"], data["cycle"]) == ("Acme", "Wei Zhang", "70")
    assert (data["grade"], data["intent"], data["requirement"]) == ("A", "high", "Two more years, 200 seats")
    events = Event.select().count()
    assert send(client, row, data).status_code == 303
    assert (Event.select().count(), world.acme_renewal.version) == (events, row.version)


def test_what_was_typed_is_written(client_for, world):
    client, row = client_for("ann"), world.acme_renewal
    data = form(client, row) | {
        "amount": "13万",
        "customer": "Brand New",
        "contact": "",
        "probability": "65",
        "grade": "",
    }
    assert send(client, row, data).status_code == 303
    row = world.acme_renewal
    assert (row.amount, row.customer.name, row.contact, row.probability, row.grade) == (
        13_000_000,
        "Brand New",
        None,
        65,
        None,
    )


def test_a_probability_can_be_emptied_again(client_for, world):
    client, row = client_for("bo"), world.crane_upgrade
    assert send(client, row, form(client, row) | {"probability": ""}).status_code == 303
    assert (world.crane_upgrade.probability, world.crane_upgrade.chance) == (None, 70)


@pytest.mark.parametrize(
    ("change", "days"),
    [
        ({"cycle": "100"}, 100),
        ({"expected_close_on": "+80"}, 80),
        ({"cycle": ""}, None),
        ({"expected_close_on": ""}, None),
    ],
)
def test_of_date_and_cycle_the_changed_one_counts(client_for, world, change, days):
    client, row = client_for("ann"), world.acme_renewal
    if change.get("expected_close_on", "").startswith("+"):
        change = {"expected_close_on": (row.opened_on + dt.timedelta(days=80)).isoformat()}
    assert send(client, row, form(client, row) | change).status_code == 303
    assert world.acme_renewal.expected_cycle == days


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": ""}, "Enter a name."),
        ({"amount": "1,5"}, "Write 1.5 or 1,500."),
        ({"cycle": "9", "expected_close_on": "2027-01-01"}, "it is"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client_for, world, htmx, change, word):
    client, row = client_for("ann"), world.acme_renewal
    answer = send(client, row, form(client, row) | {"description": "Typed"} | change, htmx)
    assert answer.status_code == 422
    assert word in answer.text
    assert "Typed" in answer.text
    assert world.acme_renewal.version == row.version


def test_the_second_editor_sees_both_values_and_chooses(client_for, world, htmx):
    ann, bo, row = client_for("ann"), client_for("bo"), world.acme_renewal
    anns, bos = form(ann, row), form(bo, row)
    later = row.opened_on + dt.timedelta(days=80)
    assert send(bo, row, bos | {"amount": "150,000", "grade": "C", "cycle": "80"}).status_code == 303
    answer = send(ann, row, anns | {"amount": "140,000", "intent": "low"}, htmx)
    assert answer.status_code == 409
    assert 'name="keep-amount"' in answer.text
    for said in ("¥140,000", "¥150,000", "Bo Chen"):
        assert said in answer.text
    assert 'name="keep-grade"' not in answer.text, "only Bo changed the grade"
    assert world.acme_renewal.amount == 15_000_000, "nothing is overwritten unseen"
    again = held(answer.text)
    assert (again["grade"], again["intent"], again["amount"]) == ("C", "low", "140,000")
    assert (again["expected_close_on"], again["cycle"]) == (later.isoformat(), "80"), "taken over, both"
    assert send(ann, row, again | {"keep-amount": "mine"}).status_code == 303
    row = world.acme_renewal
    assert (row.amount, row.grade, row.intent) == (14_000_000, "C", "low")


def test_the_second_editor_may_take_the_other_value(client_for, world):
    ann, bo, row = client_for("ann"), client_for("bo"), world.acme_renewal
    anns, bos = form(ann, row), form(bo, row)
    send(bo, row, bos | {"requirement": "Bo's words", "expected_close_on": "2027-05-05", "cycle": bos["cycle"]})
    answer = send(ann, row, anns | {"requirement": "Ann's words", "expected_close_on": "2027-06-06"})
    assert answer.status_code == 409
    data = held(answer.text) | {"keep-requirement": "theirs", "keep-expected_close_on": "theirs"}
    assert send(ann, row, data).status_code == 303
    row = world.acme_renewal
    assert (row.requirement, row.expected_close_on) == ("Bo's words", dt.date(2027, 5, 5))


def test_changes_of_different_fields_need_no_choice(client_for, world):
    ann, bo, row = client_for("ann"), client_for("bo"), world.acme_renewal
    anns, bos = form(ann, row), form(bo, row)
    send(bo, row, bos | {"grade": "C", "customer": "Star Two", "expected_close_on": "2027-05-05"})
    assert send(ann, row, anns | {"amount": "1"}).status_code == 303
    row = world.acme_renewal
    assert (row.grade, row.customer.name, row.amount) == ("C", "Star Two", 100)
    assert row.expected_close_on == dt.date(2027, 5, 5)


def test_a_move_in_between_is_no_conflict(client_for, world):
    ann, row = client_for("ann"), world.acme_renewal
    anns = form(ann, row)
    world.acme_renewal.enter(world.stage("Contract"), by=world.bo)
    assert send(ann, row, anns | {"amount": "1"}).status_code == 303
    row = world.acme_renewal
    assert (row.stage.name, row.amount) == ("Contract", 100)


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30])
def test_a_version_without_sense_overwrites_nothing(client_for, world, version):
    ann, row = client_for("ann"), world.acme_renewal
    anns = form(ann, row)
    world.acme_renewal.edit(world.bo, amount=1)
    assert send(ann, row, anns | {"amount": "2", "version": version}).status_code == 409
    assert world.acme_renewal.amount == 1


@pytest.mark.parametrize("day", ["", "2999-01-01"])
def test_the_opening_day_is_asked_for_and_not_in_the_future(client_for, world, day):
    client, row = client_for("ann"), world.acme_renewal
    assert send(client, row, form(client, row) | {"opened_on": day}).status_code == 422


def test_a_closed_one_was_opened_before(client_for, world):
    client, row = client_for("ann"), world.acme_won
    row.edit(world.ann, opened_on=row.closed_on - dt.timedelta(days=9))
    Opportunity.update(closed_on=row.closed_on - dt.timedelta(days=5)).where(Opportunity.id == row.id).execute()
    late = (row.closed_on - dt.timedelta(days=2)).isoformat()
    answer = send(client, row, form(client, row) | {"opened_on": late})
    assert answer.status_code == 422
    assert "after the closing" in answer.text


def test_a_date_before_the_opening_that_an_import_brought_hinders_nobody(client_for, world):
    client, row = client_for("ann"), world.acme_renewal
    early = row.opened_on - dt.timedelta(days=3)
    row.edit(world.ann, expected_close_on=early)
    data = form(client, row)
    assert data["cycle"] == ""
    assert send(client, row, data | {"amount": "7"}).status_code == 303
    assert (world.acme_renewal.amount, world.acme_renewal.expected_close_on) == (700, early)
    assert send(client, row, form(client, row) | {"expected_close_on": "2001-01-01"}).status_code == 422
    assert "too far away" in send(client, row, form(client, row) | {"expected_close_on": "9999-01-01"}).text


def test_what_oneself_changed_in_another_window_is_said_so(client_for, world):
    row, client = world.acme_renewal, client_for("ann")
    row.edit(world.ann, name="From the other window")
    typed = {
        "name": "From this one",
        "currency": "CNY",
        "opened_on": row.opened_on.isoformat(),
        "version": row.version - 1,
    }
    answer = client.post(f"/opportunities/{row.id}", data=typed)
    assert answer.status_code == 409
    assert "You changed" in answer.text
    assert "Somebody else changed" not in answer.text
