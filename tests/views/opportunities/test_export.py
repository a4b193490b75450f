"""The list as a file: all that match and no more, read back by other programs, never a formula, told in the log."""

import csv
import datetime as dt
import decimal
import io

import pytest
from python_calamine import CalamineWorkbook

from models import Event, Opportunity
from models.opportunity import exported
from models.opportunity.filter import Filter
from tests.world import CAST


@pytest.fixture
def sheet(client_for):
    """sheet("mia", form="csv", …): the rows of the file as lists, its heads first."""

    def ask(who, form="csv", **args):
        answer = client_for(who).get("/opportunities/export", query_string={"form": form, **args})
        assert answer.status_code == 200
        return read(answer.data, form)

    return ask


def read(data, form):
    if form == "csv":
        assert data.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8 only with a mark
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def column(rows, head):
    place = rows[0].index(head)
    return [row[place] for row in rows[1:]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("who", CAST)
def test_everybody_takes_along_their_rows_and_no_others(sheet, world, who, form):
    seen = {row.name for row in Opportunity.visible_to(world.user(who))}
    assert set(column(sheet(who, form, outcome="all"), "Opportunity")) == seen


def test_all_that_match_not_only_the_first_page(sheet, world):
    for number in range(1200):
        Opportunity.add(world.mia, name=f"Bulk {number:04}", amount=number)
    names = column(sheet("mia", q="Bulk", sort="name"), "Opportunity")
    assert names == [f"Bulk {number:04}" for number in range(1200)]


def test_chinese_and_every_kind_of_value(sheet, world):
    row = world.acme_renewal
    row.edit(by=world.mia, requirement="Two lines\nand “中文”, with; commas", name="续约")
    row.tag(by=world.mia, add=["重点", "north"])
    for form in ("csv", "xlsx"):
        rows = sheet("mia", form, fields="all", q="续约")
        found = dict(zip(rows[0], rows[1], strict=True))
        assert (found["Opportunity"], found["Stage"], found["State"], found["Intent"]) == (
            "续约",
            "Proposal",
            "Open",
            "High",
        )
        assert decimal.Decimal(str(found["Amount"])) == 120_000
        assert found["Currency"] == "CNY"
        assert found["Requirement"] == "Two lines\nand “中文”, with; commas"
        assert found["Primary contact"] == "Wei Zhang"
        assert set(found["Tags"].split(", ")) == {"重点", "north"}
    assert found["Expected close"] == row.expected_close_on  # a real date in Excel
    assert isinstance(found["Amount"], float)


def test_who_lies_in_the_bin_is_named_no_more(sheet, world):
    world.acme_wei.bin(world.ann)
    rows = sheet("mia", fields="all", q="Acme renewal")
    assert dict(zip(rows[0], rows[1], strict=True))["Primary contact"] == ""


def test_amounts_are_exact_in_their_own_currency(sheet, world):
    rows = sheet("mia", sort="name", fields="all")
    found = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert (found["Crane upgrade"]["Amount"], found["Crane upgrade"]["Currency"]) == ("10000.00", "USD")
    assert found["Crane upgrade"]["Amount in CNY"] == "70000.00"
    assert found["星辰 ERP 项目"]["Amount"] == ""  # unknown is not 0
    won = sheet("mia", outcome="won")
    assert column(won, "Agreed amount") == ["85000.00"]
    assert column(won, "Amount") == ["90000.00"]


DANGEROUS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1+1", "\n=1"]


@pytest.mark.parametrize("name", DANGEROUS)
def test_no_cell_is_a_formula(client_for, world, name):
    Opportunity.update(name=name).where(Opportunity.id == world.orphan.id).execute()
    answers = {
        form: client_for("mia").get(
            "/opportunities/export", query_string={"form": form, "stage": world.orphan.stage_id}
        )
        for form in ("csv", "xlsx")
    }
    cells = [cell for row in read(answers["csv"].data, "csv") for cell in row]
    assert f"'{name}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\n", "＝")) for cell in cells)
    assert name.strip() in [str(cell).strip() for row in read(answers["xlsx"].data, "xlsx") for cell in row]


def test_the_columns_of_the_table_in_their_order(sheet):
    assert sheet("mia", cols="owner,close")[0] == ["Opportunity", "Owner", "Expected close"]
    assert sheet("mia", cols="amount")[0] == ["Opportunity", "Amount", "Currency"]


def test_it_is_named_after_the_day_and_told(client_for, world):
    answer = client_for("ann").get("/opportunities/export?form=xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=opportunities-20")
    event = Event.select().order_by(Event.id.desc()).get()
    count = sum(row.open for row in Opportunity.visible_to(world.ann))
    assert (event.name, event.actor_id, event.facts) == (
        "opportunity.exported",
        world.ann.id,
        {"count": count, "form": "xlsx"},
    )


def test_too_many_are_refused_and_an_unknown_form_is_not_found(client_for, world, monkeypatch):
    monkeypatch.setattr(exported, "MOST", 5)
    answer = client_for("mia").get("/opportunities/export?form=csv")
    assert answer.status_code == 409
    assert "Narrow the filter" in answer.text
    assert client_for("mia").get("/opportunities/export?form=exe").status_code == 404


def test_moments_go_by_the_readers_clock(sheet, world):
    world.mia.prefer(time_zone="Pacific/Auckland")
    Opportunity.update(created_at=dt.datetime(2026, 1, 31, 20)).where(Opportunity.id == world.orphan.id).execute()
    rows = sheet("mia", "xlsx", fields="all", q="Orphan")
    assert column(rows, "Entered on") == [dt.datetime(2026, 2, 1, 9)]


def test_pieces_are_read_with_as_many_queries_each(world, count_queries):
    for number in range(30):
        Opportunity.add(world.mia, name=f"Bulk {number}")
    order, mia = Opportunity.orders()["name"], world.mia
    with count_queries() as queries:
        assert len(list(exported.rows(mia, Filter(outcome="all"), order, list(exported.FIELDS)))) == 43
    assert len(queries) <= 9, queries
