"""An administrator keeps people and words in a real browser: adds a user, changes a role, disables, merges, archives, orders."""

import re

import pytest
from playwright.sync_api import expect

from models import Product, Source, Tag, User
from tests.system.conftest import PATIENCE
from tests.system.test_barriers import PHONE, WIDE, barriers, sideways


def test_a_user_is_added_and_comes_in_by_the_link(browse, live, world):
    page = browse("ada", "/settings/users")
    page.get_by_role("link", name="New user").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Kit Moor")
    dialog.get_by_label("Mail address").fill("nonsense@")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_text("This is no mail address").first).to_be_visible()
    dialog.get_by_label("Mail address").fill("kit@example.com")
    dialog.get_by_label("Manager").check()
    dialog.get_by_role("button", name="Add").click()
    link = page.get_by_label("The link")
    expect(link).to_be_visible()
    address = link.input_value()
    assert User.by_email("kit@example.com").role == "manager"
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_role("heading", name="Kit Moor")).to_be_visible()

    other = browse(None, re.sub(r"^https?://[^/]+", "", address))
    other.locator("[name=new]").fill("a longer sentence")
    other.locator("[name=again]").fill("a longer sentence")
    other.get_by_role("button", name="Set the password").click()
    expect(other.get_by_role("navigation", name="Main")).to_be_visible()
    assert User.by_email("kit@example.com").knows("a longer sentence")


def test_another_role_and_what_it_lets_them_see(browse, world):
    page = browse("ada", f"/settings/users/{world.cy.id}")
    page.get_by_label("Manager").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Cy Wang is a manager from now on")).to_be_visible()
    assert world.cy.role == "manager"
    assert "Acme renewal" in browse("cy", f"/opportunities/{world.acme_renewal.id}").content()


def test_who_leaves_hands_over_first(browse, world):
    page = browse("ada", f"/settings/users/{world.ann.id}")
    page.get_by_role("link", name="Disable…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("2 open opportunities, 2 customers")).to_be_visible()
    dialog.get_by_role("link", name="Hand over first").click()
    expect(page.get_by_label("End the account")).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("Bo Chen")).check()
    button = page.get_by_role("button", name="Hand over 2 opportunities")
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_text("Ann Li handed over").first).to_be_visible()
    assert world.ann.state == "disabled"
    assert world.acme_renewal.owner == world.bo


def test_two_tags_become_one(browse, world):
    world.acme_renewal.tag(world.ann, add=["Key"])
    world.star_rollout.tag(world.ann, add=["key account"])
    page = browse("ada", "/settings/tags")
    page.get_by_role("link", name="Merge Key into another tag").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 opportunity wears it.")).to_be_visible()
    dialog.get_by_label("Which tag takes its place?").fill("key account")
    dialog.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("“Key” is “key account” now, everywhere.")).to_be_visible()
    expect(page.get_by_role("row", name="key account")).to_contain_text("2")
    assert Tag.found("Key") is None
    assert world.acme_renewal.tags == ["key account"]


def figures(page):
    page.goto("/reports/win-loss?by=source")
    return page.locator("#main table").first.inner_text()


def test_a_source_in_use_is_archived_and_the_figures_stay(browse, world):
    row = world.source("Referral")
    world.acme_renewal.win(by=world.ann)
    page = browse("mia", "/reports/win-loss?by=source")
    before = figures(page)
    assert "Referral" in before
    settings = browse("ada", "/settings/sources")
    settings.get_by_role("link", name="Archive, replace or delete Referral").click()
    dialog = settings.get_by_role("dialog")
    expect(dialog.get_by_text("1 opportunity has it.")).to_be_visible()
    dialog.get_by_role("button", name="Go on").click()
    expect(settings.get_by_text("Referral is in the archive.")).to_be_visible()
    expect(settings.locator(f"#source-{row.id}")).to_have_count(0)
    assert figures(page) == before
    settings.get_by_role("link", name=re.compile("Archive 1")).click()
    settings.get_by_role("button", name="Bring back: Referral").click()
    expect(settings.locator(f"#source-{row.id}")).to_be_visible()


def names():
    return [row.name for row in Source.offered()]


def test_sources_are_ordered_by_keys_by_dragging_and_without_scripts(browse, world):
    page = browse("ada", "/settings/sources")
    first, second, third = names()[:3]
    page.get_by_role("link", name=first, exact=True).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-name]").first).to_have_text(second)
    eventually(page, lambda: names()[:2] == [second, first])
    handle = page.locator("[data-row]").nth(2).locator("[data-handle]")
    handle.drag_to(page.locator("[data-row]").first)
    eventually(page, lambda: names()[0] == third)
    plain = browse("ada", "/settings/sources", java_script_enabled=False)
    plain.get_by_role("button", name=f"Move down: {third}").click()
    assert names()[1] == third


def eventually(page, true):
    """Wait until what the server stored is so."""
    for _ in range(PATIENCE // 100):
        if true():
            return
        page.wait_for_timeout(100)
    assert true()


def test_what_was_typed_comes_back_but_no_password(browse, world):
    page = browse("ada", "/settings/users/new")
    page.get_by_label("Name").fill("Kit Moor")
    page.get_by_label("Set a password").check()
    page.locator("[name=password]").fill("a secret sentence")
    assert "Kit Moor" in page.evaluate("JSON.stringify(sessionStorage)")
    assert "a secret sentence" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("Kit Moor")
    expect(page.locator("[name=password]")).to_have_value("")


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_has_a_barrier(browse, world, options):
    world.acme_renewal.tag(world.ann, add=["Key"])
    Product.add(
        None,
        name="GTX Pro with a very long name that no column is wide enough for, anywhere",
        price=100,
        currency="CNY",
    )
    tag, rival = Tag.found("Key").id, world.acme_lost.competitor_id
    paths = [f"/settings/{key}" for key in ("sources", "competitors", "products", "tags", "teams", "users")]
    paths += ["/settings/sources/new", "/settings/sources/3/disposal/new", f"/settings/competitors/{rival}/edit"]
    paths += ["/settings/products/new", f"/settings/tags/{tag}/merger/new", f"/settings/tags/{tag}/removal/new"]
    paths += ["/settings/users/new", f"/settings/users/{world.ann.id}", f"/settings/users/{world.ann.id}/ending/new"]
    page = browse("ada", "/settings", **options)
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = barriers(page) + (["scrolls sideways"] if sideways(page) else [])
    assert {path: lines for path, lines in found.items() if lines} == {}
