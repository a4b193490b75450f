"""The worker brings files in, in a thread of its own; a killed one loses no row and doubles none."""

import os
import signal
import sqlite3
import sys

import pytest

from jobs.importing import Importing
from jobs.worker import Worker
from models import (
    Customer,
    Delivery,
    Event,
    ImportItem,
    ImportRun,
    Lease,
    Notification,
    Opportunity,
    StageEntry,
)
from models.base import db
from models.imports.lifting import take_in
from tests.jobs.conftest import eventually

HEAD = "Key,Name,Customer,Stage,Amount,Created,Close date,Owner\n"


@pytest.fixture
def uploaded(world, tmp_path):
    """uploaded(count, mark) is the ImportRun of a file with so many rows, waiting to be checked."""

    def begin(count, mark="k"):
        path = tmp_path / f"{mark}.csv"
        stages = ("Needs", "Proposal", "Won", "Lost")
        path.write_text(HEAD + "".join(
            f"{mark}{n},Row {mark}{n},Customer {n % 50},{stages[n % 4]},{n},2026-01-05,2026-02-01,Ann Li\n"
            for n in range(count)
        ))  # fmt: skip
        with path.open("rb") as stream:
            kept = take_in(tmp_path / "imports", stream, 10**8)
        run = ImportRun.begin(world.mia, "opportunities", kept, path.name)
        run.configure(world.mia)
        return run

    return begin


def fresh(run):
    return ImportRun.get_by_id(run.id)


def brought(mark="k"):
    return Opportunity.select().where(Opportunity.key.startswith(mark))


def worked(run):
    """Let the thread of a worker do what the run waits for."""
    importing = Importing("here")
    assert importing.look()
    importing.thread.join()
    return fresh(run)


@pytest.fixture
def checked(uploaded, app):
    """checked(count) is an ImportRun that the worker has looked at."""

    def check(count, mark="k"):
        run = worked(uploaded(count, mark))
        assert (run.status, run.trouble, run.result["counts"]["create"]) == ("checked", None, count)
        return run

    return check


def test_checked_written_and_told(world, checked):
    def told():
        ours = Notification.opportunity.is_null(False) | Notification.activity.is_null(False)
        return Delivery.select().where(Delivery.reaction == "mail_notice").count(), Notification.select().where(
            ours
        ).count()

    before = told()
    run = checked(700)
    assert brought().count() == 0
    run.start(world.mia)
    run = worked(run)
    assert (run.status, run.done, run.total) == ("done", 700, 700)
    assert run.result["written"] == {"customer": 50, "opportunity": 700}
    assert brought().count() == 700
    assert ImportItem.select().where(ImportItem.run == run).count() == 750
    assert StageEntry.select().where(StageEntry.opportunity.in_(brought())).count() == 350
    assert told() == before  # old rows are news to nobody
    facts = Event.get(Event.name == "import.finished").facts
    assert (facts["run"], facts["create"]) == (run.id, 700)


