"""A connection that ends in the middle of a file, and people who send drop by drop: nothing is left by halves, nobody waits."""

import socket
import time

import pytest

from jobs.hurried import PATIENCE
from tests.jobs.conftest import eventually

ROWS = "Name,Description\n" + "".join(
    f"Uploaded {n} Ltd,{'word ' * 200}\n" for n in range(700)
)  # more than memory takes


@pytest.fixture(scope="module")
def company(company_in, tmp_path_factory):
    return company_in("lost", TMPDIR=str(tmp_path_factory.mktemp("temporary")))


def upload(browser, rows=ROWS):
    """A request that brings a file of customers, as bytes: (head, body)."""
    fields = {"csrf_token": browser.token, "kind": "customers"}
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    ]
    parts.append(f'--b\r\nContent-Disposition: form-data; name="file"; filename="f.csv"\r\n\r\n{rows}\r\n--b--\r\n')
    body = "".join(parts).encode()
    head = (
        f"POST /imports HTTP/1.1\r\nHost: localhost\r\nCookie: {browser.cookie}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


def calling(company):
    return socket.create_connection(("127.0.0.1", company.port), timeout=30)


def lying(company):
    """Files of imports, and temporary ones."""
    places = (company.data / "imports", type(company.data)(company.environment["TMPDIR"]))
    return [file.name for place in places if place.is_dir() for file in place.iterdir()]


@pytest.fixture(scope="module")
def slow(company):
    """People who began to send something and send no more: one in the head, one in a form, one in a file."""
    head, body = upload(company.signed_in("ada"))
    form = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300\r\n\r\nemail=a"
    began, calls = time.monotonic(), []
    for sent in (
        b"GET / HTTP/1.1\r\nHost: loc",
        form,
        head.replace(b"Content-Length: ", b"Content-Length: 1") + body[:50],
    ):
        calls.append(calling(company))
        calls[-1].sendall(sent)
    return began, calls[:2]


def test_who_is_slow_keeps_nobody_waiting(slow, company):
    began = time.monotonic()
    browser = company.signed_in("ann")
    for _ in range(8):
        assert browser.get("/customers").status == 200
    assert time.monotonic() - began < 5


def test_a_connection_that_ends_in_the_middle_of_a_file_leaves_nothing(slow, company):
    browser = company.signed_in("ada")
    head, body = upload(browser)
    for part in (0, len(body) // 2, len(body) - 3):
        with calling(company) as call:
            call.sendall(head + body[:part])
    eventually(lambda: not lying(company), 10)
    assert company.value("SELECT count(*) FROM import_runs") == 0
    with calling(company) as call:
        call.sendall(head + body)
        assert call.recv(12) == b"HTTP/1.1 303"
    assert company.value("SELECT count(*) FROM import_runs") == 1
    assert len(lying(company)) == 1


def test_who_sends_no_more_is_cut_off(slow):
    began, calls = slow
    answers = []
    for call in calls:
        answers.append(call.recv(12))
        call.close()
    assert time.monotonic() - began > PATIENCE - 1
    assert answers == [b"", b"HTTP/1.1 400"]
