"""One worker works, a second stands by; a killed one loses nothing, a stopped one finishes what it has in hand."""

import datetime as dt
import signal
import sys

import pytest

from jobs.reactions import REACTIONS
from jobs.worker import RENEW, Worker
from models import Activity, Delivery, Lease, Notification, Preference, SignIn
from models.base import now
from models.reactions import FOLLOWS
from tests.jobs.conftest import eventually


@pytest.fixture
def mailing(post_office):
    """The environment of a worker process that mails to the post office."""
    return {
        "MAIL_HOST": "127.0.0.1",
        "MAIL_PORT": str(post_office.port),
        "MAIL_FROM": "crm@example.com",
        "MAIL_TLS": "none",
    }


def test_every_reaction_that_an_event_names_is_known():
    assert {name for names in FOLLOWS.values() for name in names} | {"mail_notice"} == REACTIONS.keys()


def test_a_second_worker_stands_by_until_the_first_is_gone(app, world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    first, second = Worker(), Worker()
    with app.app_context():
        assert first.holds()
        assert not second.turn()
        assert Delivery.get().attempts == 0
        Lease.update(seen_at=now() - dt.timedelta(seconds=31)).execute()
        assert second.turn()
        first.renewed -= RENEW
        assert not first.holds()


def test_leaving_lets_the_next_one_in_at_once(app, world):
    first, second = Worker(), Worker()
    assert first.holds()
    first.leave()
    assert second.holds()


def test_the_lease_is_not_written_at_each_look(app, world, count_queries):
    worker = Worker()
    worker.turn()
    with count_queries() as queries:
        worker.turn()
    assert not [sql for sql in queries if "leases" in sql]


def test_an_unknown_reaction_is_kept_and_tried_later(app, world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    Delivery.update(reaction="of_a_newer_version").execute()
    Worker().turn()
    assert (Delivery.get().status, Delivery.get().attempts) == ("pending", 1)


def test_old_sessions_are_swept(app, world):
    old, fresh = SignIn.start(world.ann), SignIn.start(world.ann)
    SignIn.update(seen_at=now() - dt.timedelta(days=2)).where(SignIn.id == SignIn.resume(old).id).execute()
    Worker().turn()
    assert SignIn.select().count() == 1
    assert SignIn.resume(fresh)


def test_what_goes_wrong_by_the_clock_does_not_keep_the_mails_back(app, world, post_office, caplog):
    Preference.put(world.ann, "agenda", "nonsense")
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    with app.app_context():
        Worker().turn()
    assert len(post_office.mails) == 1
    assert "greet failed" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_stopped_worker_finishes_the_row_in_hand(world, post_office, mailing, program):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    post_office.hold = 1
    process = program("work", **mailing)
    eventually(lambda: post_office.arrived)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert len(post_office.mails) == 1
    assert Delivery.get().status == "done"
    assert not Lease.alive("worker")


def test_two_worker_processes_send_each_mail_once(world, post_office, mailing, program):
    rows = [
        world.acme_renewal,
        world.star_rollout,
        world.south_pilot,
        world.bolt_shared,
        world.bolt_joint,
        world.orphan,
    ]
    first, second = program("work", **mailing), program("work", **mailing)
    for row in rows:
        row.assign(by=world.mia, owner=world.bo)
    eventually(lambda: Delivery.select().where(Delivery.status == "done").count() == len(rows))
    assert len(post_office.mails) == len(rows)
    assert len({mail["Message-ID"] for mail in post_office.mails}) == len(rows)
    assert first.poll() is None
    assert second.poll() is None


def test_a_plan_reaches_its_assignee_by_bell_and_mail_and_is_still_when_done(world, post_office, mailing, program):
    values = {"opportunity": world.acme_renewal, "subject": "Call Wei", "remind": 0}
    plan = Activity.plan(world.ann, "call", at=now() + dt.timedelta(seconds=2), **values)
    done = Activity.plan(world.ann, "call", at=now() + dt.timedelta(seconds=2), **values)
    done.complete(world.ann)
    program("work", **mailing)
    eventually(lambda: Delivery.select().where(Delivery.status == "done").exists())
    (mail,) = post_office.mails
    assert mail["Subject"] == "Was due: “Call Wei”"
    assert Notification.unread(world.ann)[0] == 1
    Activity.get_by_id(plan.id).complete(world.ann)
    assert Notification.unread(world.ann)[0] == 0
