"""Bringing in a file in a real browser: the whole way with CSV and XLSX, without scripts, on a phone, without a barrier."""

import re

import pytest
import xlsxwriter
from playwright.sync_api import expect

from models import Opportunity
from models.imports import working
from models.imports.run import ImportRun
from tests.system.test_barriers import PHONE, WIDE, barriers, sideways

ROWS = [
    ["Name", "Customer", "Stage", "Amount", "Owner", "Source", "Colour"],
    ["Pump hall", "Acme", "Proposal", "1200", "Ann Li", "Referral", "red"],
    ["Gate", "Bolt", "Needs", "many", "Ann Lee", "Fairs", ""],
    ["Crane rail", "Crane Works", "Nowhere", "50", "", "Referral", "blue"],
    ["Door", "Dune", "Needs", "900 EUR", "", "", ""],
]


@pytest.fixture
def file(tmp_path):
    """file("csv"): the path of the rows as a file of that kind."""

    def written(ending):
        path = tmp_path / f"Fairs 2026.{ending}"
        if ending == "csv":
            path.write_text("\n".join(",".join(row) for row in ROWS) + "\n", encoding="utf-8")
        else:
            with xlsxwriter.Workbook(path) as book:
                sheet = book.add_worksheet()
                for number, row in enumerate(ROWS):
                    sheet.write_row(number, 0, row)
        return path

    return written


def work():
    """What the worker does: all that waits."""
    while run := working.claim("the worker of this test"):
        working.work(run)


def started(page):
    """Wait until the scripts of a page that was fetched as a whole listen."""
    page.locator("html[data-started]").wait_for(state="attached")


def upload(page, path):
    page.goto("/imports")
    started(page)
    page.get_by_role("link", name="New import").first.click()
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+/columns$"))
    started(page)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_whole_way(browse, world, file, ending):
    page = browse("mia", "/imports")
    upload(page, file(ending))
    page.get_by_label("Colour is the field").select_option("Name")
    expect(page.locator("#columns-said")).to_contain_text("Several columns are the Name.")
    page.get_by_label("Colour is the field").select_option("Description")
    expect(page.locator("#columns-said")).to_contain_text("7 columns go into fields.")
    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator("#import-progress")).to_be_visible()
    work()
    expect(page).to_have_url(re.compile(r"/values$"))
    expect(page.get_by_text("Is it “Ann Li”?")).to_be_visible()
    page.get_by_label("“Ann Lee” is taken for").select_option("Ann Li")
    page.get_by_label("“Nowhere” is taken for").select_option("Needs")
    page.get_by_label("1 EUR =").fill("7.8")
    page.get_by_role("button", name="Go on to the dry run").click()
    expect(page.locator("#import-progress")).to_be_visible()
    work()
    expect(page.locator("#import-foot")).to_contain_text("They go into the pipeline “Sales”.")
    page.locator("#import-tabs").get_by_role("link", name=re.compile("Error")).click()
    expect(page.locator(".bad-cell")).to_have_text("many")
    expect(page.locator("#import-rows tbody tr")).to_have_count(1)
    with page.expect_download() as got:
        page.get_by_role("link", name="Refused rows as a file").click()
    assert got.value.suggested_filename == "Fairs 2026, refused rows.csv"
    page.get_by_role("button", name="Import 3 rows, leave out 1").click()
    expect(page.locator("#import-progress")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    page.get_by_role("link", name="Look at the opportunities").click()
    expect(page.get_by_role("link", name="Crane rail")).to_be_visible()
    rail = Opportunity.get(Opportunity.name == "Crane rail")
    assert rail.stage.name == "Needs"
    page.goto("/imports")
    started(page)
    page.get_by_role("link", name=re.compile("Take it back… ?Fairs 2026")).click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.locator("#import-progress")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="The import was taken back")).to_be_visible()
    assert not Opportunity.kept().where(Opportunity.name == "Crane rail").exists()


