"""The list of customers in a real browser: found while typing, more while scrolling."""

import re

from playwright.sync_api import expect

from models import Customer


def test_found_while_typing(browse):
    page = browse("ann", "/customers")
    page.locator("#customers-q").press_sequentially("acm")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/customers\?q=acm$"))
    expect(page.locator("#customers-q")).to_be_focused()
    page.locator("#customers-q").fill("")
    expect(page.locator("tbody tr")).to_have_count(4)
    assert page.url.endswith("/customers")


def test_more_while_scrolling(browse, world):
    for number in range(70):
        Customer.add(world.ann, name=f"Bulk {number:02}", owner=world.ann)
    page = browse("ann", "/customers")
    expect(page.locator("tr[id^=customer-]")).to_have_count(50)
    page.locator("#customers-more").scroll_into_view_if_needed()
    expect(page.locator("tr[id^=customer-]")).to_have_count(74)
    expect(page.locator("#customers-more")).to_have_count(0)
