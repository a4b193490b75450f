"""The pages of the reports: their sentence, figures, controls kept in the address, and the links to the rows."""

import dataclasses
import datetime as dt
import re

import pytest
from flask import url_for

from models import Opportunity
from models.base import Refused
from models.pipeline import Pipeline
from models.reports import REPORTS, ask
from models.setting import today
from views.guards import CHART
from views.opportunities import filters

NAMES = [name for name in REPORTS if name != "overview"]


def text(answer):
    """What is read on the page, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_the_sentence_and_the_four_figures(client_for, world, many_closed):
    page = text(client_for("mia").get("/reports/win-loss"))
    assert "We win 67% of what we decide" in page
    assert "Win rate by count 66.67% 6 of 9 decided" in page
    assert "Invalid, left out 1 10.0% of all closed" in page


def test_too_few_for_a_rate_says_so(client_for):
    page = text(client_for("mia").get("/reports/win-loss"))
    assert "2 are decided: too few to tell a rate" in page
    assert "1 of 2" in page  # the counts stand where the rate would
    assert "50" not in page  # half of two would be chance


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["ann", "mia"])
def test_every_link_leads_to_as_many_rows_as_it_says(app, client_for, world, name, who):
    user = world.user(who)
    for by in REPORTS[name].by:
        answer = client_for(who).get(f"/reports/{name}?by={by}")
        cells = re.findall(r'<td[^>]*>\s*<a href="(/opportunities\?[^"]+)">([\d,]+)</a>', answer.text)
        assert cells or name == "activity-volume"  # there is no list of follow-ups
        for address, figure in cells:
            with app.test_request_context(address.replace("&amp;", "&")):
                behind = Opportunity.scope(user, filters.read()).count()
            assert behind == int(figure.replace(",", "")), (by, address)


def test_controls_are_kept_in_the_address(client_for, world):
    page = client_for("mia").get(f"/reports/win-loss?by=source&period=last_year&team={world.north.id}")
    tabs = re.findall(r'class="tabs__item" href="([^"]+)"', page.text)
    assert f"/reports/won-by-month?team={world.north.id}&amp;period=last_year" in tabs
    assert '<option value="source" selected>' in page.text
    assert '<option value="last_year" selected>' in page.text
    assert f'<option value="{world.north.id}" selected>North</option>' in page.text
    assert f"/reports/win-loss.csv?team={world.north.id}&amp;period=last_year&amp;by=source" in page.text


def test_chosen_days_are_shown_and_kept(client_for):
    page = client_for("mia").get("/reports/win-loss?from=2024-01-01&to=2023-01-01")  # the wrong way round
    assert re.search(r'name="from"[^>]+value="2023-01-01"', page.text)
    assert re.search(r'name="to"[^>]+value="2024-01-01"', page.text)
    assert "Nothing was closed in this period" in text(page)


@pytest.mark.parametrize("nonsense", ["by=astrology", "period=never", "from=yesterday", "team=x", "owner=999999"])
def test_nonsense_in_the_address_is_passed_over(client_for, nonsense):
    assert client_for("mia").get(f"/reports/win-loss?{nonsense}").status_code == 200


def test_an_unknown_report_is_not_there(client_for):
    client = client_for("mia")
    for address in ("/reports/astrology", "/reports/astrology.json", "/reports/astrology.csv"):
        assert client.get(address).status_code == 404


def test_nothing_closed_yet(client_for, world):
    Opportunity.update(outcome=None, closed_on=None).execute()
    page = text(client_for("mia").get("/reports/win-loss"))
    assert "Nothing is closed yet" in page
    assert "Go to the board" in page
    assert "Win rate by count" not in page


def test_nobody_sees_figures_of_others(client_for, world):
    """Cy of South and Ann of North split the company: neither page names the other's customer."""
    mine, theirs = (text(client_for(who).get("/reports/pipeline-value?by=customer")) for who in ("cy", "bo"))
    assert "Bolt" in mine
    assert "Crane Works" not in mine
    assert "Crane Works" in theirs
    assert "Bolt" not in theirs


