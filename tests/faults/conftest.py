"""Each module has a company that stays up for all of its tests, with a mail server beside it."""

import sys

import pytest

from tests.faults.company import Company
from tests.jobs.conftest import PostOffice


@pytest.fixture(scope="module")
def post():
    """A mail server that takes everything."""
    office = PostOffice()
    office.open()
    yield office
    office.close()


@pytest.fixture(scope="module")
def company(tmp_path_factory, prepared, post):
    """A Company, ready."""
    if sys.platform != "linux":
        pytest.skip("processes are looked up in /proc")
    made = Company(
        tmp_path_factory.mktemp("faults") / "company",
        prepared[0],
        MAIL_HOST="127.0.0.1", MAIL_PORT=str(post.port), MAIL_FROM="crm@example.com", MAIL_TLS="none",
    )  # fmt: skip
    yield made.start().well()
    made.stop()
