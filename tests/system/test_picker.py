"""Picking a customer while typing: by keyboard, by mouse, with an input method, in a dialog, and without scripts."""

import pytest
from playwright.sync_api import expect

from models import Contact, Customer


@pytest.fixture
def form(browse):
    """The dialog of a new contact, its customer field in hand."""
    page = browse("ann", "/contacts")
    page.get_by_role("link", name="New contact").first.click()
    page.locator("#name").fill("New Person")
    return page


def customer(page):
    return page.get_by_role("combobox", name="Customer")


def test_by_keyboard(form, world):
    field = customer(form)
    field.press_sequentially("ac")
    option = form.get_by_role("option", name="Acme")
    option.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Enter")
    assert field.input_value() == "Acme"
    assert field.get_attribute("aria-expanded") == "false"
    assert form.locator("[name=customer_id]").input_value() == str(world.acme.id)
    form.get_by_role("button", name="Create contact").click()
    form.wait_for_url("**/contacts/*")
    assert Contact.get(Contact.name == "New Person").customer == world.acme


def test_escape_closes_the_list_and_not_the_dialog(form):
    field = customer(form)
    field.press_sequentially("ac")
    form.get_by_role("option", name="Acme").wait_for()
    field.press("Escape")
    assert form.get_by_role("listbox").count() == 0
    assert form.get_by_role("dialog").is_visible()
    assert field.input_value() == "ac"


def test_by_mouse_and_typing_on_lets_go_of_what_was_picked(form, world):
    field, picked = customer(form), form.locator("[name=customer_id]")
    field.click()
    form.get_by_role("option", name="Acme").click()
    assert picked.input_value() == str(world.acme.id)
    field.press("End")
    field.press_sequentially(" Tools")
    assert picked.input_value() == ""
    form.get_by_role("option", name="Make “Acme Tools” a new customer").click()
    form.get_by_role("button", name="Create contact").click()
    form.wait_for_url("**/contacts/*")
    assert Contact.get(Contact.name == "New Person").customer.name == "Acme Tools"


def test_an_input_method_is_not_disturbed(form):
    """While pinyin is composed nothing is asked, and Enter ends the composition without picking."""
    asked = []
    form.on("request", lambda request: "picks" in request.url and asked.append(request.url))
    field = customer(form)
    field.click()
    form.get_by_role("listbox").wait_for()
    asked.clear()
    client = form.context.new_cdp_session(form)
    for text in ("x", "xi", "xing"):
        client.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        form.wait_for_timeout(250)
    assert asked == []
    client.send("Input.insertText", {"text": "星辰"})
    expect(form.get_by_role("option")).to_have_count(2)  # the one that is called so, and a new one
    assert len(asked) == 1


def test_it_opens_upwards_where_there_is_no_room_below(browse):
    page = browse("ann", "/contacts/new", viewport={"width": 390, "height": 430}, has_touch=True)
    field = customer(page)
    field.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.page').scrollTop -= 1000")
    field.click()
    page.get_by_role("listbox").wait_for()
    box = page.locator(".picker__list").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 430


def test_a_server_that_does_not_answer_leaves_the_name(form, complaints):
    form.route("**/customers/picks*", lambda route: route.abort())
    field = customer(form)
    field.press_sequentially("Acme")
    form.wait_for_timeout(400)
    assert form.get_by_role("listbox").count() == 0
    form.get_by_role("button", name="Create contact").click()
    form.wait_for_url("**/contacts/*")
    assert Contact.get(Contact.name == "New Person").customer.name == "Acme"
    complaints.clear()  # the browser tells of the requests that failed


def test_a_duplicate_is_told_while_typing(browse, world):
    page = browse("ann", "/customers")
    page.get_by_role("link", name="New customer").click()
    page.locator("#name").fill("ACME Inc.")
    page.locator("#phone").click()
    page.get_by_text("This customer may be there already:").wait_for()
    page.get_by_role("button", name="Create customer").click()
    again = page.get_by_role("button", name="Create all the same")
    again.click()
    page.wait_for_url("**/customers/*")
    assert Customer.select().where(Customer.name_key == "acme").count() == 2


def test_what_comes_back_was_typed_against_its_version(browse, world):
    """A text kept in the tab does not overwrite unseen what somebody saved in the meantime."""
    page = browse("ann", f"/customers/{world.acme.id}/edit")
    page.get_by_label("Industry").fill("Tools")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/customers")
    world.acme.edit(world.bo, industry="Steel")
    page.goto(f"/customers/{world.acme.id}/edit")
    expect(page.get_by_label("Industry")).to_have_value("Tools")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Take the one of Bo Chen").wait_for()
    assert world.acme.industry == "Steel"
    page.get_by_label("Steel").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/customers/{world.acme.id}")
    assert world.acme.industry == "Steel"


def test_without_scripts(browse, world):
    page = browse("ann", "/customers", java_script_enabled=False)
    page.get_by_role("searchbox").last.fill("acme")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Acme").click()
    page.get_by_role("link", name="New contact").click()
    page.locator("[name=name]").fill("New Person")
    page.locator("[name=phone]").fill("13900139000")
    page.get_by_role("button", name="Create contact").click()
    page.get_by_text("This contact may be there already:").wait_for()
    page.get_by_role("button", name="Create all the same").click()
    page.wait_for_url("**/contacts/*")
    assert Contact.get(Contact.name == "New Person").customer == world.acme