def test_the_overview_says_it_all(client_for, world):
    page = text(client_for("mia").get("/reports"))
    for figure in (
        "Open opportunities 10",
        "Open amount ¥479,000 amount known for 7 of 10",
        "Weighted amount ¥326,900",
    ):
        assert figure in page
    assert client_for("mia").get("/reports/overview", follow_redirects=True).status_code == 200


def test_htmx_gets_the_parts(client_for, htmx):
    answer = client_for("mia").get("/reports/win-loss?by=owner", headers=htmx)
    assert answer.text.count("<hx-partial") >= 3
    assert "<html" not in answer.text
    assert "HX-Request-Type" in answer.headers["Vary"]


@pytest.mark.parametrize("source", ["cdn", "local"])
def test_the_chart_library_comes_checked_from_the_cdn_or_from_here(app, client_for, source, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], chart_source=source))
    answer = client_for("mia").get("/reports/win-loss")
    tag = f'src="{CHART["address"]}" integrity="{CHART["integrity"]}" crossorigin="anonymous"'
    assert (tag in answer.text) == (source == "cdn")
    assert ("cdn.jsdelivr.net" in answer.headers["Content-Security-Policy"]) == (source == "cdn")
    assert "vendor/chart.umd.min.js" in answer.text


def test_long_tables_are_cut_and_say_so(client_for, world, monkeypatch):
    monkeypatch.setattr("views.reports.tables.MOST", 2)
    client = client_for("mia")
    page = client.get("/reports/pipeline-value?by=customer")
    assert "Show 4 more rows" in text(page)
    assert "Dune" not in text(page)
    more = re.search(r'href="(/reports/pipeline-value\?[^"]*all=1[^"]*)"', page.text)[1].replace("&amp;", "&")
    assert "Dune" in text(client.get(more))


def test_a_name_is_never_markup(client_for, world):
    type(world.acme).update(name="<b>Acme</b>").where(type(world.acme).id == world.acme.id).execute()
    page = client_for("mia").get("/reports/pipeline-value?by=customer")
    assert "&lt;b&gt;Acme&lt;/b&gt;" in page.text
    assert "<b>Acme" not in page.text


def test_several_pipelines_are_told_apart(client_for, world):
    other = Pipeline.create(name="Export", position=5)
    stage = type(world.stage("Needs")).create(pipeline=other, name="Needs", position=0, rate=20)
    Opportunity.add(None, name="abroad", stage=stage, amount=100)
    page = text(client_for("mia").get("/reports/pipeline-value"))
    assert "Sales · Needs" in page
    assert "Export · Needs" in page
    only = text(client_for("mia").get(f"/reports/pipeline-value?pipeline={other.id}"))
    assert "Sales · Needs" not in only


@pytest.mark.parametrize(
    ("address", "most"), [("/reports", 28), ("/reports/win-loss", 10), ("/reports/pipeline-value", 10)]
)
def test_as_many_queries_whatever_the_rows(client_for, world, many_closed, count_queries, address, most):
    client = client_for("mia")
    client.get(address)
    with count_queries() as queries:
        client.get(address)
    assert len(queries) <= most, queries


def test_an_unknown_split_is_refused_below_the_page(world):
    with pytest.raises(Refused):
        ask("win-loss", world.mia, filters.Filter(outcome="all"), by="astrology")


def test_the_address_of_the_overview_is_short(app):
    with app.test_request_context():
        assert url_for("reports.show", name="overview") == "/reports"


def last_months(world, *days):
    """Six won ones on the first of these days, one lost on the second."""
    for on, number in ((days[0], 6), (days[1], 1)):
        for _one in range(number):
            row = Opportunity.add(world.ann, name="earlier", amount=10_000, opened_on=on - dt.timedelta(days=9))
            row.win(None, on=on) if number == 6 else row.lose(None, world.reason("lost", "Price too high"), on=on)


