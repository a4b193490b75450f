"""Close reasons in the settings: a catalogue for each outcome."""

import re

import pytest

from models.pipeline import CloseReason


@pytest.fixture
def ada(client_for):
    return client_for("ada")


def test_the_section_leads_to_the_reasons_of_each_outcome(ada):
    assert ada.get("/settings/reasons").location == "/settings/reasons/won"
    page = ada.get("/settings/reasons/lost").text
    assert "Chose a competitor" in page
    assert "Product fit" not in page


def test_a_name_is_there_once_for_an_outcome(ada):
    assert ada.post("/settings/reasons/lost", data={"name": "Not real"}).status_code == 303
    answer = ada.post("/settings/reasons/lost", data={"name": " not  REAL"})
    assert answer.status_code == 422
    assert "is there already" in answer.text
    assert [row.outcome for row in CloseReason.select().where(CloseReason.name == "Not real")] == ["invalid", "lost"]


def test_one_of_another_outcome_is_not_found(ada, world):
    won = world.reason("won", "Price")
    assert ada.get(f"/settings/reasons/lost/{won.id}/edit").status_code == 404


def test_another_of_the_same_outcome_takes_its_place(ada, world):
    lost = world.reason("lost", "Chose a competitor")
    path = f"/settings/reasons/lost/{lost.id}/disposal"
    assert ada.post(path, data={"way": "replace", "other": "Product fit"}).status_code == 422
    assert ada.post(path, data={"way": "replace", "other": "Other"}).status_code == 303
    assert world.acme_lost.close_reason_id == world.reason("lost", "Other").id
    page = ada.get(f"/opportunities/{world.acme_lost.id}").text
    assert re.search(r"let <b [^>]*>Other</b> take the place of <del>Chose a competitor</del> everywhere", page)


def test_the_order_is_that_of_the_form(ada, client_for, world, htmx):
    ids = [row.id for row in CloseReason.offered("lost")]
    answer = ada.post("/settings/reasons/lost/order", data={"ids": ",".join(map(str, ids[::-1]))}, headers=htmx)
    assert answer.status_code == 200
    assert [row.id for row in CloseReason.offered("lost")] == ids[::-1]
    assert [row.position for row in CloseReason.offered("won")] == list(range(6))
    form = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}/closure/new?outcome=lost").text
    assert form.index("Other") < form.index("Price too high")


def test_a_reason_in_the_archive_is_not_offered(ada, client_for, world):
    reason = world.reason("lost", "Timing")
    ada.post(f"/settings/reasons/lost/{reason.id}/disposal", data={"way": "archive"})
    form = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}/closure/new?outcome=lost").text
    assert "Timing" not in form
