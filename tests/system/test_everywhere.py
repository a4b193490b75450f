"""Every page of the product, opened by an administrator: axe finds no barrier in either language and theme, enlarged or not;
and whoever walks through it with the Tab key sees where they are."""

import pytest

from tests.system.test_barriers import AXE, TAGS, sideways
from tests.system.test_console import pages

KNOWN = []
PARTS = 6  # so that several cores share them
ALL = f"{{runOnly: {TAGS}, resultTypes: ['violations']}}"
COLOURS = "{runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}, resultTypes: ['violations']}"
FOUND = "(asked) => axe.run(asked).then((told) => told.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 140)}`)))"
ZOOMED = {
    "viewport": {"width": 720, "height": 450},
    "device_scale_factor": 2,
}  # a window of 1440 x 900, enlarged to 200 %
NARROW = {"width": 320, "height": 640}  # one of 1280, enlarged to 400 %
WALKED = ("/today", "/board", "/opportunities", "/opportunities/{acme_renewal}", "/customers/{acme}", "/reports/win-loss", "/settings/pipelines", "/account", "/imports", "/search?q=acme")  # fmt: skip
# What has the focus: its text, whether it can be seen, whether it shows that it has it, and where it stands in the document.
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const box = it.getBoundingClientRect(), style = getComputedStyle(it);
  let at = it, shown = false;
  for (let step = 0; at && step < 5 && !shown; step += 1, at = at.parentElement) {
    const look = getComputedStyle(at);
    shown = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  }
  const seen = box.width > 0 && box.height > 0 && style.visibility === "visible" && box.right > 0 && box.bottom > 0;
  window.walked ??= [];
  const back = window.walked.some((one) => one === it);
  const before = window.walked.at(-1);
  window.walked.push(it);
  const onward = !before || Boolean(before.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
  return { what: `${it.tagName} ${it.id} ${(it.getAttribute("aria-label") ?? it.textContent).trim().slice(0, 40)}`, seen, shown, back, onward };
}"""


def html_pages(page, app, world):
    """The addresses that answer with a page: the same for every test."""
    if not KNOWN:
        for address in pages(app, world):
            answer = page.request.get(address)
            if "text/html" in answer.headers.get("content-type", "") and "<html" in answer.text():
                KNOWN.append(address)
    return KNOWN


@pytest.mark.parametrize("language", ["en-GB", "zh-CN"])
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_barrier_in_any_theme(browse, app, world, complaints, language, part):
    page, found = browse("ada", "/today", locale=language, color_scheme="light"), {}
    for address in html_pages(page, app, world)[part::PARTS]:
        page.goto(address)
        page.locator("html[data-started]").wait_for(state="attached")
        lines = page.evaluate(f"{AXE};({FOUND})({ALL})")
        page.emulate_media(color_scheme="dark")
        lines += page.evaluate(f"({FOUND})({COLOURS})")
        page.emulate_media(color_scheme="light")
        if lines:
            found[address] = lines
    assert found == {}
    del complaints[:]


@pytest.mark.parametrize("part", range(2))
def test_no_page_scrolls_sideways_when_it_is_enlarged(browse, app, world, complaints, part):
    page, wide = browse("ada", "/today", **ZOOMED), []
    for address in html_pages(page, app, world)[part::2]:
        for size in (ZOOMED["viewport"], NARROW):
            page.set_viewport_size(size)
            if size is not NARROW:
                page.goto(address)
            if sideways(page):
                wide.append((address, size["width"]))
    assert wide == []
    del complaints[:]


@pytest.mark.parametrize("path", WALKED)
def test_who_walks_with_the_tab_key_sees_where_they_are(browse, world, path):
    page = browse("ada", path.format_map({name: key for name, (_model, key) in world.names.items()}))
    page.evaluate("document.activeElement?.blur()")
    steps = []
    for _step in range(60):
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUS)
        if step is None or step["back"]:
            break
        steps.append(step)
    assert len(steps) > 10
    assert "Skip" in steps[0]["what"]
    assert [step["what"] for step in steps if not step["seen"]] == []
    assert [step["what"] for step in steps if not step["shown"]] == []
    assert [step["what"] for step in steps if not step["onward"]] == []


def test_where_the_system_chooses_the_colours_it_is_told_where_one_is(browse):
    page = browse("ada", "/reports/win-loss", forced_colors="active")
    highlight = page.evaluate("""() => {
      const probe = document.body.appendChild(document.createElement("p"));
      probe.style.cssText = "forced-color-adjust: none; background: Highlight";
      return getComputedStyle(probe).backgroundColor;
    }""")
    current = page.locator("[aria-current='page']").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert len(current) >= 2, "the page in the sidebar, and the report among the tabs"
    assert set(current) == {highlight}


def test_who_wants_no_motion_gets_none(browse, world):
    page = browse("ada", "/board", reduced_motion="reduce")
    page.locator(f"#card-{world.acme_renewal.id} .card__name").click()
    page.locator(".panel").wait_for()
    longest = page.evaluate("""() => Math.max(...[...document.querySelectorAll("*")].flatMap((one) => {
      const style = getComputedStyle(one);
      return [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
    }))""")
    assert longest <= 0.01
