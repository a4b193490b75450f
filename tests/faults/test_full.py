"""No space left: it is said in the reader's language, nothing is half there, and with space again all goes on by itself."""

import pytest
from babel.messages import pofile

from config import ROOT
from tests.conftest import HTMX
from tests.jobs.conftest import eventually

LONG = "words " * 1500


@pytest.fixture(scope="module")
def filled(company_in, post):
    """(company, Ann's browser, how many notes were answered, the answer that refused the next one)."""
    company = company_in("full", limit=40)
    browser = company.signed_in("ann")
    acme = company.id_of("customers", "Acme")
    for number in range(500):
        answer = browser.post("/notes", customer=acme, text=f"Note {number} {LONG}")
        if answer.status != 303:
            return company, browser, number, answer
    raise AssertionError("it was never full")


def in_chinese(sentence):
    """As the catalogue has it; while it waits to be translated, the sentence itself."""
    with (ROOT / "translations/zh_Hans_CN/LC_MESSAGES/messages.po").open("rb") as catalogue:
        message = pofile.read_po(catalogue).get(sentence)
    return (message and message.string) or sentence


def notes(company):
    return company.value("SELECT count(*) FROM notes WHERE text LIKE 'Note %'")


def test_it_is_said_and_what_was_answered_is_there(filled):
    company, _browser, answered, refusal = filled
    assert refusal.status == 507
    assert "The disk of the server is full" in refusal.text
    assert "Nothing was saved, and what you typed is kept. Tell your administrator." in refusal.text
    assert notes(company) == answered
    assert company.value("SELECT count(*) FROM events WHERE name = 'note.added'") == answered + 1  # one of the world
    assert company.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_form_in_a_page_stays_and_hears_it_in_its_language(filled):
    company, browser, _answered, _refusal = filled
    headers = {**HTMX, "Accept-Language": "zh-CN"}
    answer = browser.post("/notes", headers, customer=company.id_of("customers", "Acme"), text=LONG)
    assert answer.status == 507
    assert answer.headers["HX-Reswap"] == "none"
    assert "HX-Request" in answer.headers["Vary"]  # by which the page knows that it is ours
    assert in_chinese("The disk of the server is full") in answer.text


def test_who_reads_goes_on_reading_and_the_worker_lives(filled):
    company, browser, _answered, _refusal = filled
    for path in ("/board", "/opportunities", "/today", "/reports"):
        assert browser.get(path).status in (200, 302, 303)
    assert company.worker()
    assert company.status("/healthz") == 200


def test_with_space_again_all_goes_on_by_itself(filled):
    company, browser, answered, _refusal = filled
    (company.folder / "pages").unlink()
    acme = company.id_of("customers", "Acme")
    eventually(lambda: browser.post("/notes", customer=acme, text=f"Note {answered} {LONG}").status == 303, 10)
    assert notes(company) == answered + 1
    eventually(lambda: company.status("/readyz") == 200)
