"""A morning with the list of today in a real browser: keys, the line that leaves, the next one, figures that follow."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from models import Activity, Opportunity
from models.base import now
from models.setting import today

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def morning(world):
    """Ann has three tasks for today, and nothing else."""
    Opportunity.update(
        owner_seen_at=now(),
        entered_stage_at=now(),
        touched_on=today(),
        next_step_on=today() + dt.timedelta(days=3),
        expected_close_on=None,
    ).execute()
    for name in ("First", "Second", "Third"):
        Activity.plan(world.ann, "task", today(), subject=name)
    return world


@pytest.fixture
def opened(browse):
    def at(who="ann", path="/today", **options):
        page = browse(who, path, **options)
        page.wait_for_load_state("networkidle")
        return page

    return at


def lines(page):
    return page.locator(".todo")


def on(page):
    return page.locator(".todo--on .todo__name")


def test_j_and_k_walk_and_the_line_that_is_on_shows_its_actions(opened, morning):
    page = opened()
    expect(on(page)).to_have_text("First")
    expect(page.locator(".todo__acts:visible")).to_have_count(1)
    page.keyboard.press("j")
    expect(on(page)).to_be_focused()
    expect(on(page)).to_have_text("First")  # the first press takes the line that is on
    page.keyboard.press("j")
    expect(on(page)).to_have_text("Second")
    expect(on(page)).to_be_focused()
    page.keyboard.press("k")
    expect(on(page)).to_have_text("First")
    expect(page.locator(".todo__acts:visible")).to_have_count(1)


def test_d_ticks_off_the_line_leaves_and_the_next_one_is_on(opened, morning):
    page = opened()
    page.keyboard.press("j")
    page.keyboard.press("d")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("form button[type=submit]").last.click()
    expect(lines(page)).to_have_count(2)
    expect(on(page)).to_have_text("Second")
    expect(on(page)).to_be_focused()
    expect(page.locator("#today-head")).to_contain_text("2 things to do")
    expect(page.locator("#figure-done .figures__value")).to_have_text("1")
    expect(page.locator("#today-done")).to_contain_text("First")


def test_z_puts_off_to_tomorrow_and_the_last_one_leaves_a_calm_page(opened, morning):
    page = opened()
    for left in (2, 1, 0):
        page.keyboard.press("z")
        expect(lines(page)).to_have_count(left)
    expect(page.locator("#today-empty")).to_contain_text("All done for today")
    expect(page.locator("#today-empty")).to_be_focused()
    assert {
        row.due_on for row in Activity.select().where(Activity.assignee == morning.ann, Activity.kind == "task")
    } == {today() + dt.timedelta(days=1)}


def test_another_day_is_chosen_from_the_menu(opened, morning):
    page = opened()
    page.locator(".todo--on").get_by_role("button", name="Postpone to…").click()
    page.locator(".menu--later:popover-open").get_by_role("button", name="In a week").click()
    expect(lines(page)).to_have_count(2)
    assert Activity.get(Activity.subject == "First").due_on == today() + dt.timedelta(days=7)


def test_p_plans_the_next_step_and_the_line_leaves(opened, morning):
    Opportunity.update(next_step_on=None).where(Opportunity.id == morning.acme_renewal.id).execute()
    page = opened()
    page.locator(f"#todo-o{morning.acme_renewal.id}").click()
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=date]").first.fill((today() + dt.timedelta(days=4)).isoformat())
    dialog.locator("form button[type=submit]").last.click()
    expect(page.locator(f"#todo-o{morning.acme_renewal.id}")).to_have_count(0)
    assert Opportunity.get_by_id(morning.acme_renewal.id).next_step_on == today() + dt.timedelta(days=4)


def test_m_moves_and_enter_opens(opened, morning):
    Opportunity.update(next_step_on=None).where(Opportunity.id == morning.acme_renewal.id).execute()
    page = opened()
    page.locator(f"#todo-o{morning.acme_renewal.id}").click()
    page.keyboard.press("m")
    page.get_by_role("dialog").get_by_text("Negotiation").click()
    page.get_by_role("dialog").get_by_role("button", name="Move").click()
    expect(page.locator(".todo--on")).to_contain_text("Negotiation")
    expect(on(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("Acme renewal")
    page.keyboard.press("Escape")
    expect(on(page)).to_be_focused()


def test_what_was_new_is_new_no_more_once_it_was_looked_at(opened, morning):
    Opportunity.update(owner_seen_at=None).where(Opportunity.id == morning.acme_renewal.id).execute()
    page = opened()
    expect(page.locator("#today-new")).to_contain_text("Acme renewal")
    page.locator(f"#todo-name-o{morning.acme_renewal.id}").click()
    expect(page.locator("#panel")).to_contain_text("Acme renewal")
    expect(page.locator("#today-new")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#panel > *")).to_have_count(0)
    page.keyboard.press("z")
    expect(lines(page)).to_have_count(2)


def test_keys_while_typing_are_letters(opened, morning):
    page = opened()
    page.keyboard.press("l") if page.locator(".todo--on [data-do=log]").count() else page.keyboard.press("d")
    dialog = page.get_by_role("dialog")
    field = dialog.locator("textarea, input[type=text]").first
    field.fill("")
    field.press_sequentially("jdz", delay=10)
    expect(field).to_have_value("jdz")
    expect(lines(page)).to_have_count(3)


def test_g_t_leads_here_and_the_home_page_is_here(opened, morning):
    page = opened(path="/board")
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile("/today$"))
    expect(on(page)).to_have_text("First")


def test_a_mark_says_what_it_means_when_pointed_at_and_when_its_card_has_the_focus(opened, morning):
    row = morning.acme_renewal
    Opportunity.update(pushes=2, pushed_days=34).where(Opportunity.id == row.id).execute()
    page = opened(path="/board")
    card, tip = page.locator(f"#card-{row.id}"), page.locator("#tip")
    card.locator(".mark--pushes").hover()
    expect(tip).to_have_text("Expected close pushed 2 times, 34 days in all.")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    card.locator(".card__name").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip).to_contain_text("34 days in all.")
    expect(card.locator(".card__name")).to_have_attribute("aria-describedby", "tip")
    card.locator(".mark--pushes").click()
    expect(page.locator("#panel")).to_contain_text("Acme renewal")


def test_on_a_phone_everything_is_a_button(opened, morning):
    page = opened(**PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    lines(page).nth(1).locator(".mark").tap()
    expect(on(page)).to_have_text("Second")
    page.locator(".todo--on [data-do=later]").tap()
    expect(lines(page)).to_have_count(2)


def test_without_javascript_every_line_has_its_buttons(browse, morning):
    page = browse("ann", "/today", java_script_enabled=False)
    expect(page.locator(".todo__acts:visible")).to_have_count(3)
    page.locator("[data-do=later]").first.click()
    expect(page).to_have_url(re.compile("/today$"))
    expect(lines(page)).to_have_count(2)
