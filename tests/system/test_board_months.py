"""The board by month in a real browser: drag, keys, the question why it moves later, and views that the list shares."""

import re

import pytest
from playwright.sync_api import expect

from models import Event
from models.opportunity.months import months
from models.setting import today
from tests.system.test_board import PHONE, drag


def month(number):
    return months(today())[1 + number].id


def test_a_card_dragged_to_a_later_month_asks_why(browse, world):
    world.acme_renewal.edit(by=None, expected_close_on=today())
    page = browse("ann", "/board?group=month")
    card = page.locator(f"#card-{world.acme_renewal.id}")
    drag(page, card, page.locator(f"#lane-list-{month(1)}"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It moves later")
    expect(page.locator(f"#lane-list-{month(0)} #card-{world.acme_renewal.id}")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    assert world.acme_renewal.expected_close_on == today()
    drag(page, card, page.locator(f"#lane-list-{month(1)}"))
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_contain_text("Say in a few words why it moves later.")
    dialog.get_by_label("Why does it move later?").fill("The budget is not decided")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(f"#lane-list-{month(1)} #card-{world.acme_renewal.id}")).to_be_visible()
    assert Event.about(world.acme_renewal).first().facts["why"] == "The budget is not decided"


def test_a_card_dragged_to_an_earlier_month_is_there_at_once_and_back_by_undo(browse, world):
    before = months(today())[3].first
    world.acme_renewal.edit(by=None, expected_close_on=before)
    page = browse("ann", "/board?group=month")
    drag(page, page.locator(f"#card-{world.acme_renewal.id}"), page.locator(f"#lane-list-{month(1)}"))
    expect(page.locator(f"#lane-{month(1)} .lane__name .num")).not_to_have_text("0")
    page.locator("#toasts").get_by_role("button", name=re.compile("Undo")).click()
    expect(page.locator("#toasts")).to_contain_text("Taken back.")
    assert world.acme_renewal.expected_close_on == before


def test_nothing_is_dropped_into_the_past(browse, world):
    world.star_rollout.edit(by=None, expected_close_on=months(today())[0].last)
    before = world.acme_renewal.expected_close_on
    page = browse("ann", "/board?group=month")
    card = page.locator(f"#card-{world.acme_renewal.id}")
    lane = card.locator("xpath=..").get_attribute("id")
    drag(page, card, page.locator("#lane-list-past"))
    expect(
        page.locator(f"#{lane} #card-{world.acme_renewal.id}")
    ).to_be_visible()  # back where it was, not beside the past
    assert world.acme_renewal.expected_close_on == before


def test_by_keys_alone(browse, world):
    page = browse("ann", "/board?group=month")
    page.locator(f"#card-{world.acme_renewal.id} .card__menu").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Later").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("It moves later")
    dialog.get_by_label("Why does it move later?").fill("They wait for spring")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#lane-list-later #card-{world.acme_renewal.id}")).to_be_visible()
    assert world.acme_renewal.pushes == 1


def test_from_stages_to_months_and_back_with_the_filter(browse, world):
    page = browse("mia", f"/board?owner={world.ann.id}")
    page.get_by_role("link", name="By month").click()
    expect(page.locator("#lane-none")).to_be_visible()
    expect(page.locator("#lane-past")).to_be_hidden()  # nothing is in it, and nothing is put there
    expect(page).to_have_url(re.compile(rf"owner={world.ann.id}.*group=month"))
    page.locator("#board-q").press_sequentially("renewal")
    expect(page).to_have_url(re.compile("group=month.*q=renewal|q=renewal.*group=month"))
    expect(page.locator("#lane-none")).to_be_visible()
    page.get_by_role("link", name="By stage").click()
    expect(page.locator(f"#lane-{world.stage('Needs').id}")).to_be_visible()


def test_on_a_phone_months_fill_the_screen(browse, world):
    page = browse("ann", "/board?group=month", **PHONE)
    page.get_by_role("navigation", name="Months").get_by_text("No date").click()
    expect(page.locator("#lane-none")).to_be_in_viewport(ratio=0.8)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript_it_moves_by_plain_forms(browse, world):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}/expectation", java_script_enabled=False)
    page.get_by_label("Later").check()
    page.get_by_role("button", name="Move").click()
    page.get_by_label("Why does it move later?").fill("They wait")
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_role("heading", name="Acme renewal")).to_be_visible()
    assert world.acme_renewal.pushes == 1


@pytest.mark.parametrize("screen", [{}, PHONE])
def test_a_view_kept_by_month_is_there_in_the_list_and_leads_back(browse, world, screen):
    page = browse("ann", f"/board?owner={world.ann.id}&group=month", **screen)
    page.keyboard.press("v")
    page.get_by_role("link", name="Keep this as a view…").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Months of mine")
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    expect(page.locator("#views")).to_contain_text("Months of mine")
    page.goto("/opportunities")
    page.locator("#views button").first.click()
    entry = page.get_by_role("link", name=re.compile("Months of mine.*Kept on the board"))
    entry.click()
    expect(page).to_have_url(re.compile(rf"/opportunities\?.*owner={world.ann.id}"))
    expect(page.locator("#views")).to_contain_text("Months of mine")
    expect(page.locator("#list")).not_to_contain_text("Crane upgrade")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.goto("/board")
    page.locator("#views button").first.click()
    page.get_by_role("link", name="Months of mine").click()
    expect(page).to_have_url(re.compile("group=month"))
    expect(page.locator("#lane-none")).to_be_visible()
