"""The worker makes the backup of each night, once, keeps what is to be kept, and says when it could not."""

import dataclasses
import datetime as dt
import shutil

import pytest

from jobs.backup import Backing
from models import Notification, Setting
from models.backup import folder, latest, restoring
from models.base import connect, db
from models.setting import today

DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.sqlite("copies and swaps its file")


@pytest.fixture
def nights(settings, tmp_path, world):
    """Settings by which a night has a backup of this test's database, from midnight on."""
    return dataclasses.replace(
        settings, backup_folder=tmp_path / "backups", backup_hour=0, database_url=f"sqlite:///{db.obj.database}"
    )


def night(settings):
    """What a worker does about it, to the end."""
    backing = Backing(settings)
    begun = backing.look()
    if begun:
        backing.thread.join()
    return begun


def names(settings):
    return sorted(path.name for path in settings.backup_folder.iterdir())


def test_once_a_day(nights):
    assert night(nights)
    assert names(nights) == [f"nightly-{today()}.zip"]
    assert not night(nights), "another worker finds it done"
    restoring.try_out(nights, nights.backup_folder / f"nightly-{today()}.zip")
    assert latest(nights).ok


def test_not_before_its_hour_nor_when_switched_off(nights):
    zone = dt.datetime.now(dt.UTC)
    Setting.write(company__time_zone=f"Etc/GMT{zone.hour:+d}" if zone.hour <= 12 else f"Etc/GMT{zone.hour - 24:+d}")
    assert folder.due(dataclasses.replace(nights, backup_hour=1)) is None, "there it is the hour after midnight"
    assert folder.due(nights) == today()
    assert folder.due(dataclasses.replace(nights, backup_hour=None)) is None
    assert not Backing().look()


def test_nights_weeks_and_months_are_kept(nights):
    last = dt.date(2026, 11, 24)
    days = {last - DAY * ago for ago in range(400)}
    kept = sorted(folder.kept(days, 7, 4, 6), reverse=True)
    assert kept[:7] == [last - DAY * ago for ago in range(7)]
    assert [day for day in kept[7:] if day.month == 11] == [dt.date(2026, 11, 15), dt.date(2026, 11, 8)]
    assert [day.isoformat() for day in kept[9:]] == [
        "2026-10-31",
        "2026-09-30",
        "2026-08-31",
        "2026-07-31",
        "2026-06-30",
    ]


def test_what_is_not_kept_goes_and_nothing_else(nights):
    other_night = "nightly-2026-99-99.zip"
    nights.backup_folder.mkdir()
    for ago in range(1, 40):
        (nights.backup_folder / f"nightly-{today() - DAY * ago}.zip").touch()
    for other in ("shangji-2020-01-01-000000.zip", other_night, "holiday.jpg"):
        (nights.backup_folder / other).touch()
    small = dataclasses.replace(nights, backup_keep=(3, 0, 0))
    night(small)
    three = [f"nightly-{today() - DAY * ago}.zip" for ago in (2, 1, 0)]
    assert names(nights) == sorted(["holiday.jpg", other_night, *three, "shangji-2020-01-01-000000.zip"])


def test_a_failure_is_told_once_and_over_with_the_next_success(nights, world, monkeypatch, client_for):
    usage = shutil.disk_usage("/")._replace(free=0)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda path: usage)
        night(nights)
        night(nights)
    assert (latest(nights).ok, "not enough space" in latest(nights).words) == (False, True)
    assert [row.user for row in Notification.select().where(Notification.kind == "backup")] == [world.ada]
    assert "backup failed" in client_for("ada").get("/notifications").text
    assert night(nights)
    assert latest(nights).ok
    assert latest(nights).path.name == f"nightly-{today()}.zip"


def test_a_worker_that_stops_leaves_nothing_half_done(nights):
    backing = Backing(nights)
    backing.stopping.set()
    backing.work(today())
    assert names(nights) == []
    assert latest(nights).ok
    connect(nights.database_url)
