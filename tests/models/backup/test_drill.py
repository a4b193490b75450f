"""The drill: backed up while others write, changed, brought back elsewhere; everything is as it was at that moment."""

import json
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from models import Customer, Delivery, Event, Opportunity, Setting, SignIn, User, backup, schema
from models.backup import dump, folder, restoring
from models.backup.archive import Unfit
from models.base import connect, db
from models.delivery import Lease
from models.opportunity.filter import Filter
from models.readiness import WORKER
from models.reports import REPORTS, ask
from models.uploads import logo, put_logo
from tests.world import PASSWORD

pytestmark = pytest.mark.sqlite("copies and swaps its file")


def figures(user):
    """Every report's answer as it is written into a file."""
    return json.dumps({name: repr(ask(name, user, Filter())) for name in REPORTS})


@pytest.fixture
def writer(database):
    """A second program that writes without rest; `stop()` returns how much it wrote, and what went wrong."""
    over, done, file = threading.Event(), [], db.obj.database

    def write():
        own = sqlite3.connect(file, timeout=30)
        while not over.is_set():
            try:
                own.execute("INSERT INTO settings (key, value) VALUES (?, '')", (f"noise.{len(done)}",))
                own.execute("INSERT INTO settings (key, value) VALUES (?, '')", (f"noise.{len(done)}.twin",))
                own.commit()
            except sqlite3.Error as error:
                done.append(error)
                break
            done.append(None)
            over.wait(0.002)  # SQLite lets nobody in whom another does not leave room
        own.close()

    thread = threading.Thread(target=write)

    def stop():
        over.set()
        thread.join()
        return len(done), [error for error in done if error]

    thread.start()
    yield stop
    stop()


def picture():
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    return out.getvalue()


def test_everything_is_as_it_was(world, place, writer, tmp_path):
    here, file = place(), tmp_path / "safe" / "all.zip"
    put_logo(world.ada, here.data_folder, picture())
    before, customers = figures(world.mia), Customer.select().count()
    manifest = backup.make(here, file)
    wrote, failed = writer()
    assert wrote > 1
    assert failed == []
    Opportunity.select().first().win(world.mia)
    Customer.create(name="Later", name_key="later", kind="organisation", phone_key="", email_key="")

    there = place("other")
    assert restoring.restore(there, file) is None
    assert Customer.select().count() == customers == manifest["counts"]["customers"]
    assert figures(world.mia) == before
    noise = {row.key for row in Setting.select() if row.key.startswith("noise.")}
    assert all(key.endswith(".twin") or f"{key}.twin" in noise for key in noise), "half a transaction"
    assert (
        len(noise) == manifest["counts"]["settings"] - Setting.select().where(~Setting.key.startswith("noise.")).count()
    )
    assert User.by_email("ann@example.com").knows(PASSWORD)
    assert there.data_folder.joinpath("secret").read_bytes() == here.secret
    assert logo(there.data_folder, Setting.read("company.logo")).read_bytes()[:4] == b"\x89PNG"
    assert [path.name for path in there.data_folder.iterdir() if path.name.startswith(".")] == []


def test_only_its_owner_can_read_it(world, place, tmp_path):
    backup.make(place(), tmp_path / "all.zip")
    assert (tmp_path / "all.zip").stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_set_aside_as_a_backup(world, place, tmp_path):
    here, file = place(), tmp_path / "all.zip"
    backup.make(here, file)
    world.star.edit(world.ann, name="After the backup")
    aside = restoring.restore(here, file)
    assert not Customer.select().where(Customer.name == "After the backup").exists()
    assert aside.parent == here.backup_folder
    restoring.restore(here, aside)
    assert Customer.select().where(Customer.name == "After the backup").exists()


def test_a_damaged_database_is_kept_as_it_is(world, place, tmp_path):
    here, file, database = place(), tmp_path / "all.zip", Path(db.obj.database)
    backup.make(here, file)
    db.close()
    whole = database.read_bytes()
    database.write_bytes(whole[:5000] + b"x" * 90_000 + whole[95_000:])
    aside = restoring.restore(here, file)
    assert (aside / database.name).read_bytes()[5000:5010] == b"x" * 10
    assert Customer.select().count() == 5


def test_sessions_end_and_no_mail_goes_out_twice(world, place, tmp_path):
    here, file = place(), tmp_path / "all.zip"
    SignIn.start(world.ann)
    Delivery.create(event=Event.select().first(), reaction="mail_notice", recipient_id=world.bo.id)
    backup.make(here, file)
    restoring.restore(here, file)
    assert SignIn.select().count() == 0
    assert [row.status for row in Delivery.select()] == ["unsure"]


def test_not_while_it_runs(world, place, tmp_path):
    here, file = place(), tmp_path / "all.zip"
    backup.make(here, file)
    Lease.take(WORKER, "somebody")
    with pytest.raises(Unfit, match="is running"):
        restoring.restore(here, file)
    Lease.give_up(WORKER, "somebody")
    web = sqlite3.connect(db.obj.database)
    web.execute("SELECT COUNT(*) FROM users").fetchone()
    with pytest.raises(Unfit, match="is running"):
        restoring.restore(here, file)
    web.close()
    assert restoring.restore(here, file)


def test_one_of_an_older_version_is_brought_up(world, place, tmp_path):
    here, file = place(), tmp_path / "all.zip"
    last = schema.runner().migrations()[-1].name
    schema.revert(last)
    assert backup.make(here, file)["migration"] < last
    place("other")
    restoring.restore(place("other"), file)
    assert schema.pending() == []
    assert Customer.select().count() == 5


def test_a_stop_leaves_nothing(world, place, tmp_path):
    left = iter([True, True])
    with pytest.raises(Unfit, match="stopped"):
        backup.make(place(), tmp_path / "safe" / "all.zip", go_on=lambda: next(left, False))
    assert list((tmp_path / "safe").iterdir()) == []


def test_a_full_disk_is_said_before(world, place, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Unfit, match="not enough space"):
        backup.make(place(), tmp_path / "all.zip")


def test_an_empty_database_is_no_backup(place, tmp_path):
    there = place("other")
    with pytest.raises(Unfit, match="no database"):
        backup.make(there, tmp_path / "all.zip")
    connect(there.database_url).execute_sql("CREATE TABLE a (b)")
    with pytest.raises(Unfit, match="flask migrate"):
        backup.make(there, tmp_path / "all.zip")
    db.close()


def test_the_newest_is_known(world, place):
    here = place()
    assert (folder.latest(here).path, folder.latest(here).ok) == (None, True)
    backup.make(here, here.backup_folder / backup.named())
    assert folder.latest(here).path.name.startswith("shangji-2")
    assert folder.latest(here).bytes > 10_000
    assert dump.kind() == "sqlite"
