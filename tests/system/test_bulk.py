"""Many rows at once in a real browser: selected by press, range and key, counted, changed, taken back; views and columns too."""

import re

import pytest
from playwright.sync_api import expect

from models import Opportunity, SavedView
from tests.system.test_barriers import barriers

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def many(world):
    for number in range(55):
        Opportunity.add(world.mia, name=f"Bulk {number:03}", amount=100 * (number + 1))
    return world


def ticks(page):
    return page.locator(".list__row .tick")


def test_a_range_is_selected_assigned_and_taken_back(browse, many):
    page = browse("mia", "/opportunities?q=Bulk&sort=name")
    ticks(page).nth(1).click()
    ticks(page).nth(4).click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar")
    expect(bar).to_contain_text("4 selected")
    ticks(page).nth(2).click()
    expect(bar).to_contain_text("3 selected")
    bar.get_by_role("button", name="Assign").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Person or team").select_option("Bo Chen")
    expect(dialog).to_contain_text("3 opportunities will be assigned.")
    dialog.get_by_role("button", name="Assign", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("3 opportunities are assigned.")
    expect(dialog).to_have_count(0)
    expect(page.locator("#list-body")).to_contain_text("Bo Chen")
    expect(bar).to_be_hidden()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#list-body")).not_to_contain_text("Bo Chen")


def test_the_count_follows_what_is_chosen(browse, many):
    many.acme_renewal.tag(by=many.mia, add=["Key"])
    page = browse("mia", "/opportunities?outcome=all&q=Acme")
    page.locator("#tick-all").click()
    page.get_by_role("toolbar").get_by_role("button", name="Move").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 opportunity will be moved.")
    expect(dialog).to_contain_text("2 stay as they are: This opportunity is closed.")
    dialog.get_by_label("Stage").select_option("Proposal")
    expect(dialog).to_contain_text("0 opportunities will be moved.")
    expect(dialog.get_by_label("Stage")).to_be_focused()


def test_all_that_match_beyond_those_on_the_page(browse, many):
    page = browse("mia", "/opportunities?q=Bulk")
    ticks(page).first.click()
    page.get_by_label("All 55 that match").check()
    expect(page.locator(".list__row--on")).to_have_count(50)
    page.get_by_role("toolbar").get_by_role("button", name="Bin").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("55 opportunities go into the bin.")
    dialog.get_by_role("button", name="Move to the bin").click()
    expect(page.locator("#toasts")).to_contain_text("55 opportunities are in the bin.", timeout=30_000)
    expect(page.locator(".list__row")).to_have_count(0)
    assert Opportunity.select().where(Opportunity.deleted_at.is_null(False)).count() == 55
    page.keyboard.press("u")
    expect(page.locator(".list__row")).to_have_count(50, timeout=30_000)


def test_keys_select_extend_and_let_go(browse, many):
    page = browse("mia", "/opportunities?q=Bulk&sort=name")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Shift+J")
    page.keyboard.press("Shift+J")
    expect(page.locator(".list__row--on")).to_have_count(3)
    page.keyboard.press("x")
    expect(page.locator(".list__row--on")).to_have_count(2)
    page.keyboard.press("#")
    expect(page.get_by_role("dialog")).to_contain_text("2 opportunities go into the bin.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".list__row--on")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".list__row--on")).to_have_count(0)


def test_a_selection_outlives_a_renewal_of_the_lines(browse, many):
    page = browse("mia", "/opportunities?q=Bulk&sort=name")
    ticks(page).nth(0).click()
    many.orphan.edit(by=many.mia, grade="A")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('opportunity-changed', { detail: { id: 1 } }))")
    page.wait_for_timeout(500)
    expect(page.locator(".list__row--on")).to_have_count(1)
    expect(ticks(page).nth(0)).to_be_checked()


def test_a_view_is_kept_opened_and_deleted(browse, world):
    page = browse("ann", "/opportunities?grade=A")
    page.keyboard.press("v")
    page.get_by_role("link", name="Keep this as a view…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Only A")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("“Only A” is kept")
    expect(page.locator("#views button").first).to_contain_text("Only A")
    page.goto("/opportunities")
    page.locator("html[data-started]").wait_for(state="attached")
    page.keyboard.press("v")
    expect(page.get_by_role("link", name="Only A")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"grade=A.*view="))
    page.keyboard.press("v")
    page.get_by_role("link", name="Delete…").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#toasts")).to_contain_text("is deleted")
    assert SavedView.select().count() == 0


def test_columns_are_chosen_and_put_in_order(browse, world):
    page = browse("ann", "/opportunities")
    page.get_by_role("link", name="Columns").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Team", exact=True).check()
    dialog.get_by_label("Customer", exact=True).uncheck()
    up = dialog.get_by_role("button", name="Up: Team")
    for _step in range(30):
        if not up.is_visible():
            break
        up.click()
    dialog.get_by_role("button", name="Show these").click()
    heads = page.locator("#list-table thead th")
    expect(heads.nth(2)).to_have_text("Team")
    expect(page.locator("#list-table thead")).not_to_contain_text("Customer")


def test_a_file_comes_down(browse, world):
    page = browse("mia", "/opportunities?grade=A")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel these columns").click()
    assert re.fullmatch(r"opportunities-[\d-]+\.xlsx", download.value.suggested_filename)


def test_on_a_phone_the_bar_fits(browse, many):
    page = browse("mia", "/opportunities?q=Bulk", **PHONE)
    page.locator("#list-body .tick").first.tap()
    bar = page.get_by_role("toolbar")
    expect(bar).to_contain_text("1 selected")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert bar.evaluate("it => it.scrollWidth <= it.clientWidth")
    bar.get_by_role("button", name="Tags").tap()
    expect(page.get_by_role("dialog")).to_contain_text("Tags to add")


def test_without_javascript_rows_are_chosen_and_moved(browse, many):
    page = browse("mia", "/opportunities?q=Bulk&sort=name", java_script_enabled=False)
    ticks(page).nth(0).check()
    ticks(page).nth(1).check()
    page.get_by_role("button", name="Move").click()
    page.locator("#stage").select_option("Needs")
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.locator("#bulk-counts")).to_contain_text("2 opportunities will be moved.")
    page.get_by_role("button", name="Move to another stage").click()
    expect(page.locator("#toasts")).to_contain_text("2 opportunities are in Needs now.")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_nothing_of_it_is_a_barrier(browse, many, options):
    SavedView.keep(many.mia, "Mine", "list", "grade=A")
    page = browse("mia", f"/opportunities?q=Bulk&owner={many.mia.id}&view=1", **options)
    found = {}
    for popover in ("list-filters", "views-menu", "list-files"):
        page.evaluate(f"document.getElementById('{popover}').showPopover()")
        page.evaluate("document.querySelectorAll('.pickset').forEach((one) => { one.name = ''; one.open = true })")
        found[popover] = barriers(page)
        page.keyboard.press("Escape")
    ticks(page).first.click()
    found["bar"] = barriers(page)
    for verb in ("assign", "close", "tag", "bin"):
        page.locator(f"[data-bulk={verb}]").click()
        page.get_by_role("dialog").wait_for()
        found[verb] = barriers(page)
        page.keyboard.press("Escape")
    for path in ("/opportunities/columns", "/views/new?area=list", "/views/1/edit", "/views/1/removal/new"):
        page.goto(path)
        found[path] = barriers(page)
    assert {name: lines for name, lines in found.items() if lines} == {}
