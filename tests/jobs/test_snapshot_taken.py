"""The worker takes the snapshot of each of the company's days, whoever of two workers it is."""

import datetime as dt

from jobs.worker import Worker
from models import Lease, Setting, Snapshot, SnapshotRow
from models.setting import today


def test_once_a_day_by_whoever_works(app, world):
    first, second = Worker(), Worker()
    first.turn()
    first.greeted = float("-inf")
    first.turn()
    first.leave()
    second.turn()
    assert [row.taken_on for row in Snapshot.select()] == [today()]
    assert SnapshotRow.select().count() == 10


def test_a_worker_that_stands_by_takes_none(app, world):
    first, second = Worker(), Worker()
    assert first.holds()
    second.turn()
    assert Snapshot.select().count() == 0
    Lease.delete().execute()
    second.turn()
    assert Snapshot.select().count() == 1


def test_the_day_is_the_companys(app, world):
    """Between Kiritimati and Pago Pago lies a day, at every hour."""
    days = []
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):
        Setting.write(company__time_zone=zone)
        worker = Worker()
        worker.turn()
        worker.leave()
        days.append(today())
    assert days[1] - days[0] >= dt.timedelta(days=1)
    assert [row.taken_on for row in Snapshot.select().order_by(Snapshot.taken_on)] == days
