"""A worker, a mail server or a person that hangs: the pages live on as quick as ever, and it all goes on by itself."""

import os
import signal
import socket
import time

import pytest

from jobs.hurried import PATIENCE
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


@pytest.fixture(scope="module")
def slow(company):
    """People who began to send something and send no more, one in the head and one in a form: (since when, their calls)."""
    began, calls = time.monotonic(), []
    form = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300\r\n\r\nemail=a"
    for sent in (b"GET / HTTP/1.1\r\nHost: loc", form):
        calls.append(socket.create_connection(("127.0.0.1", company.port), timeout=30))
        calls[-1].sendall(sent)
    return began, calls


def test_who_is_slow_keeps_nobody_waiting(slow, company):
    began, browser = time.monotonic(), company.signed_in("ann")
    for _ in range(8):
        assert browser.get("/customers").status == 200
    assert time.monotonic() - began < 5


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
    os.kill(worker, signal.SIGSTOP)  # who watches ends it after five minutes, see tests/jobs/test_supervisor.py
    company.write("UPDATE leases SET seen_at = datetime('now', '-40 seconds')")  # half a minute has passed
    assert company.status("/readyz") == 503
    assert '"worker":false' in company.browser().get("/readyz").text.replace(" ", "").lower()
    assert browser.get("/board").status == 200
    assert browser.post("/customers", name="Meanwhile Ltd").status == 303


def test_one_that_is_killed_again_and_again_comes_back_each_time(company):
    for _ in range(2):
        worker = eventually(company.worker)
        end(worker)
        eventually(lambda: company.worker() not in (None, worker), 15)  # noqa: B023
    assert company.browser().get("/healthz").status == 200
    eventually(lambda: company.status("/readyz") == 200, 15)
    assert company.said().count("The worker ended (code -9)") == 2


def test_who_sends_no_more_is_cut_off(slow):
    began, calls = slow
    answers = []
    for call in calls:
        answers.append(call.recv(12))
        call.close()
    assert time.monotonic() - began > PATIENCE - 1
    assert answers == [b"", b"HTTP/1.1 400"]
