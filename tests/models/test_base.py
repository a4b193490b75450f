"""The ground floor: everything is written or nothing, and what waits for the commit runs after it."""

import contextlib
import sqlite3
import threading

import pytest

from models import Team
from models.base import Refused, connect, db, folded, now, rest, transaction


def teams():
    return {team.name for team in Team.select()}


def test_an_error_takes_everything_back(empty_database):
    def wrote_and_failed():
        with transaction():
            Team.create(name="East")
            with transaction():
                Team.create(name="West")
            raise LookupError

    with pytest.raises(LookupError):
        wrote_and_failed()
    assert teams() == set()


def test_an_inner_error_that_is_caught_takes_back_only_the_inner_part(empty_database):
    def refused():
        with transaction():
            Team.create(name="West")
            raise Refused("no")

    with transaction():
        Team.create(name="East")
        with pytest.raises(Refused):
            refused()
    assert teams() == {"East"}


def test_threads_that_read_and_then_write_do_not_lock_each_other_out(empty_database):
    errors = []

    def reads_and_writes(name):
        try:
            for number in range(20):
                with transaction():
                    Team.select().count()
                    Team.create(name=f"{name} {number}")
        except Exception as error:
            errors.append(error)
        finally:
            db.close()

    threads = [threading.Thread(target=reads_and_writes, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Team.select().count() == 80


def test_a_database_path_may_have_spaces_and_percents(tmp_path):
    real = connect(f"sqlite:///{tmp_path}/my%20data%25.db")
    real.connect()
    real.close()
    assert (tmp_path / "my data%.db").exists()


def test_a_refusal_reads_as_a_sentence_and_keeps_its_parts_for_translation():
    refusal = Refused("There is no rate for %(code)s.", code="USD")
    assert str(refusal) == "There is no rate for USD."
    assert (refusal.reason, refusal.facts) == ("There is no rate for %(code)s.", {"code": "USD"})
    assert str(Refused("100% sure.")) == "100% sure."


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＡＣＭＥ　Ltd", "acme ltd"), (" a  b\t", "a b"), ("", ""), (None, ""), ("上海", "上海")],
)
def test_two_spellings_fold_to_one(one, other):
    assert folded(one) == other


def test_now_is_naive_whole_seconds():
    assert now().tzinfo is None
    assert now().microsecond == 0


def _added_by_another(path, name):
    with contextlib.closing(sqlite3.connect(path.removeprefix("sqlite:///"))) as other, other:
        other.execute("INSERT INTO teams (name, created_at) VALUES (?, '2026-01-01')", (name,))


def test_what_is_left_half_read_does_not_keep_the_next_request_in_the_past(empty_database):
    for name in "abc":
        Team.create(name=name)
    half = db.execute_sql("SELECT name FROM teams")
    assert half.fetchone() == ("a",)
    _added_by_another(empty_database, "d")
    assert Team.select().count() == 3, "a half-read cursor sees the past: that is what rest() is for"
    rest()
    assert Team.select().count() == 4


def test_the_connection_lasts_but_not_with_a_transaction_that_nobody_ended(empty_database):
    kept = db.connection()
    rest()
    assert db.connection() is kept
    db.execute_sql("BEGIN")
    Team.create(name="never said")
    rest()
    assert db.is_closed()
    assert Team.select().count() == 0
