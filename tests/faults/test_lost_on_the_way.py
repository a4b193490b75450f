"""A connection that ends in the middle of a file: nothing is left of it."""

import socket

import pytest

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


def test_a_connection_that_ends_in_the_middle_of_a_file_leaves_nothing(company):
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
