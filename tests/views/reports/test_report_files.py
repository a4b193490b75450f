"""The same figures as JSON for the chart and as CSV for a spreadsheet."""

import csv
import io

import pytest

from models import Customer
from models.opportunity.filter import Filter
from models.reports import REPORTS, ask
from views.reports import series


def rows(answer):
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_a_spreadsheet(client_for):
    answer = client_for("mia").get("/reports/pipeline-value.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="pipeline-value-')
    assert rows(answer)[0] == ["Stage", "Open", "Amount (CNY)", "Amount known for", "Weighted (CNY)"]
    assert rows(answer)[2] == ["Needs", "2", "50000.00", "1", "15000.00"]
    assert rows(answer)[-1] == ["All", "10", "479000.00", "7", "326900.00"]


@pytest.mark.parametrize("evil", ["=HYPERLINK()", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_csv_holds_no_formula(client_for, world, evil):
    Customer.update(name=evil).where(Customer.id == world.acme.id).execute()
    names = [row[0] for row in rows(client_for("mia").get("/reports/pipeline-value.csv?by=customer"))]
    assert f"'{evil}" in names
    assert evil not in names


def test_csv_has_every_row_and_the_scope_of_the_address(client_for, world, monkeypatch):
    monkeypatch.setattr("views.reports.tables.MOST", 1)
    table = rows(client_for("mia").get(f"/reports/pipeline-value.csv?by=customer&team={world.north.id}"))
    assert [row[0] for row in table[1:]] == ["Acme", "Crane Works", "Dune", "上海星辰科技有限公司", "All"]


def test_unknown_is_empty_and_not_nought(client_for):
    table = rows(client_for("mia").get("/reports/pipeline-value.csv?by=customer"))
    assert next(row for row in table if row[0].startswith("上海")) == ["上海星辰科技有限公司", "1", "", "0", ""]


def test_json_has_what_the_chart_needs(client_for, many_closed):
    told = client_for("mia").get("/reports/win-loss.json").get_json()
    assert (told["kind"], told["ends"]) == ("columns", ["67%"])
    assert [(each["label"], each["data"], each["texts"]) for each in told["datasets"]] == [
        ("Won", [6], ["6"]),
        ("Lost", [3], ["3"]),
    ]
    assert len(told["labels"]) == 1
    assert told["datasets"][0]["links"][0].startswith("/opportunities?outcome=won&closed_from=")


def test_json_has_the_figures_in_minor_units(client_for, many_closed):
    told = client_for("mia").get("/reports/win-loss.json?by=owner").get_json()
    assert told["total"] | {"name": "All"} == {
        "key": None,
        "name": "All",
        "won": 6,
        "lost": 3,
        "invalid": 1,
        "win_rate": 66.67,
        "won_amount": 8_550_000,
        "won_known": 6,
        "lost_amount": 4_020_000,
        "lost_known": 3,
        "amount_rate": 68.02,
    }
    assert (told["currency"], told["decimals"], told["by"]) == ("CNY", 2, "owner")
    assert [row["name"] for row in told["rows"]] == ["Ann Li", "Cy Wang"]


def test_json_of_the_overview_has_its_charts(client_for, many_closed):
    told = client_for("mia").get("/reports/overview.json").get_json()
    assert told["charts"].keys() >= {
        "pipeline-value/stage",
        "win-loss/month",
        "won-by-month/month",
        "win-loss/reason",
    }
    assert {row["name"]: row["value"] for row in told["rows"]}["Won"] == 6


def test_of_too_many_stages_those_that_hold_most_are_drawn_in_their_order(app, world):
    answer = ask("pipeline-value", world.mia, Filter(outcome="all"))
    assert [row.name for row in series.first(answer, most=3)] == ["Proposal", "Negotiation", "Contract"]


def test_a_chart_draws_the_first_and_the_table_all(client_for, world, monkeypatch):
    monkeypatch.setattr("views.reports.charts.MOST", 2)
    told = client_for("mia").get("/reports/pipeline-value.json?by=customer").get_json()
    assert (told["labels"], len(told["rows"])) == (["Bolt", "Acme"], 6)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_files_stop_at_ones_reach(client_for, world, name, kind):
    answer = client_for("bo").get(f"/reports/{name}.{kind}?by=customer")
    assert answer.status_code == 200
    assert "Bolt" not in answer.text
