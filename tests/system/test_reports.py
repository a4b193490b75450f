"""The reports in a real browser: the chart drawn from the CDN or from here, redrawn with the theme, clicked, printed."""

import dataclasses
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from models import Opportunity
from tests.house import ROOT
from views.guards import CHART

CDN = "https://cdn.jsdelivr.net/**"
DRAWN = """() => {
  const chart = window.Chart && window.Chart.getChart(document.querySelector('.chart canvas'));
  return chart ? chart.data.datasets[0].backgroundColor : null;
}"""


@pytest.fixture
def cdn(app, monkeypatch):
    """Let the pages take the library from the CDN, as they do by default."""
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], chart_source="cdn"))


@pytest.fixture
def closed(world):
    """Six won and three lost ones, so that there is a rate."""
    for number in range(7):
        row = Opportunity.add(world.ann, name=f"sale {number}", customer=world.acme, amount=10_000)
        reason = world.reason("won", "Price") if number < 5 else world.reason("lost", "Price too high")
        row.win(world.ann, reason=reason) if number < 5 else row.lose(world.ann, reason)


def library(route):
    """Answer for the CDN with the pinned file."""
    route.fulfill(
        path=ROOT / "static" / "vendor" / "chart.umd.min.js",
        headers={"Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*"},
    )


def test_the_chart_is_drawn_and_follows_the_theme(browse, closed):
    page = browse("mia", "/reports/win-loss", color_scheme="light")
    page.wait_for_function(DRAWN)
    light = page.evaluate(DRAWN)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => ({DRAWN})() !== {light!r}")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    page.wait_for_function(f"() => ({DRAWN})() === {light!r}")


def test_paper_is_white_and_the_screen_comes_back(browse, closed):
    page = browse("mia", "/reports/win-loss", color_scheme="light")
    page.wait_for_function(DRAWN)
    light = page.evaluate(DRAWN)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"() => ({DRAWN})() !== {light!r}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(DRAWN) == light
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(DRAWN) != light


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_whoever_wants_it_still(browse, closed, motion, moves):
    page = browse("mia", "/reports/win-loss", reduced_motion=motion)
    page.wait_for_function(DRAWN)
    animation = "Boolean(window.Chart.getChart(document.querySelector('.chart canvas')).options.animation)"
    assert page.evaluate(animation) is moves


def test_the_chart_says_its_sentence_and_how_to_read_it(browse, closed):
    page = browse("mia", "/reports/win-loss")
    chart = page.get_by_role("application", name="We win 67% of what we decide")
    assert chart.is_visible()
    assert "Arrow keys" in page.locator(f"#{chart.get_attribute('aria-describedby')}").text_content()


def test_a_chart_is_read_by_keys(browse, closed):
    page = browse("mia", "/reports/win-loss?by=owner")
    page.wait_for_function(DRAWN)
    chart, said = page.locator(".chart canvas"), page.locator(".chart [role=status]")
    chart.focus()
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text("Ann Li: Won 6 (66.7%)")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("Ann Li: Lost 3 (66.7%)")
    page.keyboard.press("End")
    expect(said).to_have_text("Cy Wang: Lost 0")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/opportunities\?.*outcome=lost"))


def test_a_chart_left_by_keys_shows_no_point_any_more(browse, closed):
    page = browse("mia", "/reports/win-loss?by=owner")
    page.wait_for_function(DRAWN)
    active = "window.Chart.getChart(document.querySelector('.chart canvas')).getActiveElements().length"
    page.locator(".chart canvas").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(active) == 2
    page.keyboard.press("Tab")
    assert page.evaluate(active) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_kept_as_an_image(browse, closed, scheme, tmp_path):
    page = browse("mia", "/reports/win-loss", color_scheme=scheme)
    page.wait_for_function(DRAWN)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Image").click()
    assert kept.value.suggested_filename == "win-loss.png"
    kept.value.save_as(tmp_path / "chart.png")
    with Image.open(tmp_path / "chart.png") as image:
        assert image.width == 1920
        drawn = image.convert("RGB")
        corner = drawn.getpixel((2, 2))
        assert (min(corner) > 200) == (scheme == "light")
        colours = {drawn.getpixel((x, y)) for x in range(0, 1920, 7) for y in range(0, image.height, 7)}
        assert len(colours) > 5  # words and bars, no empty paper


