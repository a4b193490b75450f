"""Sixteen people write at once, and several workers work at once: nothing fails, nothing is missing, nothing is there twice."""

import collections
import threading
import time

import pytest

from tests.faults.company import Lost
from tests.jobs.conftest import eventually

WRITERS, EACH = 16, 8
CAST = ("ann", "bo", "cy", "mia", "ada", "ann", "bo", "mia")
AMOUNT = 1_000_00


@pytest.fixture(scope="module")
def written(company):
    """(writers' mistakes, opportunities per writer) after all of them created, renamed and moved one opportunity after the other."""
    wrong = []
    stages = [row for (row,) in company.rows("SELECT id FROM stages WHERE archived_at IS NULL ORDER BY position")]
    browsers = [company.signed_in(CAST[number % len(CAST)]) for number in range(WRITERS)]
    ready = threading.Barrier(WRITERS)

    def write(number):
        ready.wait()
        for turn in range(EACH):
            try:
                made = browsers[number].post(
                    "/opportunities", name=f"W{number} {turn}", currency="CNY", amount="1000", opened_on="2026-01-05"
                )
                moved = browsers[number].post(f"/board/drops/{made.made}", stage=stages[1])
                wrong.extend(answer.text[:300] for answer in (made, moved) if answer.status != 303)
            except Lost as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def test_no_write_fails(written):
    assert written == []


def test_the_sums_are_right(written, company):
    count, total, weighted = company.rows(
        "SELECT count(*), sum(amount), count(DISTINCT name) FROM opportunities WHERE name GLOB 'W[0-9]*'"
    )[0]
    assert (count, total, weighted) == (WRITERS * EACH, WRITERS * EACH * AMOUNT, WRITERS * EACH)
    visits = "SELECT count(*) FROM stage_entries e JOIN opportunities o ON o.id = e.opportunity_id WHERE o.name GLOB 'W[0-9]*'"
    assert company.value(visits) == 2 * WRITERS * EACH
    assert company.rows("PRAGMA integrity_check") == [("ok",)]


def test_several_workers_send_each_of_many_mails_once(written, company, post):
    """Each in turn takes the others for dead, so that all work at once."""
    others = [company.begin("work") for _ in range(3)]
    colleague = f"user-{company.id_of('users', 'Bo Chen')}"
    rows = [row for (row,) in company.rows("SELECT id FROM opportunities WHERE name GLOB 'W[0-9]*'")]
    managers = [company.signed_in("mia") for _ in range(4)]

    def give(manager, some):
        for row in some:
            manager.post(f"/opportunities/{row}/owner", owner=colleague)

    threads = [threading.Thread(target=give, args=(managers[n], rows[n::4])) for n in range(4)]
    for thread in threads:
        thread.start()
    waiting = "SELECT count(*) FROM deliveries WHERE status IN ('pending', 'sending')"

    def sent_all():
        company.write("UPDATE leases SET seen_at = '2020-01-01 00:00:00' WHERE name = 'worker'")
        time.sleep(0.2)
        return not any(thread.is_alive() for thread in threads) and company.value(waiting) == 0

    eventually(sent_all)
    for other in others:
        other.terminate()
        assert other.wait(20) == 0
    states = company.rows("SELECT status, count(*) FROM deliveries GROUP BY 1")
    sent = collections.Counter(mail["Message-ID"] for mail in post.mails)
    assert states == [("done", len(sent))]
    assert len(sent) > 60  # Bo made the others himself
    assert set(sent.values()) == {1}
    assert company.value("SELECT count(DISTINCT claimed_by) FROM deliveries") > 1
