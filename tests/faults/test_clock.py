"""The clock is set back by a day while all runs: nobody is sent away, nothing is told twice, nothing waits for a day."""

import pytest

from tests.conftest import HTMX
from tests.jobs.conftest import eventually

pytestmark = pytest.mark.clock
DAY = 24 * 3600


@pytest.fixture(scope="module")
def company(company_in):
    return company_in("clock", clock=DAY)


@pytest.fixture(scope="module")
def before(company, post):
    """(ann's browser, the row she made, its version, mails that went out) of what was done before the clock was set back."""
    browser, manager = company.signed_in("ann"), company.signed_in("mia")
    assert company.value("SELECT seen_at > datetime('now', '+20 hours') FROM leases") == 1  # it is ill
    row = browser.post("/opportunities", name="Before", currency="CNY", opened_on="2026-01-05").made
    manager.post(f"/opportunities/{row}/owner", owner=f"user-{company.id_of('users', 'Bo Chen')}")
    eventually(lambda: len(post.mails) == 1)
    post.refusal = "451 not now"
    second = browser.post("/opportunities", name="In between", currency="CNY", opened_on="2026-01-05").made
    manager.post(f"/opportunities/{second}/owner", owner=f"user-{company.id_of('users', 'Bo Chen')}")
    eventually(lambda: company.value("SELECT count(*) FROM deliveries WHERE error IS NOT NULL"))
    post.refusal = None
    company.clock(0)
    return browser, row, manager


def test_nobody_is_sent_away_and_versions_grow(company, before):
    browser, row, manager = before
    stages = [stage for (stage,) in company.rows("SELECT id FROM stages WHERE archived_at IS NULL ORDER BY position")]
    version = company.value("SELECT version FROM opportunities WHERE id = ?", row)
    assert manager.get("/board").status == 200
    assert manager.post(f"/board/drops/{row}", HTMX, stage=stages[2], version=version).status == 200
    assert company.value("SELECT version FROM opportunities WHERE id = ?", row) > version
    assert company.value("SELECT stage_id FROM opportunities WHERE id = ?", row) == stages[2]
    assert manager.get(f"/opportunities/{row}").status == 200
    assert browser.get("/today").status == 200
    assert browser.post("/notes", customer=company.id_of("customers", "Acme"), text="After").status == 303


def test_the_worker_is_known_to_live_and_what_waited_goes_out_once(company, before, post):
    eventually(lambda: company.status("/readyz") == 200, 20)
    eventually(lambda: len(post.mails) == 2, 10)
    eventually(lambda: company.rows("SELECT status, count(*) FROM deliveries GROUP BY 1") == [("done", 2)], 10)
    assert len({mail["Message-ID"] for mail in post.mails}) == 2


def test_the_night_is_not_written_down_twice(company, before):
    days = [day for (day,) in company.rows("SELECT taken_on FROM snapshots")]
    assert len(days) == len(set(days)) >= 1
