"""Another program has locked the database: who writes waits a while, hears why, and loses nothing; who reads goes on reading."""

import contextlib
import sqlite3
import threading
import time

import pytest

from models.base import PATIENCE
from tests.conftest import HTMX
from tests.jobs.conftest import eventually


@contextlib.contextmanager
def locked(company):
    """A backup, a shell, whatever: it holds the write lock."""
    with contextlib.closing(sqlite3.connect(company.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


@pytest.fixture(scope="module")
def told(company):
    """What happens to four people while the database is locked for longer than anybody waits: {who: (seconds, Answer)}."""
    answers = {}
    reader, patient, lucky, scripted = (company.signed_in(who) for who in ("mia", "ann", "bo", "cy"))
    company.rows("SELECT 1")

    def does(who, action):
        began = time.monotonic()
        answers[who] = action(), time.monotonic() - began

    def starts(who, action):
        thread = threading.Thread(target=does, args=(who, action))
        thread.start()
        return thread

    with contextlib.closing(sqlite3.connect(company.file)) as other, other:
        other.execute("UPDATE sign_ins SET seen_at = datetime('now', '-1 hour')")  # the next look would be noted
    with locked(company):
        writes = [
            starts("patient", lambda: patient.post("/customers", name="Patient Ltd")),
            starts("scripted", lambda: scripted.post("/customers", HTMX, name="Scripted Ltd")),
        ]
        for _ in range(3):
            does("reader", lambda: reader.get("/opportunities"))
        time.sleep(PATIENCE - 2)
        writes.append(starts("lucky", lambda: lucky.post("/customers", name="Lucky Ltd")))
        for thread in writes[:2]:
            thread.join(30)
    writes[2].join(30)
    return answers


def test_who_reads_goes_on_reading(told):
    answer, seconds = told["reader"]
    assert answer.status == 200
    assert seconds < 2


def test_who_waited_in_vain_hears_that_nothing_was_saved(told):
    answer, seconds = told["patient"]
    assert answer.status == 503
    assert "Somebody else is writing just now" in answer.text
    assert "Nothing was saved, and what you typed is kept." in answer.text
    assert PATIENCE - 1 < seconds < 2 * PATIENCE + 2
    answer, _ = told["scripted"]
    assert answer.headers["HX-Reswap"] == "none"
    assert "Somebody else is writing just now" in answer.text


def test_who_came_when_it_was_nearly_over_is_served(told, company):
    answer, _ = told["lucky"]
    assert answer.status == 303
    names = {name for (name,) in company.rows("SELECT name FROM customers")}
    assert "Lucky Ltd" in names
    assert not {"Patient Ltd", "Scripted Ltd"} & names


def test_then_all_goes_on(told, company):
    assert company.signed_in("ann").post("/customers", name="Later Ltd").status == 303
    eventually(lambda: company.status("/readyz") == 200)
