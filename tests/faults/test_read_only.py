"""The data may not be written: who reads goes on reading, who writes hears why, a start says it in a sentence."""

import os

import pytest

from tests.faults.company import end
from tests.jobs.conftest import eventually

# Even root is stopped by the rights of a file once it gave this away.
HUMBLE = () if os.geteuid() else ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override")


@pytest.fixture(scope="module")
def company(company_in):
    return company_in("closed", before=HUMBLE)


def renew(company):
    """The processes that answer are new, so that they open the database as it is now."""
    before = company.web()[1]
    for pid in before:
        end(pid)
    eventually(lambda: len(set(company.web()[1]) - set(before)) == len(before) and company.status("/healthz") == 200)


def test_who_reads_goes_on_and_who_writes_hears_why_and_then_all_goes_on(company):
    browser = company.signed_in("ann")
    company.file.chmod(0o400)
    renew(company)
    browser.connection.close()  # it led to one of those
    assert browser.get("/board").status == 200
    answer = browser.post("/customers", {"Accept-Language": "en"}, name="Locked out Ltd")
    assert answer.status == 503
    assert "The data can only be read at present" in answer.text
    assert "Nothing was saved, and what you typed is kept. Tell your administrator." in answer.text
    company.file.chmod(0o600)
    eventually(lambda: browser.post("/customers", name="Let in Ltd").status == 303, 10)
    assert company.rows("SELECT name FROM customers WHERE name = 'Locked out Ltd'") == []
    assert company.id_of("customers", "Let in Ltd")


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("data", "cannot be written. Set SHANGJI_DATA or its rights."),
        ("data/shangji.db", "The database can be read, but not written."),
    ],
)
def test_a_start_says_it_in_a_sentence(company, place, sentence):
    company.stop()
    closed = company.folder / place
    rights = closed.stat().st_mode
    closed.chmod(0o500)
    try:
        company.start(*HUMBLE)
        assert company.process.wait(20) == 1
    finally:
        closed.chmod(rights)
    assert company.said().splitlines()[-1].startswith("Error: ")
    assert sentence in company.said().splitlines()[-1]
