"""Who becomes the owner of an opportunity gets one mail: not two, not for their own doing, and never lost."""

import pytest

from jobs.worker import Worker
from models import Delivery
from models.base import now


@pytest.fixture
def turn(app):
    """turn(): one round of the worker."""
    worker = Worker()

    def once():
        with app.app_context():
            return worker.turn()

    return once


def hurry():
    """Let the time pass that rows wait for."""
    Delivery.update(next_at=now()).where(Delivery.status == "pending").execute()


def test_the_new_owner_gets_one_mail(world, post_office, turn):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    assert turn()
    assert not turn()
    (mail,) = post_office.mails
    assert mail["To"] == "Bo Chen <bo@example.com>"
    assert mail["From"] == "Shangji <crm@example.com>"
    assert mail["Subject"] == "New for you: Acme renewal"
    text = mail.get_content()
    assert "Mia Zhou gave you the opportunity “Acme renewal”." in text
    assert text.splitlines()[1] == "Acme"
    assert f"https://crm.example.com/opportunities/{world.acme_renewal.id}" in text
    assert Delivery.get().status == "done"


def test_no_mail_for_what_one_did_oneself(world, post_office, turn):
    world.acme_renewal.assign(by=world.bo, owner=world.bo)
    turn()
    assert post_office.mails == []
    assert {row.status for row in Delivery.select()} <= {"done"}


def test_no_mail_to_a_team(world, post_office, turn):
    world.acme_renewal.assign(by=world.mia, team=world.south)
    turn()
    assert post_office.mails == []


def test_no_mail_when_it_has_moved_on(world, post_office, turn):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    turn()
    assert [mail["To"] for mail in post_office.mails] == ["Cy Wang <cy@example.com>"]


@pytest.mark.parametrize("gone", ["disabled", "address"])
def test_no_mail_to_who_cannot_get_it(world, post_office, turn, gone):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    bo = world.bo
    if gone == "disabled":
        bo.disable(by=world.ada)
    else:
        bo.email = None
        bo.save()
    turn()
    assert post_office.mails == []
    assert Delivery.get().status == "done"


def test_without_mail_settings_it_is_done_silently(world, turn):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    turn()
    assert Delivery.get().status == "done"


def test_a_server_that_is_down_gets_it_later_and_once(world, post_office, turn):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    post_office.close()
    turn()
    row = Delivery.get()
    assert (row.status, row.attempts) == ("pending", 1)
    assert "refused" in row.error.lower()
    assert row.next_at > now()
    post_office.open()
    turn()
    assert post_office.mails == []  # not before its time
    hurry()
    turn()
    hurry()
    turn()
    assert len(post_office.mails) == 1


def test_one_that_fails_does_not_hold_up_the_next(world, post_office, turn):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    bo = world.bo
    bo.email = "no address at all"
    bo.save()
    world.south_pilot.assign(by=world.mia, owner=world.ann)
    turn()
    assert [mail["To"] for mail in post_office.mails] == ["Ann Li <ann@example.com>"]
    assert sorted(row.status for row in Delivery.select()) == ["done", "failed"]


def test_a_mail_sent_again_after_a_crash_is_recognisable(world, post_office, turn):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    turn()
    Delivery.update(status="pending").execute()  # the worker died before it could write that it was done
    hurry()
    turn()
    first, second = post_office.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@crm.example.com>")


def test_a_name_cannot_add_a_header(world, post_office, turn):
    world.acme_renewal.edit(by=world.ann, name="Acme\nBcc: eve@example.com")
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    turn()
    (mail,) = post_office.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "New for you: Acme Bcc: eve@example.com"


def test_the_mail_speaks_the_owners_language(world, post_office, turn):
    world.bo.prefer(language="zh-Hans")
    world.star_rollout.assign(by=world.mia, owner=world.bo)
    turn()
    (mail,) = post_office.mails
    assert "星辰 ERP 项目" in mail["Subject"]
    assert "New for you" not in mail["Subject"]
