"""axe finds no barrier on any page: light and dark, wide and on a phone, in both languages; and nothing scrolls sideways."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from models import SignIn

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# Of the other kinds of result axe then keeps one element a rule: most of its time went into describing what is right.
ASKED = """{runOnly: %s, resultTypes: ["violations"]}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = {"color_scheme": "light", "locale": "en-GB", "reduced_motion": "reduce"}
PHONE = {
    "color_scheme": "dark",
    "locale": "zh-CN",
    "reduced_motion": "reduce",
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
PAGES = (
    "/today",
    "/today?group=none",
    "/board",
    "/opportunities",
    "/opportunities/{acme_renewal}",
    "/opportunities/{acme_won}",
    "/opportunities/new",
    "/opportunities/{acme_renewal}/edit",
    "/opportunities/{acme_renewal}/stage",
    "/opportunities/{acme_renewal}/owner",
    "/opportunities/{acme_renewal}/closure/new?outcome=lost",
    "/activities/new?mode=log&customer={acme}",
    "/activities/new?mode=plan&opportunity={acme_renewal}",
    "/activities/{acme_visit}/edit",
    "/activities/{acme_visit}/completion/new",
    "/activities/{acme_visit}/postponement/new",
    "/notes/{acme_note}/edit",
    "/customers",
    "/customers/{acme}",
    "/customers/new",
    "/contacts",
    "/contacts/{acme_wei}",
    "/contacts/new",
    "/search?q=acme",
    "/search?q=acme&kind=customer",
    "/search?q=zzzz",
    "/account",
    "/notifications",
    "/nowhere",
)


def barriers(page):
    """What axe finds, as lines of rule and element."""
    found = page.evaluate(f"{AXE};axe.run({ASKED % TAGS})")["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_no_page_has_a_barrier_on_a_phone(browse, world):
    """All of them on a wide screen: see test_everywhere.py."""
    page = browse("ann", "/board", **PHONE)
    found = {}
    for pattern in PAGES:
        path = pattern.format_map({name: key for name, (_model, key) in world.names.items()})
        page.goto(path)
        found[path] = barriers(page) + (["scrolls sideways"] if sideways(page) else [])
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_that_opens_has_a_barrier(browse, world, options):
    page = browse("ann", "/board", **options)
    found = {}
    for name, popover in (("account", "#account-menu"), ("shortcuts", "#shortcuts")):
        page.evaluate(f"document.querySelector('{popover}').showPopover()")
        found[name] = barriers(page)
        page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.locator("#palette-found[data-q]").wait_for()
    found["palette"] = barriers(page)
    page.locator("#palette-q").fill("acme")
    page.locator("#palette-found[data-q=acme]").wait_for()
    found["palette with answers"] = barriers(page)
    page.keyboard.press("Escape")
    page.locator("#bell-button").click()
    page.locator("#bell-latest").wait_for()
    found["bell"] = barriers(page)
    page.keyboard.press("Escape")
    page.locator(f"#card-{world.acme_renewal.id} .card__name").click()
    page.locator(".panel").wait_for()
    found["panel"] = barriers(page)
    page.locator(".panel [href$='/edit']").click()
    page.locator("dialog:modal").wait_for()
    found["dialog"] = barriers(page)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_door_has_no_barrier(browse):
    page = browse(None, "/sign-in", **PHONE)
    assert barriers(page) == []
    page.goto("/password/forgotten/asked")
    assert barriers(page) == []


def test_the_door_over_a_page_has_no_barrier(browse):
    page = browse("ann", "/customers/new", **PHONE)
    page.locator("#customer-form [name=name]").fill("Patient Ltd")
    SignIn.delete().execute()
    page.locator("#customer-form [type=submit]").click()
    page.locator("#door-box").wait_for()
    expect(page.locator("#door-box")).to_contain_text("登录已过期")
    assert barriers(page) == []