def test_nothing_waits_nothing_happens(world, app):
    assert not Importing("here").look()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_worker_that_is_killed_again_and_again_loses_no_row_and_doubles_none(world, checked, program):
    run = checked(6000)
    run.start(world.mia)
    events = Event.select().count()
    for least in (1, 1500, 3000):
        process = program("work")
        eventually(lambda least=least: fresh(run).done >= least)
        process.send_signal(signal.SIGKILL)
        process.wait()
        stopped = fresh(run)
        assert stopped.status == "running"
        assert brought().count() == stopped.done == stopped.result["written"]["opportunity"]
        Lease.delete().execute()  # what half a minute would do
    program("work")
    eventually(lambda: fresh(run).status == "done")
    keys = [key for (key,) in brought().select(Opportunity.key).order_by(Opportunity.id).tuples()]
    assert keys == [f"k{n}" for n in range(6000)]
    assert fresh(run).result["written"] == {"customer": 50, "opportunity": 6000}
    assert Customer.select().where(Customer.name.startswith("Customer ")).count() == 50
    assert Event.select().count() == events + 6000 + 3000 + 50 + 1
    assert "late" not in fresh(run).result
    assert db.execute_sql("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_worker_that_is_killed_while_it_checks_leaves_nothing_and_the_next_one_begins_again(world, uploaded, program):
    run = uploaded(20000)
    process = program("work")
    eventually(lambda: fresh(run).claimed_by)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (fresh(run).status, brought().count()) == ("checking", 0)
    assert not fresh(run).has_rows
    Lease.delete().execute()
    program("work")
    eventually(lambda: fresh(run).status == "checked")
    assert fresh(run).result["counts"]["create"] == 20000
    assert len(fresh(run).rows("create", limit=30000)) == 20000


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_worker_that_is_killed_while_it_takes_back_loses_nothing_and_tells_nothing_twice(world, checked, program):
    run = checked(3000)
    run.start(world.mia)
    assert worked(run).status == "done"
    fresh(run).undo(world.mia)
    process = program("work")
    eventually(lambda: fresh(run).done >= 250)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stopped = fresh(run)
    assert (stopped.status, brought().where(Opportunity.deleted_at.is_null(False)).count()) == ("undoing", stopped.done)
    Lease.delete().execute()
    program("work")
    eventually(lambda: fresh(run).status == "undone")
    assert fresh(run).result["undone"] == {"opportunity": 3000, "customer": 50}
    assert brought().where(Opportunity.deleted_at.is_null()).count() == 0
    for name, count in (("opportunity.binned", 3000), ("customer.binned", 50), ("import.undone", 1)):
        told = Event.select(Event.subject_id).where(Event.name == name)
        assert (told.count(), told.distinct().count()) == (count, count)


def test_two_workers_at_once_write_each_row_once(world, checked, program):
    run = checked(3000)
    run.start(world.mia)
    both = [program("work") for _ in range(2)]
    eventually(lambda: fresh(run).status == "done")
    assert [key for (key,) in brought().select(Opportunity.key).order_by(Opportunity.id).tuples()] == [f"k{n}" for n in range(3000)]  # fmt: skip
    assert Event.select().where(Event.name == "import.finished").count() == 1
    assert fresh(run).result["written"] == {"customer": 50, "opportunity": 3000}
    assert any(process.poll() is None for process in both)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_worker_that_is_asked_to_stop_leaves_it_to_the_next_one(world, checked, program):
    run = checked(3000)
    run.start(world.mia)
    process = program("work")
    eventually(lambda: fresh(run).done)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    left = fresh(run)
    assert (left.status, left.claimed_by) == ("running", None)
    assert 0 < brought().count() == left.done < 3000
    assert worked(run).status == "done"
    assert brought().count() == 3000


def test_what_another_worker_has_is_not_written_to(world, checked):
    run = checked(1200)
    run.start(world.mia)
    importing = Importing("first")
    importing.stopping.wait = lambda seconds: ImportRun.update(claimed_by="second").execute()
    importing.look()
    importing.thread.join()
    assert brought().count() == fresh(run).done == 0  # the first step made only what rows refer to
    assert worked(run).status == "done"
    assert brought().count() == 1200


def test_cancelled_in_the_middle_it_stops_and_can_go_on(world, checked):
    run = checked(1200)
    run.start(world.mia)
    importing, steps = Importing("here"), []

    def rest(seconds):
        steps.append(seconds)
        if len(steps) == 2:
            fresh(run).cancel(world.mia)

    importing.stopping.wait = rest
    importing.look()
    importing.thread.join()
    stopped = fresh(run)
    assert (stopped.status, stopped.done, brought().count()) == ("cancelled", 500, 500)
    assert stopped.undoable
    stopped.start(world.mia)
    assert worked(run).status == "done"
    assert brought().count() == 1200


def test_what_nobody_expected_is_kept_with_the_run_and_in_the_log(world, checked, monkeypatch, caplog):
    run = checked(600)
    run.start(world.mia)

    def breaks(*arguments):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("models.imports.bulk.insert", breaks)
    failed = worked(run)
    monkeypatch.undo()
    assert failed.status == "failed"
    assert failed.trouble[0].startswith("Something went wrong")
    assert "the disk is full" in caplog.text
    assert brought().count() == 0
    failed.start(world.mia)
    assert worked(run).status == "done"


def test_others_write_while_it_goes_on(world, checked, database):
    run = checked(1500)
    run.start(world.mia)
    importing, seen = Importing("here"), []

    def rest(seconds):
        other = sqlite3.connect(database.removeprefix("sqlite:///"), timeout=0)  # it waits for no lock
        other.execute("UPDATE users SET theme = 'dark'")
        other.commit()
        other.close()
        seen.append(fresh(run).done)

    importing.stopping.wait = rest
    importing.look()
    importing.thread.join()
    assert sorted(set(seen)) == [0, 500, 1000, 1500]
    assert fresh(run).status == "done"


def test_what_a_process_left_that_died_before_its_import_began_goes_after_a_day(world, uploaded, tmp_path):
    kept, folder = uploaded(3), tmp_path / "imports"
    lost = [folder / f"{mark * 32}.upload{more}" for mark in "ab" for more in ("", ".csv", ".ledger.new")]
    for place in (*lost, folder / "other.txt"):
        place.write_text("x")
    for place in (*folder.glob("a*"), *folder.glob("other*"), *folder.glob(f"{os.path.basename(kept.path)}*")):
        os.utime(place, (1, 1))
    Worker(folder).sweep()
    assert not list(folder.glob("a" * 32 + "*"))
    assert len(list(folder.glob("b" * 32 + "*"))) == 3  # perhaps it is being written
    assert (folder / "other.txt").exists()
    assert os.path.exists(kept.path)
