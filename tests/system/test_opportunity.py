"""An opportunity in a real browser: made, moved, closed and edited from dialogs, by keyboard, on a phone, without scripts."""

import re

from playwright.sync_api import expect

from models import Opportunity

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def opened(browse, world, row, who="ann", **options):
    return browse(who, f"/opportunities/{getattr(world, row).id}", **options)


def test_made_from_the_board_without_leaving_it(browse, world):
    page = browse("ann")
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_label("Name").fill("Pump station")
    dialog.get_by_label("Customer").press_sequentially("acm")
    page.get_by_role("option", name="Acme").click()
    dialog.get_by_label("Amount").fill("1,5")
    dialog.get_by_role("button", name="Create opportunity").click()
    expect(dialog.get_by_text("Write 1.5 or 1,500.")).to_be_visible()
    expect(dialog.get_by_label("Customer")).to_have_value("Acme")
    dialog.get_by_label("Amount").fill("86.5万")
    dialog.get_by_role("button", name="Create opportunity").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("link", name="Pump station", exact=True)).to_be_visible()
    assert page.url.endswith("/board")
    row = Opportunity.get(Opportunity.name == "Pump station")
    assert (row.customer, row.amount) == (world.acme, 86_500_000)
    page.get_by_role("link", name="Open it").click()
    expect(page).to_have_url(re.compile(f"/opportunities/{row.id}$"))


def test_date_and_cycle_follow_each_other(browse, world):
    page = browse("ann", "/opportunities/new")
    page.get_by_label("Cycle in days").fill("30")
    date = page.get_by_label("Expected close").input_value()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", date)
    page.get_by_label("Expected close").fill("")
    expect(page.get_by_label("Cycle in days")).to_have_value("")
    page.get_by_label("Expected close").fill(date)
    expect(page.get_by_label("Cycle in days")).to_have_value("30")


def test_a_click_on_the_path_moves_it_in_panel_and_board(browse, world):
    page = browse("ann")
    page.get_by_role("link", name="Acme renewal", exact=True).click()
    panel = page.locator("#panel")
    panel.get_by_role("button", name="Contract").click()
    expect(panel.locator("[aria-current=step]")).to_contain_text("Contract")
    expect(panel.locator(".feed__item").first).to_contain_text("moved it from Proposal to Contract")
    expect(page.locator(f"#lane-{world.stage('Contract').id}").get_by_text("Acme renewal")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/board$"))


def test_lost_by_keyboard_alone_and_open_again(browse, world):
    page = opened(browse, world, "acme_renewal")
    page.get_by_role("link", name="Lost").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("Bud")
    page.keyboard.press("Tab")
    page.keyboard.type("Rival Ltd")
    page.keyboard.press("Enter")
    expect(page.locator(".outcome")).to_contain_text("to Rival Ltd")
    assert world.acme_renewal.close_reason.name == "Budget"
    page.get_by_role("link", name="Reopen").click()
    dialog.get_by_role("button", name="Reopen").click()
    expect(page.locator(".outcome")).to_have_count(0)
    assert world.acme_renewal.outcome is None


def test_a_refused_dialog_keeps_what_was_typed_and_closes_with_escape(browse, world):
    page = opened(browse, world, "acme_renewal")
    page.get_by_role("link", name="Won").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Agreed amount").fill("99,000")
    world.acme_renewal.edit(world.bo, grade="C")
    dialog.get_by_role("button", name="Close as won").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody else changed this opportunity")
    expect(dialog.get_by_label("Agreed amount")).to_have_value("99,000")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert world.acme_renewal.outcome is None


def test_two_editors_and_a_choice(browse, world):
    page = opened(browse, world, "acme_renewal")
    page.get_by_role("link", name="Edit", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Amount").fill("140,000")
    world.acme_renewal.edit(world.bo, amount=15_000_000)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Take the one of Bo Chen")).to_be_visible()
    dialog.get_by_text("Take the one of Bo Chen").click()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".opp__figs")).to_contain_text("¥150,000")
    assert world.acme_renewal.amount == 15_000_000


def test_older_lines_are_fetched(browse, world):
    for number in range(25):
        world.acme_renewal.edit(world.ann, amount=number)
    page = opened(browse, world, "acme_renewal")
    expect(page.locator(".feed__item")).to_have_count(20)
    page.get_by_role("link", name="Show older").click()
    expect(page.locator(".feed__item")).to_have_count(27)
    expect(page.get_by_text("created this opportunity")).to_be_visible()


def test_on_a_phone_everything_is_within_reach_of_the_thumb(browse, world):
    page = opened(browse, world, "acme_renewal", **PHONE)
    for name in ("Move", "Won", "Lost", "Invalid", "Edit"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Move", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Contract").click()
    dialog.get_by_role("button", name="Move").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Contract")


def test_without_scripts_it_is_made_moved_edited_and_closed(browse, world):
    page = browse("ann", "/board", java_script_enabled=False)
    page.get_by_role("link", name="New", exact=False).first.click()
    page.get_by_label("Name").fill("By hand")
    page.get_by_label("Customer", exact=True).fill("Acme")
    page.get_by_label("Cycle in days").fill("30")
    page.get_by_role("button", name="Create opportunity").click()
    row = Opportunity.get(Opportunity.name == "By hand")
    expect(page).to_have_url(re.compile(f"/opportunities/{row.id}$"))
    assert (row.customer, row.expected_cycle) == (world.acme, 30)
    page.get_by_role("button", name="Needs").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Needs")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Cycle in days").fill("45")
    page.get_by_role("button", name="Save").click()
    assert Opportunity.get_by_id(row.id).expected_cycle == 45
    page.get_by_role("link", name="Lost").click()
    page.get_by_label("Reason").select_option("Budget")
    page.get_by_role("button", name="Close as lost").click()
    expect(page.locator(".outcome")).to_contain_text("Lost on")
    page.get_by_role("link", name="Reopen").click()
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(".outcome")).to_have_count(0)
