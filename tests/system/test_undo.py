"""Second thoughts in a real browser: a move taken back by its message, a deletion by its key, a record out of the bin."""

import re

from playwright.sync_api import expect

from models import Opportunity
from tests.system.test_board import drag, lane


def test_a_drag_is_taken_back_by_the_message(browse, world):
    page = browse("ann")
    drag(page, page.locator(f"#card-{world.acme_renewal.id}"), lane(page, world, "Contract").locator(".lane__list"))
    expect(page.locator("#toasts")).to_contain_text("Acme renewal is in Contract now.")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(lane(page, world, "Proposal").get_by_text("Acme renewal")).to_be_visible(timeout=11_000)
    expect(page.locator("#toasts")).to_contain_text("Taken back.")
    expect(page.locator("#toasts [data-undo]")).to_have_count(0)
    assert world.acme_renewal.stage.name == "Proposal"


def test_a_closing_is_taken_back_by_ctrl_z(browse, world):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}")
    page.locator(".opp__acts").get_by_role("link", name="Lost").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option("Budget")
    dialog.get_by_role("button", name=re.compile("lost", re.I)).click()
    expect(page.locator("#toasts")).to_contain_text("closed as lost")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_load_state("networkidle")  # the message hears keys when its script is there
    page.keyboard.press("Control+z")
    expect(page.locator("#toasts")).to_contain_text("Taken back.")
    expect(page.locator(".opp__acts").get_by_role("link", name="Won")).to_be_visible()
    assert world.acme_renewal.outcome is None


def test_a_deleted_customer_comes_back_by_the_key(browse, world):
    page = browse("ann", f"/customers/{world.star.id}")
    page.get_by_role("link", name="Delete…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 opportunity and 1 contact")
    dialog.get_by_role("button", name="Delete").click()
    expect(page).to_have_url(re.compile(r"/customers$"))
    expect(page.locator("#customers")).not_to_contain_text("星辰")
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(rf"/customers/{world.star.id}$"))
    assert world.star.deleted_at is None


def test_from_the_panel_into_the_bin_and_back(browse, world):
    page = browse("ann", "/opportunities")
    page.get_by_role("link", name="Acme renewal", exact=True).click()
    page.locator("#panel").get_by_role("link", name="Delete…").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#panel > *")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/opportunities$"))
    expect(page.get_by_role("link", name="Acme renewal", exact=True)).to_have_count(0)
    page.goto("/bin")
    page.get_by_role("button", name="Restore Acme renewal").click()
    expect(page.locator("#toasts")).to_contain_text("“Acme renewal” is back.")
    expect(page.get_by_text("The bin is empty")).to_be_visible()
    assert world.acme_renewal.deleted_at is None


def test_many_are_ticked_and_deleted_for_good(browse, world):
    world.star.bin(world.ann)
    world.acme_renewal.bin(world.ann)
    page = browse("mia", "/bin")
    page.get_by_role("checkbox", name="Select all").check()
    page.get_by_role("button", name="Delete for good…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 opportunities")
    dialog.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("The bin is empty")).to_be_visible()
    assert not Opportunity.select().where(Opportunity.name == "Acme renewal").exists()


def test_the_message_waits_while_it_has_the_focus_then_goes(browse, world):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}/stage")
    page.clock.install()
    page.get_by_label("Contract").check()
    page.get_by_role("button", name="Move").click()
    undo = page.locator("#toasts [data-undo]")
    undo.focus()
    page.clock.fast_forward(30_000)
    expect(undo).to_be_visible()
    page.locator("#main").focus()
    page.clock.fast_forward(9_000)
    expect(undo).to_be_visible()
    page.clock.fast_forward(10_000)
    expect(undo).to_have_count(0)
