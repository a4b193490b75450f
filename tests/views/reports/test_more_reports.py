"""Forecast, funnel and the others on their pages: what they say, what they leave out, and where their figures lead."""

import csv
import datetime as dt
import io
import re

import pytest

from models import Activity, Opportunity, Setting, Snapshot, StageEntry
from models.event import record
from models.setting import today
from tests.views.reports.test_report_pages import text

NAMES = ("forecast", "funnel", "sales-cycle", "team-performance", "activity-volume", "new-opportunities", "pushes")


@pytest.fixture
def lively(world, many_closed):
    """Beside the world and its closed ones: a follow-up done, a close that was put off."""
    Activity.log(world.ann, "call", opportunity=world.acme_renewal)
    world.acme_renewal.edit(by=world.ann, expected_close_on=today() + dt.timedelta(days=70))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_report_has_its_page_and_files_in_both_languages(client_for, world, lively, name, language):
    type(world.mia).update(language=language).execute()
    client = client_for("mia")
    page = client.get(f"/reports/{name}")
    assert page.status_code == 200
    assert 'id="report-table"' in page.text
    told = client.get(f"/reports/{name}.json").get_json()
    assert told["report"] == name
    assert told["rows"]
    assert all(len(each["data"]) == len(told["labels"]) == len(told["ends"]) for each in told["datasets"])
    table = list(csv.reader(io.StringIO(client.get(f"/reports/{name}.csv").data.decode("utf-8-sig"))))
    assert {len(row) for row in table} == {len(table[0])}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["ann", "bo", "cy", "mia", "vic"])
def test_every_role_reads_them_and_nobody_beyond_their_reach(client_for, world, lively, name, who):
    page = client_for(who).get(f"/reports/{name}?by=owner")
    assert page.status_code == 200
    if who == "cy":
        assert "Bo Chen" not in text(page).split("How this is worked out")[0]


@pytest.mark.parametrize("name", NAMES)
def test_without_any_row_they_say_what_to_do(client_for, world, name):
    Opportunity.update(deleted_at=dt.datetime(2026, 1, 1)).execute()
    Activity.delete().execute()
    assert client_for("mia").get(f"/reports/{name}").status_code == 200


def test_the_forecast_marks_what_is_past_its_date_and_tells_the_rest_apart(client_for, world):
    page = text(client_for("mia").get("/reports/forecast"))
    assert "expected in" in page
    assert re.search(r"Without a date \d+", page)
    assert "1 of them past their date" in page


def test_a_past_month_without_a_snapshot_says_so(client_for, world):
    page = client_for("mia").get("/reports/forecast?period=last_month")
    before = today().replace(day=1) - dt.timedelta(days=1)
    assert "Nothing was won in this period" in text(page)
    Opportunity.update(closed_on=before).where(Opportunity.id == world.acme_won.id).execute()
    record("opportunity.edited", world.acme_won, None)
    assert "no snapshot yet" in text(client_for("mia").get("/reports/forecast?period=last_month"))
    Snapshot.take(before.replace(day=1))
    page = text(client_for("mia").get("/reports/forecast?period=last_month"))
    assert "no snapshot yet" not in page
    assert "and had expected" in page


def test_the_funnel_says_for_how_many_the_history_is_missing(client_for, world, many_closed):
    assert "Stage history is missing" not in text(client_for("mia").get("/reports/funnel"))
    StageEntry.delete().where(StageEntry.opportunity == world.acme_lost).execute()
    record("opportunity.edited", world.acme_lost, None)
    page = text(client_for("mia").get("/reports/funnel"))
    assert "Stage history is missing for 1 of 9." in page
    assert "too many of the lost ones to tell where" in page


def test_who_is_first_is_told_only_where_the_company_wants_it(client_for, world, many_closed):
    first = text(client_for("mia").get("/reports/team-performance"))
    assert "Ann Li won most" in first
    Setting.write(reports__ranking="no")
    page = client_for("mia").get("/reports/team-performance")
    assert "Ann Li won most" not in text(page)
    assert "Together we won" in text(page)
    table = page.text.split('id="report-table"')[1]
    assert table.index("Ann Li") < table.index("Bo Chen") < table.index("Cy Wang")


@pytest.mark.parametrize("name", NAMES)
def test_as_many_queries_whatever_the_rows(client_for, world, lively, count_queries, name):
    client = client_for("mia")
    client.get(f"/reports/{name}")
    with count_queries() as queries:
        client.get(f"/reports/{name}")
    assert len(queries) <= 18, queries


def test_rows_stand_in_the_order_of_the_figure_that_is_asked_for(client_for, world, lively):
    client = client_for("mia")

    def names(address):
        return [row["name"] for row in client.get(address).get_json()["rows"]]

    assert names("/reports/team-performance.json?sort=name") == ["Ann Li", "Bo Chen", "Cy Wang", "Nobody"]
    assert names("/reports/team-performance.json?sort=open")[:1] == ["Cy Wang"]
    assert names("/reports/team-performance.json?sort=win_rate")[:1] == ["Ann Li"]
    assert names("/reports/team-performance.json?sort=astrology") == names("/reports/team-performance.json")
    page = client.get("/reports/team-performance?sort=open").text
    assert 'aria-sort="descending"' in page
    assert "/reports/team-performance?sort=stuck" in page
    assert "sort=" not in client.get("/reports/funnel").text  # stages have an order of their own
