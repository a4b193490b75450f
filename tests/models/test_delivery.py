"""What must follow an event happens once: claimed, tried again, given up; and one lease for one worker."""

import datetime as dt
import threading

import pytest

from models import Delivery, Event, Lease
from models.base import db, now
from models.delivery import CLAIM, FAR, TRIES


@pytest.fixture
def assigned(world):
    """The delivery that follows from mia giving Ann's opportunity to Bo."""
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    return Delivery.get()


def due(delivery):
    """Let the time pass that the row waits for."""
    Delivery.update(next_at=now()).where(Delivery.id == delivery.id).execute()


def test_an_assignment_queues_one_mail(world, assigned):
    assert (assigned.reaction, assigned.status, assigned.attempts) == ("mail_notice", "pending", 0)
    assert assigned.recipient_id == world.bo.id
    assert assigned.event.name == "opportunity.assigned"


def test_a_change_that_fails_queues_nothing(world):
    stale = world.acme_renewal
    world.acme_renewal.edit(by=world.ann, name="Acme renewal 2")
    with pytest.raises(Exception, match="Somebody else"):
        stale.assign(by=world.mia, owner=world.bo)
    assert Delivery.select().count() == 0


def test_a_claimed_row_is_nobody_elses_until_the_claim_runs_out(assigned):
    (mine,) = Delivery.claim("one")
    assert (mine.claimed_by, mine.attempts) == ("one", 1)
    assert Delivery.claim("two") == []
    Delivery.update(next_at=now() - dt.timedelta(seconds=1)).execute()  # the first worker died
    (mine,) = Delivery.claim("two")
    assert (mine.claimed_by, mine.attempts) == ("two", 2)
    assert mine.next_at >= now() + CLAIM - dt.timedelta(seconds=2)


def test_a_finished_row_never_comes_back(assigned):
    (mine,) = Delivery.claim("one")
    mine.finish()
    due(mine)
    assert Delivery.claim("one") == []


def test_a_failed_row_waits_longer_each_time_and_is_given_up_in_the_end(assigned):
    waits = []
    for attempt in range(1, TRIES + 1):
        (mine,) = Delivery.claim("one")
        given_up = mine.postpone(OSError("no route"))
        row = Delivery.get()
        waits.append(round((row.next_at - now()).total_seconds() / 60))
        assert given_up == (attempt == TRIES)
        assert row.status == ("failed" if given_up else "pending")
        due(row)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    assert Delivery.claim("one") == []
    assert Delivery.get().error == "no route"


def test_many_workers_at_once_share_the_rows_without_overlap(world):
    event = Event.get()
    Delivery.insert_many([{"event": event.id, "reaction": f"r{n}"} for n in range(60)]).execute()
    claimed, start = [], threading.Barrier(4)

    def works(name):
        start.wait()
        while rows := Delivery.claim(name, 5):
            claimed.extend(row.id for row in rows)
        db.close()

    threads = [threading.Thread(target=works, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 60


def test_a_lease_has_one_holder_until_it_is_old_or_given_up(world):
    assert not Lease.alive("worker")
    assert Lease.take("worker", "one")
    assert Lease.take("worker", "one")
    assert not Lease.take("worker", "two")
    assert Lease.alive("worker")
    Lease.give_up("worker", "two")  # not theirs to give
    assert not Lease.take("worker", "two")
    Lease.update(seen_at=now() - dt.timedelta(seconds=31)).execute()
    assert not Lease.alive("worker")
    assert Lease.take("worker", "two")
    Lease.give_up("worker", "two")
    assert Lease.take("worker", "one")


def test_a_row_whose_time_lies_far_ahead_is_of_another_clock_and_due(world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    Delivery.update(next_at=now() + FAR - dt.timedelta(minutes=1)).execute()
    assert not Delivery.claim("w")
    Delivery.update(next_at=now() + FAR + dt.timedelta(minutes=1)).execute()
    assert len(Delivery.claim("w")) == 1
    assert not Delivery.claim("w")


def test_what_was_claimed_and_not_begun_is_there_for_the_next_one(world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    world.star_rollout.assign(by=world.mia, owner=world.bo)
    rows = Delivery.claim("first")
    rows[0].finish()
    Delivery.give_back(rows)
    (left,) = Delivery.claim("second")
    assert (left.id, left.attempts) == (rows[1].id, 1)
    Delivery.give_back(rows)  # another's by now
    assert not Delivery.claim("third")


def test_a_lease_of_the_future_is_out_of_date(world):
    assert Lease.take("job", "first")
    Lease.update(seen_at=now() + dt.timedelta(hours=1)).execute()
    assert not Lease.alive("job")
    assert Lease.take("job", "second")
    assert Lease.alive("job")
    assert not Lease.take("job", "first")
