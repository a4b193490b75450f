"""The link to a new password is made when its mail is sent: it opens once, and what was not sent opens nothing."""

import re

import pytest

from jobs.worker import Worker
from models import Delivery, Event, PasswordReset, User
from models.base import now


@pytest.fixture
def turn(app):
    worker = Worker()

    def once():
        with app.app_context():
            return worker.turn()

    return once


def link(mail):
    return re.search(r"https://crm\.example\.com(/password/new\?token=\S+)", mail.get_content())[1]


def test_the_mail_brings_a_link_that_opens(client, world, post_office, turn):
    assert client.post("/password/forgotten", data={"email": "ann@example.com"}).status_code == 303
    turn()
    (mail,) = post_office.mails
    assert mail["To"] == "Ann Li <ann@example.com>"
    assert mail["Subject"] == "Choose a new password"
    client.get(link(mail))
    answer = client.post("/password/new", data={"new": "a longer sentence", "again": "a longer sentence"})
    assert answer.status_code == 303
    assert world.ann.knows("a longer sentence")


def test_it_speaks_their_language(client, world, post_office, turn):
    world.ann.prefer(language="zh-Hans")
    client.post("/password/forgotten", data={"email": "ann@example.com"})
    turn()
    assert post_office.mails[0]["Subject"] == "设置新密码"


def test_what_was_not_sent_opens_nothing(client, world, post_office, turn):
    client.post("/password/forgotten", data={"email": "ann@example.com"})
    post_office.close()
    turn()
    assert PasswordReset.select().count() == 0
    post_office.open()
    Delivery.update(next_at=now()).execute()
    turn()
    assert len(post_office.mails) == 1
    assert PasswordReset.select().count() == 1


@pytest.mark.parametrize("change", ["disabled", "password"])
def test_nothing_is_sent_to_who_needs_it_no_more(client, world, post_office, turn, change):
    client.post("/password/forgotten", data={"email": "ann@example.com"})
    if change == "disabled":
        world.ann.disable(by=world.ada)
    else:
        world.ann.set_password("chosen meanwhile", by=world.ann)
    turn()
    assert post_office.mails == []
    assert Delivery.get().status == "done"


def test_no_word_of_the_token_is_kept_or_logged(client, world, post_office, turn, caplog):
    client.post("/password/forgotten", data={"email": "ann@example.com"})
    with caplog.at_level("INFO"):
        turn()
        path = link(post_office.mails[0])
        client.get(path)
    token = path.split("=")[1]
    assert token not in caplog.text
    assert not [event for event in Event.select() if token in event.facts_json]
    assert token not in (Delivery.get().error or "")


def test_an_invitation_opens_for_who_never_had_a_password(client, world, post_office, turn):
    kit = User.add("Kit Moor", "kit@example.com", language="en")
    PasswordReset.send(kit, world.ada)
    turn()
    (mail,) = post_office.mails
    assert mail["Subject"] == "You are invited to Example Trading"
    assert "kit@example.com" in mail.get_content()
    client.get(link(mail))
    client.post("/password/new", data={"new": "a longer sentence", "again": "a longer sentence"})
    assert User.get_by_id(kit.id).knows("a longer sentence")


def test_what_an_administrator_sends_says_so(client, world, post_office, turn):
    PasswordReset.send(world.ann, world.ada)
    turn()
    assert "Your administrator sends you" in post_office.mails[0].get_content()
    assert "If it was not you" not in post_office.mails[0].get_content()


def test_no_invitation_to_who_has_another_address_meanwhile(client, world, post_office, turn):
    kit = User.add("Kit Moor", "kit@example.com")
    PasswordReset.send(kit, world.ada)
    kit.move_to("kit.moor@example.com", by=world.ada)
    turn()
    assert post_office.mails == []
