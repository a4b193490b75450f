"""A worker or a mail server that hangs: it is said, the pages live on as quick as ever, and it all goes on by itself."""

import os
import signal
import socket
import time

import pytest

from tests.faults.company import end
from tests.jobs.conftest import eventually


@pytest.fixture(scope="module")
def deaf():
    """A mail server that takes every call and says nothing, as (socket, port)."""
    listening = socket.create_server(("127.0.0.1", 0))
    yield listening.getsockname()[1]
    listening.close()


@pytest.fixture(scope="module")
def company(company_in, deaf):
    return company_in("hung", MAIL_PORT=str(deaf))


def stale(company):
    """Half a minute without a word of the worker has passed."""
    company.write("UPDATE leases SET seen_at = datetime('now', '-40 seconds')")


def test_a_mail_server_that_hangs_slows_no_page_and_no_other_work(company):
    manager = company.signed_in("mia")
    row = company.id_of("opportunities", "South pilot")
    manager.post(f"/opportunities/{row}/owner", owner=f"user-{company.id_of('users', 'Bo Chen')}")
    eventually(lambda: company.value("SELECT count(*) FROM deliveries WHERE attempts = 1"), 10)
    began = time.monotonic()
    for _ in range(5):
        assert manager.get("/customers").status == 200
    assert manager.post("/customers", name="Quick Ltd").status == 303
    assert time.monotonic() - began < 3
    assert company.status("/readyz") == 200


def test_a_worker_that_hangs_is_said_and_the_pages_live_on(company):
    worker, browser = company.worker(), company.signed_in("ann")
    os.kill(worker, signal.SIGSTOP)
    stale(company)
    assert company.status("/readyz") == 503
    assert '"worker":false' in company.browser().get("/readyz").text.replace(" ", "").lower()
    assert browser.get("/board").status == 200
    assert browser.post("/customers", name="Meanwhile Ltd").status == 303
    os.kill(worker, signal.SIGCONT)
    eventually(lambda: company.status("/readyz") == 200, 15)


def test_one_that_is_killed_again_and_again_comes_back_each_time(company):
    for _ in range(2):
        worker = eventually(company.worker)
        end(worker)
        eventually(lambda: company.worker() not in (None, worker), 15)  # noqa: B023
    assert company.browser().get("/healthz").status == 200
    eventually(lambda: company.status("/readyz") == 200, 15)
    assert company.said().count("The worker ended (code -9)") == 2
