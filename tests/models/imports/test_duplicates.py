"""What is there already is left out: by its key, or by all that tells two opportunities apart."""

import pytest

from models import ImportRun, Opportunity
from tests.models.imports.conftest import noted, verdicts

HEAD = "ID,Name,Customer,Stage,Amount,Currency,Created,Close date"
KEY = "There already, by its key, from an earlier import"
CONTENT = "There already: the same customer, name, amount and days"
ROW = "k1,Big one,Acme,Won,500,CNY,2026-01-05,2026-03-01"


def sentences(plan):
    return [(line.number, line.verdict, line.reason) for line in plan.ledger.lines(limit=100)]


def test_the_same_file_twice_brings_nothing_more(brought, plan):
    lines = ("Name,Customer,Stage,Amount", "a,Acme,Needs,1", "b,Acme,Won,2")
    brought("opportunities", *lines)
    again = plan("opportunities", *lines)
    assert sentences(again) == [(2, "skip", CONTENT), (3, "skip", CONTENT)]
    again.run()
    assert Opportunity.select().where(Opportunity.name << ("a", "b")).count() == 2


def test_a_key_counts_in_its_pipeline_whatever_else_differs(brought, plan):
    row = "k1,Big one,Acme,Needs,500,CNY,2026-01-05,"
    brought("opportunities", HEAD, row)
    changed = row.replace("Big one", "Bigger").replace("500", "700")
    assert sentences(plan("opportunities", HEAD, changed)) == [(2, "skip", KEY)]
    assert sentences(plan("opportunities", HEAD, changed, pipeline="Another")) == [(2, "create", None)]


@pytest.mark.parametrize(
    ("change", "there"),
    [
        (("", ""), True),
        (("Acme", "ACME Ltd"), True),  # the same customer, spelled otherwise
        (("Won", "Lost"), True),
        (("Big one", "big one"), False),
        (("Acme", "Dune"), False),
        (("500", "501"), False),
        (("500,CNY", "500,USD"), False),
        (("2026-01-05", "2026-01-06"), False),
        (("2026-03-01", "2026-03-02"), False),
        (("2026-01-05", ""), True),  # nothing said of the day: nothing that differs
    ],
)
def test_without_a_key_all_of_it_counts(brought, plan, change, there):
    brought("opportunities", HEAD, ROW.removeprefix("k1"))
    (line,) = sentences(plan("opportunities", HEAD, ROW.removeprefix("k1").replace(*change)))
    assert line[1:] == (("skip", CONTENT) if there else ("create", None))


def test_two_keys_are_two_opportunities_however_alike(brought, plan):
    brought("opportunities", HEAD, ROW)
    assert sentences(plan("opportunities", HEAD, ROW.replace("k1", "k2")))[0][1] == "create"
    assert sentences(plan("opportunities", HEAD, ROW.removeprefix("k1")))[0][1:] == ("skip", CONTENT)


def test_what_was_made_by_hand_is_there_too(world, plan):
    row = world.star_rollout
    line = f"{row.name},{row.customer.name},Needs,,{row.opened_on}"
    assert sentences(plan("opportunities", "Name,Customer,Stage,Amount,Created", line)) == [(2, "skip", CONTENT)]


def test_what_lies_in_the_bin_is_not_there(brought, plan):
    brought("opportunities", HEAD, ROW)
    Opportunity.get(Opportunity.key == "k1").bin(None)
    assert sentences(plan("opportunities", HEAD, ROW))[0][1] == "create"


def test_repeats_in_the_file(brought):
    lines = ["k1,a,Needs", "k1,b,Needs", "k1,a,Needs", "k2,c,Needs"]
    planned = brought("opportunities", "ID,Name,Stage", *lines)
    assert sentences(planned)[2] == (4, "skip", "The same as an earlier row in every cell")
    notes = noted(planned)
    assert notes["The key of an earlier row again: imported as an opportunity of its own"] == (1, [3])
    assert notes["The same as an earlier row in every cell"] == (1, [4])
    assert Opportunity.select().where(Opportunity.key == "k1").count() == 2


def test_rows_that_name_nothing_are_not_told_apart_and_come_in(brought, plan):
    lines = ("Product,Stage,Amount", "Robot,Needs,1", "Robot,Needs,1")
    planned = brought("opportunities", *lines)
    assert noted(planned)["The same as an earlier row in every cell: imported all the same"] == (1, [3])
    assert [line[1] for line in sentences(plan("opportunities", *lines))] == ["create", "create"]


def test_all_of_it_once_more_where_somebody_wants_it(brought, plan):
    lines = ("ID,Name,Stage", "k1,a,Needs", "k1,a,Needs")
    brought("opportunities", *lines)
    again = plan("opportunities", *lines, duplicates="import")
    assert [line[1] for line in sentences(again)] == ["create", "create"]
    assert noted(again)["There already, and imported again"] == (2, [2, 3])
    again.run()
    assert Opportunity.select().where(Opportunity.key == "k1").count() == 3


def test_the_browser_and_the_terminal_decide_alike_row_by_row(world, brought, plan, checked):
    lines = (
        HEAD,
        ROW,
        ROW.replace("k1", "k2"),
        ROW,
        "k3,x,,Needs,x,,,",
        ",Big one,Acme,Won,500,CNY,2026-01-05,2026-03-01",
    )
    brought("opportunities", HEAD, ROW)
    planned = plan("opportunities", *lines)
    run = checked("opportunities", *lines)
    by_terminal = [(line.number, line.verdict, line.reason and line.reason % line.facts) for line in planned.ledger.lines(limit=100)]  # fmt: skip
    assert verdicts(run) == by_terminal
    assert run.result["counts"] == {name: count for name, count in planned.counts.items() if count}


def columns(rows):
    return [
        {name: value for name, value in row.__data__.items() if name not in ("id", "created_by", "created_at", "updated_at", "entered_stage_at", "owner_seen_at")}
        for row in rows
    ]  # fmt: skip


def test_the_browser_and_the_terminal_write_alike_row_by_row(world, brought, imported):
    lines = [
        f"Row {n},Acme,{'Won' if n % 2 else 'Needs'},{n},2026-01-05,2026-03-01,New Face,Trade fair" for n in range(600)
    ]
    head = "Name,Customer,Stage,Amount,Created,Close date,Owner,Source"
    brought("opportunities", head, *lines)
    by_terminal = list(Opportunity.select().where(Opportunity.name.startswith("Row ")).order_by(Opportunity.id))
    run = imported("opportunities", head, *lines, options={"duplicates": "import"})
    by_browser = list(Opportunity.select().where(Opportunity.id > by_terminal[-1].id).order_by(Opportunity.id))
    assert len(by_browser) == 600
    assert columns(by_browser) == columns(by_terminal)
    assert [ImportRun.get().status, run.result["written"]] == ["done", {"opportunity": 600}]


@pytest.mark.parametrize("word", ["合计", "总计：", "Total", "GRAND TOTAL:"])
def test_the_line_of_totals_below_a_table_is_no_opportunity(plan, word):
    lines = ("Name,Customer,Stage,Amount", "a,Acme,Needs,5", f"{word},,,5", f"{word},TotalEnergies,Needs,7")
    planned = plan("opportunities", *lines)
    assert sentences(planned) == [
        (2, "create", None),
        (3, "skip", "The line of totals below a table"),
        (4, "create", None),
    ]
    planned.run()
    assert [row.amount for row in Opportunity.select().where(Opportunity.name == word)] == [700]
