"""A day with the list in a real browser: scroll, sort, filter, keys, menu, renewal, phone."""

import re

import pytest
from playwright.sync_api import expect

from models import Opportunity

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def many(world):
    for number in range(130):
        Opportunity.add(world.mia, name=f"Bulk {number:03}", amount=100 * (number + 1))
    return world


@pytest.fixture
def awake(browse):
    """As `browse`, once the scripts of the page have loaded: keys and presses before that are lost."""

    def opened(who, path, **options):
        page = browse(who, path, **options)
        page.wait_for_load_state("networkidle")
        return page

    return opened


def rows(page):
    return page.locator(".list__row")


def to_the_end(page):
    page.locator("#list-scroll").evaluate("scroller => { scroller.scrollTop = 1e6 }")


def scrolled(page):
    return page.locator("#list-scroll").evaluate("scroller => scroller.scrollTop")


def test_scrolling_brings_all_lines_once(browse, many):
    page = browse("mia", "/opportunities?q=Bulk")
    expect(rows(page)).to_have_count(50)
    for count in (100, 130):
        to_the_end(page)
        expect(rows(page)).to_have_count(count)
        expect(page.locator("#list-shown")).to_have_text(str(count))
    ids = rows(page).evaluate_all("rows => rows.map((row) => row.dataset.id)")
    assert len(set(ids)) == 130
    expect(page.locator("#list-next")).to_have_count(0)


def test_a_head_sorts_from_the_top_and_back_leads_back(browse, many):
    page = browse("mia", "/opportunities?q=Bulk")
    to_the_end(page)
    expect(rows(page)).to_have_count(100)
    page.get_by_role("link", name="Opportunity", exact=True).click()
    expect(page).to_have_url(re.compile(r"sort=name"))
    expect(rows(page).first).to_contain_text("Bulk 000")
    expect(rows(page)).to_have_count(50)
    assert scrolled(page) == 0
    page.get_by_role("link", name="Opportunity", exact=True).click()
    expect(rows(page).first).to_contain_text("Bulk 129")
    page.go_back()
    expect(rows(page).first).to_contain_text("Bulk 000")


