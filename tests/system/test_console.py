"""Nothing that the policy of the page forbids: every page and every dialog is opened, and the console stays silent."""

import re

import pytest
from flask import url_for

from tests.access_table import ROUTES
from tests.views.test_access import filled

SKIPPED = ("assets", "health", "sessions", "export", "file", "logo", "exports")  # no pages
DIALOGS = "a[hx-get][hx-target='#dialog']"
OPEN = "dialog[open], [popover]:popover-open"


def pages(app, world):
    """The addresses of every page that an administrator gets whole, in the order of the table."""
    found = {}
    for (endpoint, method), line in ROUTES.items():
        if method != "GET" or line["status"]["ada"] != 200 or set(endpoint.split(".")) & set(SKIPPED):
            continue
        args = filled(line["args"], world)
        if line["row"]:
            rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
            (name,) = rule.arguments - args.keys()
            args[name] = getattr(world, line["row"]).get_id()
        with app.test_request_context():
            found.setdefault(url_for(endpoint, **args), endpoint)
    return list(found)


@pytest.mark.parametrize("part", range(4))
def test_no_page_and_no_dialog_breaks_the_policy(browse, app, world, complaints, part):
    page = browse("ada", "/today")
    for address in pages(app, world)[part::4]:
        del complaints[:]
        answer = page.request.get(address)
        if "text/html" not in answer.headers.get("content-type", "") or "<html" not in answer.text():
            continue
        page.goto(address)
        page.locator("html[data-started]").wait_for(state="attached")
        for name in kinds_of_dialogs(page):
            link = page.locator(f"{DIALOGS}[href='{name}']").first
            if not link.is_visible():
                continue
            with page.expect_response(lambda answer, name=name: answer.url.endswith(name)):
                link.click()
            page.locator(OPEN).first.wait_for()
            page.keyboard.press("Escape")
            if page.locator(OPEN).count() or not page.url.endswith(address):
                page.goto(address)
        assert [text for text in complaints if "status of 4" not in text] == [], address


def kinds_of_dialogs(page):
    """An address for each kind of dialog that the page's links open: with numbers left out, one each."""
    found = {}
    for address in page.locator(DIALOGS).evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        found.setdefault(re.sub(r"\d+", "0", address), address)
    return list(found.values())[:12]


def test_what_a_script_has_placed_is_not_carried_into_the_next_page(browse):
    """htmx would give an element the style of its predecessor of the same id, as an attribute, which the policy forbids."""
    page = browse("ada", "/settings/sources")
    page.evaluate("document.querySelectorAll('[id]').forEach((one) => { one.style.order = '0'; })")
    page.locator("a[href='/settings/competitors']").first.click()
    page.wait_for_url("**/settings/competitors")
    page.get_by_role("link", name="New competitor").first.click()
    page.get_by_role("dialog").wait_for()
    page.evaluate("document.querySelectorAll('#dialog [id]').forEach((one) => { one.style.order = '0'; })")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Enter a name.").first.wait_for()
