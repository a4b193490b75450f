"""The palette, by the keyboard alone, by a finger, while Chinese is composed, and when the server is away."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


def box(page):
    return page.locator("#palette-q")


def active(page):
    return page.locator("#palette [aria-selected=true]")


def settled(page, typed):
    expect(page.locator("#palette-found")).to_have_attribute("data-q", typed)


@pytest.fixture
def opened(browse):
    page = browse("ann")
    page.keyboard.press("/")
    settled(page, "")
    return page


def test_type_choose_open(opened, world):
    page = opened
    expect(box(page)).to_be_focused()
    page.keyboard.type("acme")
    settled(page, "acme")
    expect(active(page)).to_contain_text("Acme renewal")
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text("Acme service")
    assert box(page).get_attribute("aria-activedescendant") == active(page).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/opportunities/{world.acme_renewal.id}$"))
    expect(page.locator("#main h2").first).to_contain_text("Acme renewal")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("Control+k")
    settled(page, "")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Board").click()
    expect(page.locator("#title")).to_have_text("Board")
    page.keyboard.press("/")
    expect(page.locator("#palette .palette__group").first).to_contain_text("Recently opened")
    expect(active(page)).to_contain_text("Acme renewal")


def test_whoever_types_quickly_need_not_wait(opened):
    page = opened
    page.keyboard.type("上海")
    page.keyboard.press("Enter")  # before the answer is there
    expect(page.locator("#main h2").first).to_contain_text("星辰 ERP 项目")


def test_arrows_go_round(opened):
    page = opened
    page.keyboard.press("ArrowUp")
    expect(active(page)).to_have_text(re.compile("Sign out"))
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text("New opportunity")


def test_commands_do_what_their_controls_do(opened, world):
    page = opened
    page.keyboard.type("dark app")
    settled(page, "dark app")
    with page.expect_response("**/account/preferences"):
        page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("Control+k")
    page.keyboard.type("new customer")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog dialog")).to_be_visible()
    expect(page.locator("#dialog [name=name]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog dialog")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("shortcuts")
    page.keyboard.press("Enter")
    expect(page.locator("#shortcuts")).to_be_visible()


def test_a_command_for_what_is_open(browse, world):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}")
    page.keyboard.press("Control+k")
    page.keyboard.type("move to")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog dialog")).to_contain_text("Negotiation")


def test_it_opens_while_somebody_types_and_gives_the_focus_back(browse):
    page = browse("ann", "/customers")
    field = page.locator("#customers-q")
    field.focus()
    page.keyboard.type("/")
    expect(field).to_have_value("/")
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(field).to_be_focused()


def test_in_a_new_tab(opened, world):
    page = opened
    page.keyboard.type("acme ren")
    settled(page, "acme ren")
    with page.context.expect_page() as tab:
        page.keyboard.press("Control+Enter")
    expect(tab.value).to_have_url(re.compile(f"/opportunities/{world.acme_renewal.id}$"))
    expect(page.locator("#palette")).to_be_visible()


def test_nothing_is_asked_while_chinese_is_composed(opened):
    page, asked = opened, []
    page.on("request", lambda request: "/search/palette" in request.url and asked.append(request.url))
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "shanghai", "selectionStart": 8, "selectionEnd": 8})
    page.wait_for_timeout(400)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "上海"})
    settled(page, "上海")
    expect(page.locator("#palette")).to_contain_text("上海星辰科技有限公司")


def test_nothing_found_says_so(opened):
    page = opened
    page.keyboard.type("zzzz")
    settled(page, "zzzz")
    expect(page.locator("#palette")).to_contain_text("Nothing answers “zzzz”")
    expect(page.locator("#palette-said")).to_have_text("Nothing found")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog [name=name]")).to_have_value("zzzz")


def test_on_a_phone_it_fills_the_screen(browse, world):
    page = browse("ann", "/board", **PHONE)
    page.get_by_role("link", name="Search").tap()
    expect(box(page)).to_be_focused()
    assert page.locator("#palette").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    box(page).fill("bolt")
    page.locator("#palette").get_by_role("option", name=re.compile("Bolt frame contract")).tap()
    expect(page).to_have_url(re.compile(f"/opportunities/{world.bolt_shared.id}$"))


def test_a_server_out_of_reach_is_said_in_it(opened, complaints):
    page = opened
    page.context.set_offline(True)
    page.keyboard.type("acme")
    expect(page.locator("#palette-found")).to_contain_text("The server cannot be reached.")
    page.context.set_offline(False)
    page.keyboard.type(" ren")
    expect(active(page)).to_contain_text("Acme renewal")
    complaints.clear()


def test_without_scripts_there_is_a_form(browse, world):
    page = browse("ann", "/board", java_script_enabled=False)
    page.get_by_role("searchbox", name="Search").fill("上海")
    page.keyboard.press("Enter")
    expect(page.locator(".search__hits")).to_have_count(3)
    page.get_by_role("link", name=re.compile("Customers 1")).click()
    expect(page.locator(".search__hits .hit")).to_have_count(1)
