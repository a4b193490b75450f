"""Small things that make a day lighter: shapes while one waits, dragging by finger, tips that go, a sidebar that folds."""

import re

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def held(page, pattern):
    """Hold back what the server answers to `pattern`; call what comes back to let it through."""
    waiting = []
    page.route(pattern, lambda route: waiting.append(route))

    def let():
        for route in waiting:
            route.continue_()

    return let


def test_a_slow_page_shows_its_shape_and_nothing_moves(browse):
    page = browse("ann", "/customers")
    let = held(page, "**/board")
    before = page.locator("#side").bounding_box()
    page.locator("#side").get_by_role("link", name="Board").click()
    expect(page.locator("#main .skel .lane").first).to_be_visible()
    expect(page.locator("#main .skel")).to_have_attribute("aria-hidden", "true")
    assert page.locator("#side").bounding_box() == before
    let()
    expect(page.locator("#board")).to_be_visible()
    expect(page.locator("#main .skel")).to_have_count(0)


def test_a_quick_page_shows_none(browse):
    page = browse("ann", "/customers")
    page.evaluate(
        "new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => {"
        "  if (node.classList?.contains('skel')) window.shapes = (window.shapes ?? 0) + 1;"
        "}))).observe(document.documentElement, { childList: true, subtree: true })"
    )
    page.evaluate("window.htmx.ajax('GET', '/healthz', { target: '#panel', swap: 'none' })")
    page.wait_for_timeout(400)
    assert page.evaluate("window.shapes ?? 0") == 0


def test_a_slow_panel_shows_its_shape_and_a_failure_takes_it_away(browse, world, complaints):
    page = browse("ann")
    let = held(page, re.compile(rf"/opportunities/{world.acme_renewal.id}"))
    page.locator(f"#card-{world.acme_renewal.id} .card__name").click()
    expect(page.locator(".skel--panel")).to_be_visible()
    let()
    expect(page.locator("#panel .panel")).to_be_visible()
    expect(page.locator(".skel--panel")).to_have_count(0)
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.locator(f"#card-{world.star_rollout.id} .card__name").click()
    expect(page.locator(".toast--bad")).to_contain_text("The server cannot be reached.")
    expect(page.locator(".skel--panel")).to_have_count(0)
    complaints.clear()


def test_a_slow_palette_shows_its_shape(browse):
    page = browse("ann")
    let = held(page, re.compile("/search/palette"))
    page.keyboard.press("/")
    expect(page.locator("#palette .skel--lines")).to_be_visible()
    let()
    expect(page.locator("#palette [role=option]").first).to_be_visible()
    expect(page.locator("#palette .skel--lines")).to_have_count(0)


def finger(page):
    """finger(page)("touchStart", (x, y)): one finger on the glass."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    return touch


def test_a_long_press_takes_a_card_by_finger(browse, world):
    page = browse("ann", viewport={"width": 1024, "height": 768}, has_touch=True, is_mobile=True)
    box = page.locator(f"#card-{world.acme_renewal.id}").bounding_box()
    x, y = box["x"] + 60, box["y"] + box["height"] - 10
    goal = page.locator(f"#lane-{world.stage('Needs').id} .lane__list").bounding_box()
    touch = finger(page)
    touch("touchStart", (x, y))
    page.wait_for_timeout(400)  # longer than a swipe begins
    for step in range(1, 11):
        touch("touchMove", (x + (goal["x"] + 90 - x) * step / 10, y + (goal["y"] + 60 - y) * step / 10))
        page.wait_for_timeout(30)
    touch("touchEnd")
    expect(page.locator("#live")).to_have_text("Acme renewal moved to Needs.")
    assert world.acme_renewal.stage.name == "Needs"


def test_a_short_swipe_scrolls_and_moves_no_card(browse, world):
    page = browse("ann", **PHONE)
    page.get_by_role("navigation", name="Stages").get_by_text("Proposal").click()
    card = page.locator(f"#card-{world.acme_renewal.id}")
    expect(card).to_be_in_viewport()
    page.wait_for_timeout(600)
    box = card.bounding_box()
    touch = finger(page)
    touch("touchStart", (box["x"] + 200, box["y"] + 40))
    for step in range(1, 6):
        touch("touchMove", (box["x"] + 200 - 30 * step, box["y"] + 40))
    touch("touchEnd")
    page.wait_for_timeout(300)
    assert world.acme_renewal.stage.name == "Proposal"


def test_a_tip_goes_away_and_comes_back_from_the_account(browse):
    page = browse("ann")
    page.locator("#tip-board").get_by_role("button", name="Got it").click()
    expect(page.locator("#tip-board")).to_have_count(0)
    page.reload()
    expect(page.locator("#board")).to_be_visible()
    expect(page.locator("#tip-board")).to_have_count(0)
    page.goto("/account")
    page.get_by_role("button", name="Show the tips again").click()
    page.goto("/board")
    expect(page.locator("#tip-board")).to_be_visible()


def test_the_sidebar_folds_by_itself_where_room_is_short(browse):
    page = browse("ann", viewport={"width": 760, "height": 700})
    assert page.locator("#side").bounding_box()["width"] < 60
    page.get_by_role("button", name="Fold the sidebar").click()
    assert page.locator("#side").bounding_box()["width"] > 150
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.locator("#side").bounding_box()["width"] > 150
    page.set_viewport_size({"width": 760, "height": 700})
    assert page.locator("#side").bounding_box()["width"] < 60


def test_language_and_colour_show_at_once(browse, world):
    page = browse("ann", "/account")
    page.get_by_label("Violet").check()
    page.locator("#language").select_option("简体中文")
    page.locator("#profile").get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".top__me .avatar")).to_have_class(re.compile("hue--7"))