def test_figures_stand_beside_those_of_the_period_before(client_for, world):
    last_months(world, dt.date(2024, 5, 3), dt.date(2024, 4, 30))
    page = text(client_for("mia").get("/reports/win-loss?from=2024-05-01&to=2024-05-31"))
    assert "Closed: May 2024. Against Apr 2024." in page
    assert "6 +6 (0 in the period before)" in page
    assert "0 −1 (1 in the period before)" in page
    told = client_for("mia").get("/reports/win-loss.json?from=2024-05-01&to=2024-05-31").get_json()
    assert told["before"] == {"from": "2024-04-01", "to": "2024-04-30"}
    assert (told["total"]["lost"], told["total"]["before"]["lost"]) == (0, 1)
    sheet = client_for("mia").get("/reports/win-loss.csv?from=2024-05-01&to=2024-05-31").text
    assert "Lost, period before" in sheet


def test_nothing_before_is_said_once(client_for, world):
    last_months(world, dt.date(2024, 5, 3), dt.date(2024, 5, 4))
    page = text(client_for("mia").get("/reports/win-loss?from=2024-05-01&to=2024-05-31"))
    assert "Nothing to hold it against in Apr 2024." in page
    assert "in the period before" not in page


def test_a_running_period_says_against_how_many_days(client_for, world, many_closed):
    last_year = dt.date(today().year - 1, 1, 1)
    last_months(world, last_year, last_year)
    page = text(client_for("mia").get("/reports/win-loss?period=this_year"))
    assert ("as many days of the period before" in page) == (today() != dt.date(today().year, 12, 31))


def test_periods_are_named_with_their_days(client_for):
    page = client_for("mia").get("/reports/win-loss").text
    year = today().year
    assert f"This year · {year}" in page
    assert f"Last year · {year - 1}" in page
    assert "Next month" not in page


def test_all_time_has_nothing_before(client_for, many_closed):
    page = client_for("mia").get("/reports/win-loss")
    assert "Against" not in page.text
    assert "period before" not in page.text


@pytest.mark.parametrize("across", ["owner", "size", "reason", "competitor"])
def test_two_are_crossed(client_for, world, many_closed, across):
    answer = client_for("mia").get(f"/reports/win-loss?by=source&across={across}")
    assert answer.status_code == 200
    assert f'<option value="{across}" selected>' in answer.text
    assert f"across={across}" in re.search(r'href="(/reports/win-loss.csv[^"]*)"', answer.text)[1]


def test_each_cell_leads_to_as_many_rows_as_it_says(app, client_for, world, many_closed):
    for who in ("ann", "mia"):
        answer = client_for(who).get("/reports/win-loss?by=reason&across=owner&show=lost")
        cells = re.findall(r'<a href="(/opportunities\?[^"]+)">([\d,]+)</a>', answer.text)
        assert cells
        for address, figure in cells:
            with app.test_request_context(address.replace("&amp;", "&")):
                assert Opportunity.scope(world.user(who), filters.read()).count() == int(figure)


def test_a_crossing_as_files(client_for, world, many_closed):
    told = client_for("mia").get("/reports/win-loss.json?by=source&across=owner").get_json()
    cells = {(cell["row"], cell["column"]): cell for cell in told["cells"]}
    assert (cells["all", "all"]["won"], cells["all", "all"]["lost"]) == (6, 3)
    assert cells["all", world.ann.id]["won"] == 6
    assert (told["by"], told["across"]) == ("source", "owner")
    lines = client_for("mia").get("/reports/win-loss.csv?by=source&across=owner").text.splitlines()
    assert lines[0].removeprefix("\ufeff").startswith("Source,Owner,Won,Lost,Invalid,Win rate (%)")
    assert lines[-1].startswith("All,All,6,3,1,66.67")


@pytest.mark.parametrize(
    "nonsense", ["by=source&across=source", "across=customer", "across=x", "by=source&across=owner&show=x"]
)
def test_nonsense_about_a_crossing_is_passed_over(client_for, nonsense):
    assert client_for("mia").get(f"/reports/win-loss?{nonsense}").status_code == 200


def test_a_crossing_asks_as_often_whatever_the_rows(client_for, world, many_closed, count_queries):
    client = client_for("mia")
    client.get("/reports/win-loss?by=source&across=owner")
    with count_queries() as queries:
        client.get("/reports/win-loss?by=source&across=owner")
    assert len(queries) <= 12, queries
