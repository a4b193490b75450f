"""Who has forgotten their password asks for a link, and chooses a new one behind it; nobody learns who has an account."""

import dataclasses
import datetime as dt
import json

import pytest

from config import Mail
from models import Delivery, Event, FailedSignIn, PasswordReset, SignIn
from models.base import now

NEW = {"new": "a longer sentence", "again": "a longer sentence"}


@pytest.fixture
def mailing(app):
    mail = Mail("127.0.0.1", 25, user=None, password=None, sender="crm@example.com", tls="none")
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], mail=mail)


def ask(client, email="ann@example.com", **more):
    return client.post("/password/forgotten", data={"email": email}, **more)


def test_the_answer_is_the_same_for_everybody(client, world, mailing):
    answers = [ask(client, email) for email in ("ann@example.com", "nobody@example.com", "finn@example.com")]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/password/forgotten/asked")}
    event = Event.get(Event.name == "user.reset_asked")
    assert (event.subject_id, event.actor_id) == (world.ann.id, None)
    assert Delivery.get().reaction == "mail_password_reset"
    assert Delivery.select().count() == 1


def test_what_the_event_keeps_opens_nothing(client, world, mailing):
    ask(client)
    assert json.loads(Event.get(Event.name == "user.reset_asked").facts_json).keys() == {"address"}
    assert PasswordReset.select().count() == 0


def test_no_mailbox_is_flooded(client, world, mailing):
    for _ in range(5):
        assert ask(client, "Ann@Example.com ").status_code == 303
    assert Event.select().where(Event.name == "user.reset_asked").count() == 3
    FailedSignIn.update(at=now() - dt.timedelta(minutes=61)).execute()
    ask(client)
    assert Event.select().where(Event.name == "user.reset_asked").count() == 4


def test_who_asks_for_many_must_wait(client, world, mailing):
    for number in range(20):
        ask(client, f"{number}@example.com")
    assert ask(client).status_code == 429
    assert Event.select().where(Event.name == "user.reset_asked").count() == 0


def test_asking_locks_nobody_out(client, world, mailing):
    for _ in range(19):
        ask(client)
    answer = client.post("/sign-in", data={"email": "ann@example.com", "password": world.password})
    assert answer.status_code == 303


def test_an_address_is_asked_for(client, world, mailing):
    answer = ask(client, "")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_without_mail_it_says_whom_to_ask(client, world):
    page = client.get("/password/forgotten")
    assert page.status_code == 200
    assert "Ask your administrator" in page.text
    assert "flask user password" in page.text
    assert ask(client).status_code == 409
    assert Event.select().where(Event.name == "user.reset_asked").count() == 0


def test_the_door_leads_there(client, world):
    assert 'href="/password/forgotten"' in client.get("/sign-in").text


def test_the_link_leads_to_a_new_password_and_in(client, client_for, world):
    elsewhere = client_for("ann")
    opened = client.get(f"/password/new?token={PasswordReset.start(world.ann)}")
    assert (opened.status_code, opened.location) == (302, "/password/new")
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert opened.headers["Cache-Control"] == "no-store"
    assert client.get("/password/new").status_code == 200
    answer = client.post("/password/new", data=NEW)
    assert (answer.status_code, answer.location) == (303, "/")
    assert world.ann.knows("a longer sentence")
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert SignIn.select().where(SignIn.user == world.ann).count() == 1


def test_a_link_is_good_once(client, app, world):
    token = PasswordReset.start(world.ann)
    client.get(f"/password/new?token={token}")
    client.post("/password/new", data=NEW)
    again = app.test_client()
    again.get(f"/password/new?token={token}")
    assert again.get("/password/new").status_code == 410
    assert again.post("/password/new", data={"new": "another sentence", "again": "another sentence"}).status_code == 410
    assert world.ann.knows("a longer sentence")


def test_a_link_is_good_for_an_hour(client, world):
    client.get(f"/password/new?token={PasswordReset.start(world.ann)}")
    PasswordReset.update(created_at=now() - dt.timedelta(minutes=60)).execute()
    answer = client.post("/password/new", data=NEW)
    assert answer.status_code == 410
    assert "its time is over" in answer.text
    assert world.ann.knows(world.password)


@pytest.mark.parametrize("end", ["password", "disabled"])
def test_a_link_opens_nothing_after(client, world, end):
    client.get(f"/password/new?token={PasswordReset.start(world.ann)}")
    if end == "password":
        world.ann.set_password("chosen elsewhere", by=world.ann)
    else:
        world.ann.disable(by=world.ada)
    assert client.post("/password/new", data=NEW).status_code == 410
    assert not world.ann.knows("a longer sentence")


def test_a_guess_opens_nothing(client, world):
    client.get("/password/new?token=" + "x" * 5000)
    assert client.get("/password/new").status_code == 410
    assert client.get("/password/new?token=%00").status_code == 302


def test_a_short_password_and_two_different_ones_are_refused(client, world):
    client.get(f"/password/new?token={PasswordReset.start(world.ann)}")
    for wrong in ({"new": "short", "again": "short"}, {"again": "another sentence"}):
        answer = client.post("/password/new", data={**NEW, **wrong})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
    assert client.post("/password/new", data=NEW).status_code == 303


def test_a_new_password_forgives_the_wrong_tries(client, world):
    for _ in range(8):
        client.post("/sign-in", data={"email": "ann@example.com", "password": "wrong"})
    client.get(f"/password/new?token={PasswordReset.start(world.ann)}")
    client.post("/password/new", data=NEW)
    assert not FailedSignIn.too_many("ann@example.com", None)


def test_the_table_holds_no_token(world):
    token = PasswordReset.start(world.ann)
    row = PasswordReset.get()
    assert token not in (row.token_digest, row.address)
    assert PasswordReset.behind(token) == row


def test_what_is_wrong_is_not_said_twice(client, world):
    client.get(f"/password/new?token={PasswordReset.start(world.ann)}")
    hint = "At least 10 characters. A short sentence is easiest to remember."
    assert client.get("/password/new").text.count(hint) == 1
    assert client.post("/password/new", data={"new": "short", "again": "short"}).text.count(hint) == 1
