"""Through the door with a browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("scripts", [True, False])
def test_sign_in_and_out(browse, world, scripts):
    page = browse(None, "/account", java_script_enabled=scripts)
    page.get_by_label("Mail address").fill("ann@example.com")
    page.get_by_label("Password").fill(world.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/account$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_wrong_password_stays_and_says_so(browse):
    page = browse(None, "/sign-in")
    page.get_by_label("Mail address").fill("ann@example.com")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Mail address or password is wrong.").first).to_be_visible()
    expect(page.get_by_label("Mail address")).to_have_value("ann@example.com")
