"""An import step by step: who may, what is chosen, what every row becomes, what is left when it is over."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from models import Event, ImportRun, Opportunity
from models.base import Refused, Stale, now
from models.imports.ledger import Ledger
from models.imports.lifting import take_in
from models.imports.trouble import Unreadable
from tests.models.imports.conftest import verdicts, worked

HEAD = "Name,Customer,Stage,Amount,Owner"
LINES = (HEAD, "a,Acme,Needs,1,Ann Li", "b,Acme,Unheard,1,Ann Li", "c,Acme,Needs,x,Nobody", "a,Acme,Needs,1,Ann Li")


def test_a_file_is_looked_at_when_it_comes(world, uploaded):
    run = uploaded("opportunities", *LINES)
    assert (run.status, run.file_name, run.by, run.waits) == ("uploaded", "deals.csv", world.ada, False)
    assert run.result["columns"][2] == {"heading": "Stage", "field": "stage", "samples": ["Needs", "Unheard"]}
    assert run.result["file"]["encoding"] == "UTF-8"
    assert Path(run.path).read_bytes().startswith(b"Name,")
    assert "deals" not in run.path
    assert Event.get(Event.name == "import.uploaded").facts["file"] == "deals.csv"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\mia\\商机.xlsx", "商机.xlsx"),
        ("", "file.csv"),
        ("a\nb\0.csv", "ab.csv"),
    ],
)
def test_a_name_is_never_a_path(uploaded, made, name, shown):
    assert uploaded("opportunities", path=made(*LINES), name=name).file_name == shown


def test_what_is_no_table_leaves_nothing_behind(world, uploaded, tmp_path):
    with pytest.raises(Unreadable, match="empty"):
        uploaded("customers")
    assert ImportRun.select().count() == 0
    assert list((tmp_path / "imports").iterdir()) == []


def test_a_file_that_is_too_large_leaves_nothing_behind(tmp_path):
    with pytest.raises(Refused, match="larger than 1 MB"):
        take_in(tmp_path / "imports", io.BytesIO(b"x" * 1_000_001), 1_000_000)
    assert list((tmp_path / "imports").iterdir()) == []


@pytest.mark.parametrize(
    ("who", "kind", "why"),
    [
        ("ann", "customers", "Only a manager"),
        ("bo", "opportunities", "Only a manager"),
        ("vic", "customers", "Only a manager"),
        ("mia", "users", "Only an administrator"),
        ("mia", "customers", None),
        ("ada", "users", None),
    ],
)
def test_who_may(world, uploaded, who, kind, why):
    user = world.user(who)
    if why:
        with pytest.raises(Refused, match=why):
            uploaded(kind, "Name", "Zoe", by=user)
        run = uploaded(kind, "Name", "Zoe")
        assert ImportRun.reached(user, run.id) is None
        with pytest.raises(Refused, match=why):
            run.configure(user)
    else:
        run = uploaded(kind, "Name", "Zoe", by=user)
        assert ImportRun.reached(user, run.id) == run
        assert ImportRun.latest(user) == [run]


def test_every_row_has_a_verdict_and_a_reason(checked):
    run = checked("opportunities", *LINES, options={"pipeline": "Sales"})
    assert (run.status, run.trouble) == ("checked", None)
    assert verdicts(run) == [
        (2, "create", None),
        (3, "error", "There is no stage “Unheard” in the pipeline “Sales”."),
        (4, "error", "“x” is not an amount; write it in digits, such as 280000."),
        (5, "skip", "The same as an earlier row in every cell"),
    ]
    counts = run.result["counts"]
    assert [counts[name] for name in ("rows", "create", "skip", "error")] == [4, 1, 1, 2]
    assert "owners_new" not in counts  # only a refused row names somebody new
    assert run.rows("error")[0].cells == ["b", "Acme", "Unheard", "1", "Ann Li"]
    assert (run.rows("error")[1].column, run.rows("error")[1].name) == ("Amount", "c")


def test_rows_come_a_page_at_a_time(checked):
    run = checked("opportunities", "Name,Stage", *(f"row {n},{'Needs' if n % 3 else 'x'}" for n in range(30)), options={"pipeline": "Sales"})  # fmt: skip
    first = run.rows("create", limit=5)
    assert [line.name for line in first] == ["row 1", "row 2", "row 4", "row 5", "row 7"]
    assert [line.name for line in run.rows("create", first[-1].number, 2)] == ["row 8", "row 10"]
    assert len(run.rows("error", limit=50)) == 10
    assert run.rows(after=31) == []


def test_checking_writes_nothing_and_importing_leaves_the_refused_out(world, checked):
    before = Opportunity.select().count()
    run = checked("opportunities", *LINES, options={"pipeline": "Sales"})
    assert Opportunity.select().count() == before
    run.start(world.ada)
    run = worked()
    assert (run.status, run.result["written"]) == ("done", {"opportunity": 1})
    row = Opportunity.get(Opportunity.name == "a")
    assert (row.created_by, row.owner) == (world.ada, world.ann)
    assert not Opportunity.select().where(Opportunity.name << ("b", "c")).exists()


def test_no_cell_of_the_refused_rows_is_a_formula_and_all_come_back_as_they_were(checked):
    odd = ["=1+1", "+86 10", "-5", "@x", "\tx", "'=1", "'", "''x", "＝1", "plain", "'s-Hertogenbosch"]
    head, *lines = "Name,Amount,=Note", *(f"{cell},many,{cell}" for cell in odd)
    run = checked("opportunities", head, *lines)
    text = "".join(run.refused_file(lambda reason, facts: f"=cmd {reason % facts}", "Grund")).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    again = checked("opportunities", *text.splitlines())
    assert [line.cells[:3] for line in again.rows("error")] == [line.cells for line in run.rows("error")]
    assert [column["heading"] for column in again.result["columns"]][:3] == ["Name", "Amount", "=Note"]


def test_the_refused_rows_can_be_corrected_and_come_back(world, checked, imported):
    run = checked("opportunities", *LINES, options={"pipeline": "Sales"})
    text = "".join(run.refused_file(lambda reason, facts: f"Warum: {reason % facts}", "Grund"))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == [*HEAD.split(","), "⚠ Grund"]
    assert rows[1] == [
        "b",
        "Acme",
        "Unheard",
        "1",
        "Ann Li",
        "Warum: There is no stage “Unheard” in the pipeline “Sales”.",
    ]
    again = imported(
        "opportunities", *text.replace("Unheard", "Needs").replace("1,x", "1,2").replace(",x,", ",2,").splitlines()
    )
    assert again.result["counts"]["create"] == 2
    assert Opportunity.get(Opportunity.name == "b").text.imported is None  # our own column is not kept as text


def test_choices_are_kept_and_checked_again(world, checked):
    run = checked("opportunities", "Titel,Stage", "a,Needs", mapping={"name": "Titel"})
    run.configure(world.ada, options={"pipeline": "Other"}, version=run.version)
    run = worked()
    assert (run.options["mapping"], run.options["pipeline"]) == ({"name": "Titel"}, "Other")
    assert run.result["pipeline"] == {"name": "Other", "is_new": True, "stages": ["Needs"]}
    assert run.rows()[0].name == "a"


def test_of_two_who_choose_the_second_looks_again(world, uploaded):
    run = uploaded("opportunities", *LINES)
    other = ImportRun.get_by_id(run.id)
    run.configure(world.ada, options={"pipeline": "One"}, version=run.version)
    with pytest.raises(Stale):
        other.configure(world.ada, options={"pipeline": "Two"}, version=other.version)


@pytest.mark.parametrize("rate", ["much", "0", "-1", "NaN", "1e400", ""])
def test_a_rate_that_is_none_is_refused_when_it_is_chosen(world, uploaded, rate):
    run = uploaded("opportunities", "Name,Stage,Amount", "a,Needs,€5")
    with pytest.raises(Refused, match="is no rate"):
        run.configure(world.ada, options={"rates": {"EUR": rate}})


def test_currencies_without_a_rate_are_asked_for(world, checked):
    run = checked("opportunities", "Name,Stage,Amount", "a,Needs,€5", "b,Needs,$5", "c,Needs,£5")
    assert run.result["currencies"] == ["EUR", "GBP"]
    run.configure(world.ada, options={"rates": {"EUR": "7.8", "GBP": "9"}})
    assert worked().result["counts"]["create"] == 3


def test_columns_that_nobody_wants_are_not_even_text(imported):
    imported("opportunities", "Name,Stage,Colour,Size", "a,Needs,blue,9", options={"left_out": ["Size"]})
    assert Opportunity.get(Opportunity.name == "a").text.imported == "Colour: blue"


@pytest.mark.parametrize(
    "junk",
    [{"mapping": {"nonsense": "Name"}}, {"mapping": {"name": "No such column"}}, {"sheet": "x"}, {"values": {"stage": {"Needs": 99999}}},
     {"values": {"stage": ["x"], "nonsense": {"a": 1}}}, {"pipeline": "x" * 400}, {"duplicates": "perhaps"}, {"unheard": object}],
)  # fmt: skip
def test_nonsense_never_breaks_the_worker(world, uploaded, junk):
    run = uploaded("opportunities", *LINES)
    run.configure(world.ada, mapping=junk.get("mapping"), values=junk.get("values"), options=junk)
    run = worked()
    assert run.status in ("checked", "failed")
    assert run.trouble is None or "log of the worker" not in run.trouble[0]


def test_what_failed_says_why_and_can_be_chosen_anew(world, checked):
    run = checked("opportunities", *LINES, mapping={"name": "Nmae"})
    assert (run.status, run.trouble[0] % run.trouble[1]) == (
        "failed",
        "There is no column “Nmae”. The columns are: Name, Customer, Stage, Amount, Owner.",
    )
    with pytest.raises(Refused, match="not checked yet"):
        run.start(world.ada)
    run.configure(world.ada, mapping={"name": "Name"})
    assert worked().status == "checked"


def test_each_step_in_its_turn(world, checked, uploaded):
    fresh = uploaded("opportunities", *LINES)
    for step in (fresh.start, fresh.undo, fresh.cancel):
        with pytest.raises(Refused, match="another step"):
            step(world.ada)
    fresh.remove(world.ada)
    run = checked("opportunities", "Name,Stage", "a,x", options={"pipeline": "Sales"})
    with pytest.raises(Refused, match="nothing to import"):
        run.start(world.ada)


def test_a_removed_import_leaves_no_file(world, uploaded, imported, tmp_path):
    run = uploaded("opportunities", *LINES)
    run.remove(world.ada)
    assert ImportRun.select().count() == 0
    done = imported("opportunities", *LINES, options={"pipeline": "Sales"})
    done.remove(world.ada)
    assert list((tmp_path / "imports").iterdir()) == []
    kept = ImportRun.get()  # it can still be taken back
    assert (kept.path, kept.undoable, kept.rows(), kept.has_rows) == (None, True, [], False)


def test_files_go_after_thirty_days(world, uploaded, imported, tmp_path):
    imported("opportunities", *LINES, options={"pipeline": "Sales"})
    uploaded("opportunities", *LINES)
    young = uploaded("opportunities", *LINES)
    ImportRun.update(created_at=now() - dt.timedelta(days=31)).where(ImportRun.id < young.id).execute()
    ImportRun.sweep()
    assert [(run.status, bool(run.path)) for run in ImportRun.select().order_by(ImportRun.id)] == [("done", False), ("uploaded", True)]  # fmt: skip
    assert len(list((tmp_path / "imports").iterdir())) == 1


def test_a_file_that_is_gone_is_told(world, checked):
    run = checked("opportunities", *LINES, options={"pipeline": "Sales"})
    Path(run.path).unlink()
    run.start(world.ada)
    run = worked()
    assert run.status == "failed"
    assert "There is no file" in run.trouble[0] % run.trouble[1]


def test_over_a_file_that_ends_every_worker_it_is_not_tried_for_ever(world, checked):
    from models.imports import working

    run = checked("opportunities", *LINES, options={"pipeline": "Sales"})
    run.start(world.ada)
    for _worker in range(5):
        working.claim("one that dies")
    run = worked()
    assert (run.status, "again and again" in run.trouble[0]) == ("failed", True)
    run.start(world.ada)
    assert worked().status == "done"


def test_what_came_in_meanwhile_is_not_doubled(world, checked):
    run = checked("opportunities", HEAD, "a,Acme,Needs,1,Ann Li", "b,Acme,Needs,2,Ann Li")
    other = checked("opportunities", HEAD, "b,Acme,Needs,2,Ann Li", "c,Acme,Needs,3,Ann Li")
    other.start(world.ada)
    worked()
    run.start(world.ada)
    run = worked()
    assert (run.status, run.result["written"], run.result["late"]) == ("done", {"opportunity": 1}, 1)
    assert Opportunity.select().where(Opportunity.name == "b").count() == 1


def test_the_data_folder_may_be_called_anything(tmp_path):
    folder = tmp_path / "a#b %41 ?c"
    folder.mkdir()
    ledger = Ledger(f"{folder}/x.ledger")
    ledger.keep()
    assert Ledger.read(f"{folder}/x.ledger").lines("all", 0, 10) == []
