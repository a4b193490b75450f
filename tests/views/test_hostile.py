"""Addresses and forms that nobody sends by accident: an answer in words, never an error of ours."""

import pytest

from models import Customer, Pipeline
from models.base import db


@pytest.mark.parametrize(
    "path",
    [
        "/board?pipeline=²",
        "/board?pipeline=" + "9" * 5000,
        "/reports/win-loss?from=0001-01-01",
        "/sign-in?next=//[",
        "/?x=%00",
    ],
)
def test_odd_addresses_are_answered(client_for, path):
    assert client_for("mia").get(path).status_code < 500


def test_the_door_takes_no_other_host(client):
    for target in ("//[", "//evil.example", "/\\evil.example", "https://evil.example", "/\x01"):
        assert "evil" not in client.get("/sign-in", query_string={"next": target}).text
    answer = client.get("/board", headers={"HX-Request": "true", "HX-Current-URL": "http://["})
    assert answer.status_code == 401


def test_a_mail_address_with_nul_is_wrong_and_no_more(client):
    answer = client.post("/sign-in", data={"email": "a\0nn@example.com", "password": "x"})
    assert answer.status_code == 422


def test_a_drop_with_a_version_beyond_numbers_is_invalid(client_for, world):
    data = {"stage": world.stage("Needs").id, "version": 2**70}
    assert client_for("ann").post(f"/board/drops/{world.acme_renewal.id}", data=data).status_code == 422


@pytest.mark.parametrize("typed", ["¥", "1 5", "1,5", "½x"])
def test_an_amount_that_is_none_is_said_beside_its_field(client_for, typed):
    answer = client_for("ann").post("/opportunities", data={"name": "New", "currency": "CNY", "amount": typed})
    assert answer.status_code == 422
    assert "Write" in answer.text


def test_a_setup_code_in_full_width_letters_counts(the_app, empty_database):
    from models import setup

    the_app.extensions.pop("somebody", None)
    code = setup.code()
    wide = "".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in code)
    form = {"code": "代码", "name": "Ada", "email": "ada@example.com", "password": "correct horse", "company": "Acme",
            "language": "en", "currency": "CNY", "time_zone": "Asia/Shanghai"}  # fmt: skip
    browser = the_app.test_client()
    assert browser.post("/setup", data=form).status_code == 409
    assert browser.post("/setup", data={**form, "code": wide}).status_code == 303


def test_preferences_without_a_choice_change_nothing(client_for):
    assert client_for("ann").post("/account/preferences").status_code == 303


def test_filters_name_nobody_outside_of_ones_reach(client_for, world):
    body = client_for("ann").get(f"/opportunities?owner={world.ada.id}").text
    assert "Ada Sun" not in body
    assert "North" not in client_for("cy").get(f"/board?team={world.north.id}").text
    assert "Ada Sun" in client_for("mia").get(f"/opportunities?owner={world.ada.id}").text


def test_guessing_a_password_from_inside_is_throttled(client_for):
    browser = client_for("ann")
    form = {"current": "wrong", "new": "a longer phrase", "again": "a longer phrase"}
    answers = [browser.post("/account/password", data=form).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


def test_a_renamed_customer_is_news_on_the_board(world):
    before = Pipeline.default().version
    world.acme.edit(by=world.ann, name="Acme Works")
    assert Pipeline.default().version == before + 1
    assert Customer.get_by_id(world.acme.id).name == "Acme Works"


def test_a_database_that_does_not_answer_is_said(client_for, monkeypatch):
    from models.base import Unavailable

    browser = client_for("ann")

    def refuse(*_args, **_more):
        raise Unavailable("connection refused")

    monkeypatch.setattr(db.obj, "execute_sql", refuse)
    answer = browser.get("/board")
    assert answer.status_code == 503
    assert "The database does not answer" in answer.text
