"""The bell in a browser: what comes is counted and said, its list opens over the page by mouse and key, and is read."""

import datetime as dt
import re

from playwright.sync_api import expect

from models import Activity, Notification
from models.base import now
from models.event import record


def look(page, until=None):
    """The page asks now, and not in half a minute; again and again `until` something (a locator) is there."""
    page.locator("html[data-started]").wait_for(state="attached")
    for again in range(20):  # an answer on its way knows nothing of it yet
        page.evaluate("document.body.dispatchEvent(new CustomEvent('activity-changed'))")
        page.wait_for_timeout(400)
        if until.count() if until else again:
            return


def test_what_comes_is_counted_said_opened_and_read(browse, world):
    page = browse("bo", "/customers")
    expect(page.locator(".bell__count")).to_have_count(0)
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    look(page)
    expect(page.locator(".bell__count")).to_have_text("1")
    expect(page).to_have_title(re.compile(r"^\(1\) Customers"))
    expect(page.locator("#live")).to_have_text("Mia Zhou gave you the opportunity “Acme renewal”.")
    bell = page.get_by_role("link", name="Notifications, 1 unread")
    bell.click()
    menu = page.get_by_role("dialog", name="Notifications")
    expect(menu).to_be_visible()
    expect(bell).to_have_attribute("aria-expanded", "true")
    menu.get_by_role("link", name="gave you the opportunity “Acme renewal”").click()
    page.wait_for_url(f"**/opportunities/{world.acme_renewal.id}")
    expect(page.locator(".bell__count")).to_have_count(0)
    expect(page).not_to_have_title(re.compile(r"^\(\d"))
    page.go_back()
    page.wait_for_url("**/customers")


def test_it_opens_and_closes_by_key_and_by_a_second_press(browse, world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    page = browse("bo", "/customers")
    menu = page.locator("#bell-menu")
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(menu).to_be_visible()
    expect(menu.locator(".notice__link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.locator("#bell-button").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#bell-button")).to_be_focused()
    page.locator("#bell-button").click()
    expect(menu).to_be_visible()
    page.locator("#bell-button").click()
    expect(menu).to_be_hidden()
    expect(page.locator("#bell-button")).to_have_attribute("aria-expanded", "false")


def test_all_are_read_in_one_press(browse, world):
    for row in (world.acme_renewal, world.star_rollout):
        row.assign(by=world.mia, owner=world.bo)
    page = browse("bo", "/customers")
    expect(page.locator(".bell__count")).to_have_text("2")
    page.locator("#bell-button").click()
    page.get_by_role("button", name="Mark all read").click()
    expect(page.locator(".bell__count")).to_have_count(0)
    expect(page.locator(".notice--unread")).to_have_count(0)
    expect(page.locator("#bell-menu")).to_be_visible()
    assert Notification.unread(world.bo)[0] == 0


def test_a_reminder_comes_as_a_message_that_leads_there(browse, world):
    page = browse("ann", "/customers")
    at = now() + dt.timedelta(minutes=10)
    plan = Activity.create(
        kind="call", subject="Call Wei", opportunity=world.acme_renewal, assignee=world.ann, due_at=at
    )
    record("activity.reminded", plan, None, assignee=world.ann.id, due_on=at.date(), due_at=at)
    message = page.locator("#toasts").get_by_role("link", name="“Call Wei” is due")
    look(page, until=message)
    message.click()
    page.wait_for_url(f"**/opportunities/{world.acme_renewal.id}")
    assert Notification.unread(world.ann)[0] == 0


def test_the_first_question_says_what_is_known_however_late_the_scripts_come(browse, world):
    page = browse("ann", "/customers")
    page.route("**/hx-ptag*", lambda route: (page.wait_for_timeout(700), route.continue_()))
    with page.expect_request("**/notifications/count") as asked:
        page.reload(wait_until="commit")
        page.locator("html[data-started]").wait_for(state="attached")
        page.evaluate("document.body.dispatchEvent(new CustomEvent('activity-changed'))")
    assert asked.value.headers["hx-ptag"] == "0.0"


def test_without_scripts_the_bell_is_a_link_to_the_page(browse, world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    page = browse("bo", "/customers", java_script_enabled=False)
    page.locator("#bell-button").click()
    page.wait_for_url("**/notifications")
    page.get_by_role("button", name="Mark all read").click()
    expect(page.locator(".notice--unread")).to_have_count(0)


def test_the_switches_are_kept(browse, world):
    page = browse("ann", "/account")
    page.get_by_label("A follow-up is overdue: by mail").uncheck()
    page.locator("#notifications").get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Your notifications are saved.")
    expect(page.get_by_label("A follow-up is overdue: by mail")).not_to_be_checked()
    expect(page.get_by_label("A follow-up is overdue: in the bell")).to_be_checked()


def test_older_ones_come_below(browse, world):
    for _ in range(60):
        record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id)
    page = browse("ann", "/notifications")
    expect(page.locator("main .notice__link")).to_have_count(50)
    page.get_by_role("link", name="Show older").click()
    expect(page.locator("main .notice__link")).to_have_count(60)
    expect(page.get_by_role("link", name="Show older")).to_have_count(0)