def test_filters_narrow_and_stay_in_the_address(awake, world):
    page = awake("mia", "/opportunities")
    page.keyboard.press("f")
    expect(page.locator("#list-filters summary").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Cy Wang").check()
    expect(rows(page)).to_have_count(5)
    expect(page.locator("#list-filters")).to_be_visible()  # more may be chosen
    page.get_by_label("Bo Chen").check()
    expect(rows(page)).to_have_count(6)
    assert page.url.endswith(f"/opportunities?owner={world.cy.id}%2C{world.bo.id}") or page.url.endswith(
        f"/opportunities?owner={world.bo.id}%2C{world.cy.id}"
    )
    page.get_by_label("Bo Chen").uncheck()
    expect(rows(page)).to_have_count(5)
    page.keyboard.press("Escape")
    page.locator("#list-chips").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/opportunities$"))
    expect(rows(page)).to_have_count(10)


def test_typing_finds_and_keeps_the_field(browse, world):
    page = browse("mia", "/opportunities")
    page.locator("#list-q").press_sequentially("星辰", delay=20)
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#list-q")).to_be_focused()
    expect(page.locator("#list-q")).to_have_value("星辰")


def test_keys_walk_open_move_and_assign(awake, world):
    page = awake("mia", "/opportunities?sort=name")
    page.keyboard.press("j")
    first = rows(page).nth(0).locator(".sheet__name")
    expect(first).to_be_focused()
    expect(first).to_have_text("Acme renewal")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_contain_text("Move")
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_contain_text("Assign")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("Acme renewal")
    expect(page).to_have_url(re.compile(rf"/opportunities/{world.acme_renewal.id}\b"))
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_a_press_anywhere_on_a_line_opens_it(awake, world):
    page = awake("mia", "/opportunities")
    page.locator(f"#line-{world.acme_renewal.id} .list__amount").click()
    expect(page.locator("#panel")).to_contain_text("Acme renewal")


def test_keys_while_typing_are_letters(awake, world):
    page = awake("mia", "/opportunities")
    page.locator("#list-q").press_sequentially("jma", delay=20)
    expect(page.locator("#list-q")).to_have_value("jma")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_change_renews_the_lines_and_leaves_scroll_and_pages(awake, many):
    page = awake("mia", "/opportunities?q=Bulk")
    to_the_end(page)
    expect(rows(page)).to_have_count(100)
    row = rows(page).nth(60)
    row.scroll_into_view_if_needed()
    before, name = scrolled(page), row.locator(".sheet__name").inner_text()
    row.hover()
    row.get_by_role("button", name=re.compile("Actions")).click()
    row.get_by_role("link", name="Lost").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option("Budget")
    dialog.get_by_role("button", name=re.compile("lost", re.I)).click()
    expect(page.locator("#toasts")).to_contain_text(name)
    expect(page.locator("#list-body").get_by_text(name, exact=True)).to_have_count(0)
    expect(rows(page)).to_have_count(100)
    expect(page.locator("#list-foot")).to_contain_text("/ 129")
    assert scrolled(page) == before > 0


def test_the_first_opportunity_appears_in_an_empty_list(awake, world):
    page = awake("mia", "/opportunities?q=Unheard")
    expect(page.locator("#list-nothing")).to_be_visible()
    page.keyboard.press("n")
    page.locator("dialog #name").fill("Unheard of")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(1)


def test_on_a_phone_a_line_is_two_lines_and_nothing_sticks_out(browse, world):
    world.acme_renewal.edit(by=world.mia, name="A very long name of an opportunity that does not fit " * 3)
    page = browse("mia", "/opportunities", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#list-scroll").evaluate("it => it.scrollWidth <= it.clientWidth")
    row = page.locator(f"#line-{world.acme_renewal.id}")
    name, amount, stage = (row.locator(f".list__{part}").bounding_box() for part in ("name", "amount", "stage"))
    assert name["x"] + name["width"] <= amount["x"]
    assert stage["y"] > name["y"]
    assert row.bounding_box()["height"] < 80
    assert row.locator(".list__amount").evaluate("it => it.scrollWidth <= it.clientWidth")  # never cut
    row.get_by_role("button").tap()
    row.get_by_role("link", name=re.compile("Move")).tap()
    expect(page.get_by_role("dialog")).to_contain_text("Move")


def test_without_javascript_filter_sort_and_more_work(browse, many):
    page = browse("mia", "/opportunities", java_script_enabled=False)
    page.get_by_role("link", name="Show more").click()
    expect(page.locator("#list-foot")).to_contain_text("51–100 / 140")
    page.get_by_role("link", name="Back to the start").click()
    page.get_by_role("button", name="Filter").first.click()
    page.locator("#list-pick-owner > summary").click()
    page.get_by_label("Cy Wang").check()
    page.locator("#list-filters").get_by_role("button", name="Filter").click()
    expect(rows(page)).to_have_count(5)
    page.get_by_role("link", name="Opportunity", exact=True).click()
    expect(rows(page).first).to_contain_text("Bolt frame contract")
    expect(rows(page)).to_have_count(5)


def test_a_customer_is_picked_in_the_menu(browse, world):
    page = browse("mia", "/opportunities")
    page.keyboard.press("f")
    page.locator("#list-pick-customer > summary").click()
    page.locator("#list-customer").press_sequentially("Bol", delay=20)
    page.get_by_role("option", name="Bolt").click()
    expect(rows(page)).to_have_count(4)
    expect(page).to_have_url(re.compile(rf"customer={world.bolt.id}\b"))
    page.locator("#list-customer").fill("")
    expect(rows(page)).to_have_count(10)
    page.locator("#list-customer").press_sequentially("Star", delay=20)
    expect(page.locator("#list-customer-field")).not_to_contain_text("new customer")
