"""A day on the board in a real browser: drag, keyboard, others' changes, filters, phone."""

import re

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def lane(page, world, stage):
    return page.locator(f"#lane-{world.stage(stage).id}")


def drag(page, card, target):
    """Take the card with the mouse and let it go in the middle of `target` (which may appear only during the drag)."""
    box = card.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 12, box["y"] + box["height"], steps=4)
    expect(target).to_be_visible()
    goal = target.bounding_box()
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + min(goal["height"] / 2, 60), steps=12)
    page.mouse.move(goal["x"] + goal["width"] / 2 + 2, goal["y"] + min(goal["height"] / 2, 60) + 2, steps=3)
    page.mouse.up()


def test_a_card_dragged_to_another_lane_is_moved(browse, world):
    page = browse("ann")
    drag(page, page.locator(f"#card-{world.acme_renewal.id}"), lane(page, world, "Contract").locator(".lane__list"))
    expect(lane(page, world, "Contract").get_by_text("Acme renewal")).to_be_visible()
    expect(lane(page, world, "Contract").locator(".lane__name .num")).to_have_text("2")
    expect(lane(page, world, "Proposal").locator(".lane__name .num")).to_have_text("1")
    assert world.acme_renewal.stage.name == "Contract"
    expect(page.locator("#live")).to_have_text("Acme renewal moved to Contract.")


def test_a_card_that_may_not_be_moved_goes_back(browse, world):
    page = browse("ann")
    drag(page, page.locator(f"#card-{world.bolt_shared.id}"), lane(page, world, "Needs").locator(".lane__list"))
    expect(page.locator("#toasts")).to_contain_text("You may look at this, but not change it")
    expect(lane(page, world, "Contract").get_by_text("Bolt frame contract")).to_be_visible()
    assert world.bolt_shared.stage.name == "Contract"


def test_a_drop_on_lost_asks_for_the_reason_first(browse, world):
    page = browse("ann")
    drag(page, page.locator(f"#card-{world.acme_renewal.id}"), page.locator("[data-outcome=lost]"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert world.acme_renewal.outcome is None
    dialog.get_by_label("Reason").select_option("Budget")
    dialog.get_by_role("button", name=re.compile("lost", re.I)).click()
    expect(page.locator(f"#card-{world.acme_renewal.id}")).to_have_count(0)
    assert world.acme_renewal.outcome == "lost"


def test_move_by_keyboard_alone(browse, world):
    page = browse("ann")
    page.locator(f"#card-{world.acme_renewal.id} .card__menu").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Contract").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(lane(page, world, "Contract").get_by_text("Acme renewal")).to_be_visible()
    assert world.acme_renewal.stage.name == "Contract"


def test_another_users_move_arrives_without_losing_focus(browse, world):
    page = browse("ann")
    page.locator("#board-q").focus()
    world.acme_renewal.enter(world.stage("Contract"), by=world.bo)
    expect(lane(page, world, "Contract").get_by_text("Acme renewal")).to_be_visible(timeout=11_000)
    expect(page.locator(".card--new")).to_have_id(f"card-{world.acme_renewal.id}")
    expect(page.locator(".card--new")).to_have_count(0)
    expect(page.locator("#board-q")).to_be_focused()


def test_the_filter_is_in_the_address(browse, world):
    page = browse("mia")
    page.locator("#board-owner").select_option("Ann Li")
    expect(page).to_have_url(re.compile(rf"owner={world.ann.id}$"))
    expect(page.get_by_text("South pilot")).to_have_count(0)
    page.locator("#board-q").press_sequentially("renewal")
    expect(page.get_by_text("星辰 ERP 项目")).to_have_count(0)
    expect(page.locator("#board-q")).to_be_focused()
    page.reload()
    expect(page.locator("#board-q")).to_have_value("renewal")
    expect(page.get_by_text("Acme renewal")).to_be_visible()


def test_a_card_opens_beside_the_board_and_back_closes_it(browse, world):
    page = browse("ann")
    page.get_by_role("link", name="Acme renewal", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/opportunities/{world.acme_renewal.id}\?from=board$"))
    expect(page.locator("#panel")).to_contain_text("Acme renewal")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).not_to_contain_text("Acme renewal")
    expect(page).to_have_url(re.compile("/board"))


def test_on_a_phone_one_lane_fills_the_screen(browse, world):
    page = browse("ann", **PHONE)
    first = lane(page, world, "First contact").bounding_box()
    assert 330 < first["width"] < 390
    page.get_by_role("navigation", name="Stages").get_by_text("Proposal").click()
    expect(lane(page, world, "Proposal")).to_be_in_viewport(ratio=0.8)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript_the_board_can_be_read_and_filtered(browse, world):
    page = browse("mia", f"/board?owner={world.cy.id}", java_script_enabled=False)
    expect(page.get_by_text("South pilot")).to_be_visible()
    expect(page.get_by_text("Acme renewal")).to_have_count(0)
    page.get_by_role("link", name="South pilot", exact=True).click()
    expect(page.get_by_role("heading", name="South pilot")).to_be_visible()


def test_from_a_card_it_is_assigned_and_closed_without_dragging(browse, world):
    page = browse("bo")
    page.locator(f"#card-{world.acme_renewal.id} .card__menu").click()
    page.get_by_role("dialog").get_by_role("link", name="Assign…").click()
    page.get_by_role("dialog").get_by_label("Person or team").select_option("Bo Chen")
    page.get_by_role("dialog").get_by_role("button", name="Assign").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert world.acme_renewal.owner == world.bo
    page.locator(f"#card-{world.acme_renewal.id} .card__menu").click()
    page.get_by_role("dialog").get_by_role("link", name="Won").click()
    page.get_by_role("dialog").get_by_role("button", name="Close as won").click()
    expect(page.locator(f"#card-{world.acme_renewal.id}")).to_have_count(0)
    assert world.acme_renewal.outcome == "won"