def test_a_wrong_file_is_told_before_it_is_sent(browse, tmp_path):
    page = browse("mia", "/imports/new?kind=customers")
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.locator("#file-said")).to_have_text("Choose a file.")
    wrong = tmp_path / "report.pdf"
    wrong.write_bytes(b"x")
    page.get_by_label("File", exact=True).set_input_files(wrong)
    expect(page.locator("#file-said")).to_contain_text("This is no CSV and no XLSX file")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    page.get_by_label("File", exact=True).set_input_files(empty)
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.locator("#file-error")).to_have_text("The file is empty.")
    expect(page.locator("#kind-1")).to_be_checked()


def test_a_file_is_dropped(browse):
    page = browse("mia", "/imports/new?kind=customers")
    data = page.evaluate_handle(
        "() => { const d = new DataTransfer(); d.items.add(new File(['Company\\nQuay\\n'], 'dropped.csv')); return d; }"
    )
    page.dispatch_event("#file-drop", "dragover", {"dataTransfer": data})
    expect(page.locator("#file-drop")).to_have_class(re.compile("drop--over"))
    page.dispatch_event("#file-drop", "drop", {"dataTransfer": data})
    expect(page.locator("#file-said")).to_contain_text("dropped.csv")
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page).to_have_url(re.compile(r"/columns$"))
    assert ImportRun.get().file_name == "dropped.csv"


def test_without_scripts(browse, file):
    page = browse("mia", "/imports/new", java_script_enabled=False)
    page.get_by_label("File", exact=True).set_input_files(file("csv"))
    page.get_by_role("button", name="Upload and look at it").click()
    page.get_by_label("Colour is the field").select_option("(leave out)")
    page.get_by_role("button", name="Check the rows").click()
    work()
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name=re.compile("values are nearly|value is nearly")).click()
    page.get_by_label("“Nowhere” is taken for").select_option("Leave these rows out")
    page.get_by_role("button", name="Go on to the dry run").click()
    work()
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("button", name="Import 1 row, leave out 3").click()
    work()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    assert Opportunity.select().where(Opportunity.name == "Pump hall").count() == 1


def test_left_and_come_back(browse, file):
    page = browse("mia", "/imports")
    upload(page, file("csv"))
    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator("#import-progress")).to_be_visible()
    page.goto("/board")
    work()
    page.goto("/imports")
    started(page)
    page.get_by_role("link", name="Go on Fairs 2026.csv").click()
    page.get_by_role("link", name="Columns").click()
    expect(page.get_by_label("Amount is the field")).to_have_value("amount")
    page.reload()
    started(page)
    page.get_by_role("link", name="Dry run").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+$"))  # the page before offers the same
    page.get_by_role("link", name="Discard…").click()
    page.get_by_role("button", name="Discard", exact=True).click()
    expect(page.get_by_text("Nothing was imported yet")).to_be_visible()


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_barrier(browse, world, file, options, app):
    from models.imports.lifting import take_in

    page, found = browse("ada", "/imports", **options), {}

    def look(path):
        page.goto(path)
        found[path] = barriers(page) + (["scrolls sideways"] if sideways(page) else [])

    look("/imports")
    look("/imports/new")
    with file("csv").open("rb") as stream:
        path = take_in(app.config["SETTINGS"].folder() / "imports", stream, 10**6)
    run = ImportRun.begin(
        world.ada, "opportunities", path, "Fairs 2026 with a name that is really far too long for any bar.csv"
    )
    look(f"/imports/{run.id}/columns?" + "&".join(f"column-{n}=name" for n in range(7)))
    look(f"/imports/{run.id}/columns")
    run.configure(world.ada)
    look(f"/imports/{run.id}")
    work()
    for rest in ("", "?of=error", "?of=notes", "/values", "/removal/new"):
        look(f"/imports/{run.id}{rest}")
    ImportRun.get_by_id(run.id).start(world.ada)
    work()
    for rest in ("", "/undo/new"):
        look(f"/imports/{run.id}{rest}")
    look("/imports")
    assert {path: lines for path, lines in found.items() if lines} == {}
