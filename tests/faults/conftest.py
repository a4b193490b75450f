"""Each module has a company that stays up for all of its tests, with a mail server beside it."""

import sys

import pytest

from tests.conftest import faketime
from tests.faults.company import Company
from tests.jobs.conftest import PostOffice


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.sqlite("the database is a file, looked into and locked from outside"))


@pytest.fixture(scope="module")
def post():
    """A mail server that takes everything."""
    office = PostOffice()
    office.open()
    yield office
    office.close()


@pytest.fixture(scope="module")
def company_in(tmp_path_factory, prepared, databases, post):
    """company_in("full", limit=40): a Company, ready; its database may grow by 40 pages. Ended with the module.

    `clock`: by how many seconds its clock is off. `before` is put before its command.
    """
    if sys.platform != "linux":
        pytest.skip("processes are looked up in /proc")
    made = []

    def start(name, limit=None, clock=None, before=(), **environment):
        mail = {
            "MAIL_HOST": "127.0.0.1",
            "MAIL_PORT": str(post.port),
            "MAIL_FROM": "crm@example.com",
            "MAIL_TLS": "none",
        }
        company = Company(tmp_path_factory.mktemp("faults") / name, databases.prepared, **mail | environment)
        made.append(company)
        if clock is not None:
            company.clock(clock)
            company.environment |= {
                "LD_PRELOAD": faketime(),
                "FAKETIME_TIMESTAMP_FILE": str(company.folder / "clock"),
                "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            }
        if limit:
            company.limit(limit)
        return company.start(*before).well()

    yield start
    for company in made:
        company.kill()


@pytest.fixture(scope="module")
def company(company_in):
    """A Company, ready, for all tests of a module."""
    return company_in("company")
