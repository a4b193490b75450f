"""What a browser that was never here has to load: few requests, few bytes."""

import pytest
from playwright.sync_api import Page

REQUESTS, BYTES = 15, 150_000  # of a first look, signed in; bytes as they go over the wire


def loaded(page: Page, path):
    """(address, bytes over the wire) of everything that the page asks for until it rests."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked, weights = {}, {}
    session.on("Network.requestWillBeSent", lambda event: asked.setdefault(event["requestId"], event["request"]["url"]))
    session.on(
        "Network.loadingFinished", lambda event: weights.__setitem__(event["requestId"], event["encodedDataLength"])
    )
    page.goto(path)
    page.locator("html[data-started]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    session.detach()
    return [(url, weights.get(key, 0)) for key, url in asked.items() if not url.startswith("data:")]


@pytest.mark.parametrize("path", ["/board", "/today", "/opportunities", "/opportunities/{one}"])
def test_a_first_look_is_light(browse, world, path):
    page = browse("ann", "/account")
    found = loaded(page, path.format(one=world.acme_renewal.id))
    weight = sum(size for _, size in found)
    assert any("/static/app.js" in url for url, _ in found)
    assert len(found) <= REQUESTS, found
    assert 30_000 < weight <= BYTES, found


def test_a_second_look_asks_for_the_page_alone(browse, world):
    page = browse("ann", "/board")
    page.goto("/board")
    page.wait_for_load_state("networkidle")
    again = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => one.name.includes('/static/') && one.transferSize > 0).map((one) => one.name)"
    )
    assert again == []
