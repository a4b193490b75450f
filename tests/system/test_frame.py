"""The frame around every page: keys, sidebar, dialogs, panel, and that nothing typed is lost."""

import re

from playwright.sync_api import expect

from models import Customer
from models.sign_in import SignIn

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def new_customer(page):
    page.get_by_role("link", name="New customer").click()
    expect(page.locator("dialog:modal")).to_be_visible()
    return page.locator("#dialog dialog")


def test_keys_walk_and_stay_quiet_while_somebody_types(browse):
    page = browse("ann")
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/customers$"))
    expect(page.locator("#main")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Customers")
    page.locator("#customers-q").focus()
    page.keyboard.type("gn?")
    expect(page.locator("#customers-q")).to_have_value("gn?")
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_the_sidebar_folds_and_stays_folded(browse):
    page = browse("ann")
    wide = page.locator(".side").bounding_box()["width"]
    page.get_by_role("button", name="Fold the sidebar").click()
    assert page.locator(".side").bounding_box()["width"] < wide / 2
    page.reload()
    assert page.locator(".side").bounding_box()["width"] < wide / 2
    expect(page.get_by_role("link", name="Customers")).to_be_visible()


def test_the_drawer_of_a_phone_opens_without_scripts(browse):
    page = browse("ann", **PHONE, java_script_enabled=False)
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Customers").click()
    expect(page).to_have_url(re.compile("/customers$"))


def test_the_theme_changes_at_once_and_is_kept(browse, world):
    page = browse("ann")
    page.get_by_role("button", name="My account").click()
    with page.expect_response("**/account/preferences"):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert world.ann.theme == "dark"


def test_a_dialog_gives_the_focus_back(browse):
    page = browse("ann", "/customers")
    dialog = new_customer(page)
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("link", name="New customer")).to_be_focused()


def test_what_was_typed_comes_back_unless_it_was_given_up(browse):
    page = browse("ann", "/customers")
    dialog = new_customer(page)
    dialog.get_by_label("Name").fill("Half typed")
    page.keyboard.press("Escape")
    dialog = new_customer(page)
    expect(dialog.get_by_label("Name")).to_have_value("Half typed")
    expect(page.locator("#toasts")).to_contain_text("What you typed before is back.")
    dialog.get_by_role("button", name="Cancel").click()
    expect(new_customer(page).get_by_label("Name")).to_have_value("")


def test_what_was_typed_outlives_the_session(browse, world):
    page = browse("ann", "/customers/new")
    page.get_by_label("Name").fill("Patient Ltd")
    SignIn.delete().execute()
    page.get_by_role("link", name="Contacts").click()
    door = page.locator("#door-box")
    door.get_by_role("button", name="Later").click()
    page.goto("/customers/new")
    page.get_by_label("Mail address").fill("ann@example.com")
    page.get_by_label("Password").fill(world.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Name")).to_have_value("Patient Ltd")
    page.get_by_role("button", name="Create customer").click()
    expect(page).to_have_url(re.compile(r"/customers/\d+$"))
    assert Customer.select().where(Customer.name == "Patient Ltd").exists()
    page.goto("/customers/new")
    expect(page.get_by_label("Name")).to_have_value("")


def test_a_server_out_of_reach_costs_nothing(browse, complaints):
    page = browse("ann", "/customers")
    dialog = new_customer(page)
    dialog.get_by_label("Name").fill("Patient Ltd")
    page.context.set_offline(True)
    dialog.get_by_role("button", name="Create customer").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Not saved. Nothing is lost.")
    page.context.set_offline(False)
    dialog.get_by_role("button", name="Create customer").click()
    expect(dialog).to_have_count(0)
    assert Customer.select().where(Customer.name == "Patient Ltd").count() == 1
    complaints.clear()


def test_a_page_out_of_reach_can_be_tried_again(browse, complaints):
    page = browse("ann")
    page.context.set_offline(True)
    page.get_by_role("link", name="Customers").click()
    expect(page.locator(".toast--bad")).to_contain_text("The server cannot be reached.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page).to_have_url(re.compile("/customers$"))
    complaints.clear()


def test_errors_are_linked_and_focused(browse):
    page = browse("ann", "/customers")
    dialog = new_customer(page)
    dialog.get_by_role("button", name="Create customer").click()
    expect(dialog.locator("[data-errors]")).to_be_focused()
    dialog.locator("[data-errors] a").click()
    expect(dialog.get_by_label("Name")).to_be_focused()
    expect(dialog.get_by_label("Name")).to_have_attribute("aria-invalid", "true")


def test_a_refused_form_does_not_become_the_address(browse):
    page = browse("ann", "/account")
    page.get_by_label("Current password").fill("wrong")
    page.get_by_role("button", name="Change the password").click()
    expect(page.locator(".field__error").first).to_be_visible()
    expect(page).to_have_url(re.compile("/account$"))


def test_a_half_typed_date_is_not_sent_as_none(browse):
    page = browse("ann", "/opportunities/new")
    page.get_by_label("Name").fill("Half a date")
    page.locator("[name=expected_close_on]").press_sequentially("05")
    page.get_by_role("button", name="Create opportunity").click()
    expect(page.locator("#expected_close_on-error")).to_have_text("This is not complete.")
    expect(page.locator("[name=expected_close_on]")).to_be_focused()


def test_the_panel_closes_to_what_lies_underneath(browse, world):
    page = browse("ann", "/board?sort=close")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/board?" in request.url else None)
    for leave in (lambda: page.keyboard.press("Escape"), page.go_back):
        page.locator(f"#card-{world.acme_renewal.id} .card__name").click()
        expect(page.locator(".panel")).to_be_focused()
        expect(page).to_have_url(re.compile(rf"/opportunities/{world.acme_renewal.id}(\?|$)"))
        leave()
        expect(page.locator(".panel")).to_have_count(0)
        expect(page).to_have_url(re.compile(r"/board\?sort=close$"))
    assert asked == []
    expect(page.locator(f"#card-{world.acme_renewal.id} .card__name")).to_be_focused()


def test_back_finds_the_place(browse):
    page = browse("ann", viewport={"width": 900, "height": 600})
    page.locator(".board").evaluate("one => { one.scrollLeft = one.scrollWidth }")
    place = page.locator(".board").evaluate("one => one.scrollLeft")
    assert place > 0
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("/reports"))
    expect(page.locator("#title")).to_have_text("Reports")
    expect(page.locator("#main")).to_be_focused()  # the walk is over
    page.go_back()
    expect(page.locator(".board")).to_be_visible()
    expect(page.locator(".board")).to_have_js_property("scrollLeft", place)
