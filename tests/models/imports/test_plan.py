"""A plan as a whole: all or nothing, nothing before it runs, every refused row told, memory flat."""

import tracemalloc

import pytest

from models import Customer, Event, Opportunity, imports
from models.base import Refused, db
from models.imports.trouble import Unreadable
from tests.models.imports.conftest import noted, told


def rows():
    return {model.__name__: model.select().count() for model in (Opportunity, Customer, Event)}


def test_planning_writes_nothing(world, plan):
    before = rows()
    planned = plan("opportunities", "Name,Stage,Customer,Owner,Product", "a,Unheard,New Ltd,New Face,Robot")
    assert rows() == before
    assert planned.counts["opportunities"] == 1
    with db.atomic():  # no lock is held either
        Customer.add(None, name="Meanwhile")


def test_one_refused_row_stops_all(world, plan):
    planned = plan("opportunities", "Name,Stage,Amount", "a,Needs,1", "b,Needs,x", "c,Needs", "d,Needs,2")
    assert [told(problem) for problem in planned.problems] == [
        (3, "Amount", "“x” is not an amount; write it in digits, such as 280000."),
        (4, None, "The row has 2 cells, the heading has 3."),
    ]
    before = rows()
    with pytest.raises(Refused, match="Rows of the file are refused: 2"):
        planned.run()
    assert rows() == before


def test_what_fails_in_the_middle_leaves_nothing(world, plan, monkeypatch):
    planned = plan(
        "opportunities", "Name,Stage,Customer,Owner", *(f"row {n},Unheard,New {n},New Face" for n in range(1200))
    )
    before = rows()
    write, calls = planned.importer.write, []

    def breaks(chunk, by):
        calls.append(len(chunk))
        if len(calls) == 3:
            raise RuntimeError("the power went")
        write(chunk, by)

    monkeypatch.setattr(planned.importer, "write", breaks)
    with pytest.raises(RuntimeError):
        planned.run()
    assert calls == [500, 500, 200]
    assert rows() == before
    monkeypatch.undo()
    planned.run()
    assert rows()["Opportunity"] == before["Opportunity"] + 1200


def test_what_was_made_in_the_meantime_is_used(world, plan):
    planned = plan("opportunities", "Name,Stage,Customer,Owner,Product", "a,Needs,New Ltd,New Face,Robot")
    again = plan("opportunities", "Name,Stage,Customer,Owner,Product", "b,Needs,New Ltd,New Face,Robot", name="b.csv")
    planned.run()
    again.run()
    a, b = (Opportunity.get(Opportunity.name == name) for name in "ab")
    assert (a.customer, a.owner, a.product) == (b.customer, b.owner, b.product)


def test_a_file_that_changed_is_refused(world, plan):
    planned = plan("opportunities", "Name,Stage", "a,Needs")
    planned.sheet.path.write_text("Name,Stage\na,Needs\nb,Needs\n")
    with pytest.raises(Unreadable, match="changed"):
        planned.run()


@pytest.mark.parametrize(("who", "may"), [("ada", True), ("mia", True), ("bo", False), ("ann", False), ("vic", False)])
def test_who_may_import(world, plan, who, may):
    planned = plan("opportunities", "Name,Stage", "a,Needs")
    if may:
        planned.run(world.user(who))
        assert Opportunity.get(Opportunity.name == "a").created_by == world.user(who)
    else:
        with pytest.raises(Refused, match="Only a manager may import"):
            planned.run(world.user(who))


@pytest.mark.parametrize("lines", [("Name,Stage",), ("Name,Stage", "", ",,")])
def test_a_heading_alone_is_no_file(plan, lines):
    with pytest.raises(Unreadable, match="no rows under its headings"):
        plan("opportunities", *lines)


def test_nobody_imports_before_the_first_visit(empty_database, made):
    with pytest.raises(Unreadable, match="Set up Shangji first"):
        imports.plan("customers", made("Name", "Acme"))


def test_remarks_beneath_the_table_are_told_of(plan):
    planned = plan("opportunities", "Name,Stage", "a,Needs", "", "Confidential")
    assert noted(planned)["Lines beneath the table, left out, such as “Confidential”"] == (1, [4])
    assert planned.counts["rows"] == 1


def test_columns_without_a_field_are_named(plan):
    planned = plan("opportunities", "Name,Stage,Colour,Size", "a,Needs,,")
    assert "Columns without a field, kept as lines of text: Colour, Size" in noted(planned)


def test_progress_rises_to_its_end(world, made):
    told_while_checking, told_while_running = [], []
    path = made("Name,Stage", *(f"row {n},Needs" for n in range(2500)))
    planned = imports.plan("opportunities", path, progress=lambda *step: told_while_checking.append(step))
    planned.run(progress=lambda *step: told_while_running.append(step))
    for steps in (told_while_checking, told_while_running):
        done = [step[0] for step in steps]
        assert len(done) > 2
        assert done == sorted(done)
        assert done[-1] == steps[-1][1]


def test_memory_stays_flat(world, made):
    def peak(count):
        path = made(
            "Key,Name,Customer,Stage,Amount,Text",
            *(f"k{n},row {n},Customer {n % 500},Needs,{n % 500},{'x' * 400}" for n in range(count)),
        )
        tracemalloc.start()
        imports.plan("opportunities", path)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(500)  # what is loaded once
    assert peak(6000) < peak(2000) + 2_000_000  # the file grew by as much as that


def test_numbers_of_queries_do_not_grow_with_the_rows(world, plan, count_queries):
    def queries(count):
        lines = (f"row {n} of {count},Customer {n % 3},Needs,Ann Li,Robot,{n}" for n in range(count))
        planned = plan("opportunities", "Name,Customer,Stage,Owner,Product,Amount", *lines, name=f"{count}.csv")
        with count_queries() as counted:
            planned.run()
        return len(counted)

    queries(5)
    assert queries(400) <= queries(50)