def test_two_are_crossed_and_each_cell_leads_to_its_rows(browse, closed):
    page = browse("mia", "/reports/win-loss")
    page.locator("#report-by").select_option("quarter")
    page.wait_for_url(re.compile(r"by=quarter"))
    page.locator("#report-across").select_option("owner")
    page.wait_for_url(re.compile(r"across=owner"))
    expect(page.locator("#report-by")).to_have_value("reason")  # a time line is crossed by nothing
    page.locator("#report-by").select_option("source")
    page.wait_for_url(re.compile(r"by=source"))
    page.locator("#report-show").select_option("won")
    page.wait_for_url(re.compile(r"show=won"))
    cell = page.locator(".crossed__sum td").last
    assert cell.text_content().strip() == "6"
    assert "across=owner" in page.get_by_role("link", name="CSV").get_attribute("href")
    cell.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/opportunities\?.*outcome=won"))


def test_the_library_comes_from_the_cdn_when_it_is_there(browse, cdn, closed):
    page = browse("mia", "/board")
    page.route(CDN, library)
    local = []
    page.on("request", lambda request: "vendor/chart" in request.url and local.append(request.url))
    page.goto("/reports/win-loss")
    page.wait_for_function(DRAWN)
    assert page.locator(f'script[src="{CHART["address"]}"][integrity]').count() == 1
    assert local == []


@pytest.mark.parametrize("trouble", ["offline", "tampered", "silent"])
def test_the_local_copy_steps_in(browse, cdn, closed, complaints, trouble):
    page = browse("mia", "/board")
    page.route(
        CDN,
        {
            "offline": lambda route: route.abort(),
            "tampered": lambda route: route.fulfill(
                body="window.tampered = 1", headers={"Access-Control-Allow-Origin": "*"}
            ),
            "silent": lambda route: None,  # a firewall that drops packets: no answer, ever
        }[trouble],
    )
    page.goto("/reports/win-loss", wait_until="commit")
    page.wait_for_function(DRAWN)
    assert page.evaluate("window.tampered") is None
    complaints.clear()  # the browser itself says that the CDN failed


def test_the_library_comes_after_a_walk_from_another_page_too(browse, closed):
    page = browse("mia", "/board")
    page.get_by_role("link", name="Reports").click()
    page.wait_for_url("**/reports")
    page.wait_for_function(DRAWN)
    page.get_by_role("navigation", name="Reports").get_by_role("link", name="Won by month").click()
    page.wait_for_url("**/reports/won-by-month")
    page.wait_for_function(DRAWN)


def test_a_control_changes_figures_and_address_in_place(browse, world, closed):
    page = browse("mia", "/reports/win-loss")
    page.locator("#report-by").select_option("owner")
    page.wait_for_url(re.compile(r"by=owner"))
    page.get_by_role("rowheader", name="Ann Li").wait_for()
    page.get_by_label("Closed in").select_option("last_year")
    page.get_by_role("heading", name="Nothing was closed in this period").wait_for()
    assert "period=last_year" in page.url
    assert "from=" not in page.url
    assert "period=last_year" in page.get_by_role("link", name="CSV").get_attribute("href")
    page.go_back()
    page.get_by_role("rowheader", name="Ann Li").wait_for()


def test_chosen_days_show_their_fields(browse, closed):
    page = browse("mia", "/reports/win-loss")
    assert not page.get_by_label("from").is_visible()
    page.get_by_label("Closed in").select_option("days")
    page.get_by_label("from").fill("2020-01-01")
    page.get_by_label("to", exact=True).fill("2020-12-31")
    page.get_by_label("to", exact=True).blur()
    page.get_by_role("heading", name="Nothing was closed in this period").wait_for()
    assert "from=2020-01-01" in page.url


def test_a_click_on_a_bar_leads_to_its_rows(browse, closed):
    page = browse("mia", "/reports/win-loss?by=owner")
    page.wait_for_function(DRAWN)
    place = page.evaluate("""() => {
      const canvas = document.querySelector('.chart canvas');
      const bar = window.Chart.getChart(canvas).getDatasetMeta(0).data[0];
      const box = canvas.getBoundingClientRect();
      return { x: box.left + (bar.base + bar.x) / 2, y: box.top + bar.y };
    }""")
    page.mouse.click(place["x"], place["y"])
    page.wait_for_url(re.compile(r"/opportunities\?.*outcome=won"))


def test_without_javascript_the_tables_tell_it_all(browse, world, closed):
    page = browse("mia", "/reports/win-loss?by=owner", java_script_enabled=False)
    assert page.get_by_role("rowheader", name="Ann Li").is_visible()
    assert not page.locator(".chart").is_visible()
    page.locator("#report-by").select_option("team")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("rowheader", name="North").is_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(browse, closed, width):
    for address in ("/reports", "/reports/win-loss?by=customer", "/reports/pipeline-value", "/reports/won-by-month"):
        page = browse("mia", address, viewport={"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()
