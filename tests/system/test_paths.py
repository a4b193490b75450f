"""Pipelines in a real browser: stages in another order by mouse and keys, effects before saving, fields that a stage asks for."""

import json

import pytest
from playwright.sync_api import expect

from models.pipeline import CloseReason, Pipeline
from tests.models.test_path import names
from tests.system.test_barriers import PHONE, WIDE, barriers, sideways
from tests.system.test_board import drag, lane


def grip(page, stage):
    return page.locator(f"#stage-{stage.id} [data-handle]")


def pull(page, row, onto):
    """Take a row by its handle and let it go on another one."""
    start, goal = row.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] + start["height"] / 2 + 8, steps=4)
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] - 4, steps=12)
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] - 2, steps=3)
    page.mouse.up()


def test_stages_change_places_by_mouse_once_it_is_sure(browse, world):
    page = browse("ada", "/settings/pipelines")
    pull(page, grip(page, world.stage("Needs")), grip(page, world.stage("Proposal")))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The funnel goes on counting them")
    assert names(world.pipeline)[1] == "Needs"
    expect(page.locator("tbody [data-name]").nth(1)).to_have_text("Needs")  # back until it is sure
    dialog.get_by_role("button", name="Keep this order").click()
    expect(page.locator("tbody [data-name]").nth(1)).to_have_text("Proposal")
    assert names(world.pipeline)[1:3] == ["Proposal", "Needs"]


def test_reasons_change_places_by_keys(browse, world):
    page = browse("ada", "/settings/reasons/lost")
    page.get_by_role("link", name="Price too high", exact=True).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#live")).to_have_text("Price too high is number 2 now.")
    expect(page.locator("tbody [data-name]").nth(0)).to_have_text("Chose a competitor")
    page.wait_for_load_state("networkidle")
    assert [row.name for row in CloseReason.offered("lost")][:2] == ["Chose a competitor", "Price too high"]


def test_another_rate_shows_whom_it_affects_first(browse, world):
    page = browse("ada", "/settings/pipelines")
    page.get_by_role("link", name="Proposal", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Stage rate").fill("40")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator("#foresight")).to_contain_text("¥75,000 → ¥60,000")
    assert world.stage("Proposal").rate == 50
    dialog.get_by_role("button", name="Save with these effects").click()
    expect(page.locator(f"#stage-{world.stage('Proposal').id}")).to_contain_text("40%")
    expect(dialog).to_have_count(0)


def test_a_stage_with_rows_is_given_up_with_a_place_for_them(browse, world):
    page = browse("ada", "/settings/pipelines")
    page.get_by_role("link", name="Archive Negotiation").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 open opportunity is in this stage.")
    dialog.get_by_label("Open opportunities go to").select_option("Contract")
    dialog.get_by_role("button", name="Archive").click()
    expect(page.locator("tbody")).not_to_contain_text("Negotiation")
    assert world.crane_upgrade.stage.name == "Contract"
    page.get_by_text("Stages in the archive").click()
    page.get_by_role("button", name="Bring back: Negotiation").click()
    expect(page.locator("tbody")).to_contain_text("Negotiation")


@pytest.fixture
def asking(world):
    """Contract asks for what Acme renewal does not have."""
    world.stage("Contract").edit(world.ada, required=json.dumps(["solution", "decision_maker", "amount"]))


def test_a_drop_onto_a_stage_that_asks_opens_the_form(browse, world, asking):
    page = browse("ann")
    card = page.locator(f"#card-{world.acme_renewal.id}")
    drag(page, card, lane(page, world, "Contract").locator(".lane__list"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Before it goes to “Contract”")
    expect(lane(page, world, "Proposal").get_by_text("Acme renewal")).to_be_visible()  # back where it was
    dialog.get_by_label("Proposed solution").fill("A frame for two years")
    dialog.get_by_role("button", name="Save and move").click()
    expect(dialog.locator("#decision_maker-error")).to_contain_text("asks for this")
    expect(dialog.get_by_label("Proposed solution")).to_have_value("A frame for two years")  # nothing is lost
    dialog.get_by_role("combobox", name="Decision maker").fill("Wei Zhang")
    dialog.get_by_role("option", name="Wei Zhang").click()
    dialog.get_by_role("button", name="Save and move").click()
    expect(lane(page, world, "Contract").get_by_text("Acme renewal")).to_be_visible()
    row = world.acme_renewal
    assert (row.stage.name, row.solution) == ("Contract", "A frame for two years")
    assert row.role_of(world.acme_wei) == "decision_maker"


def test_the_path_on_its_page_asks_too(browse, world, asking):
    page = browse("ann", f"/opportunities/{world.acme_renewal.id}")
    page.get_by_role("button", name="Contract").click()
    expect(page.get_by_role("dialog")).to_contain_text("Before it goes to “Contract”")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert world.acme_renewal.stage.name == "Proposal"


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_of_paths_has_a_barrier(browse, world, options, asking):
    Pipeline.add(world.ada, "Partners", like=world.pipeline)
    ids = {stage.name: stage.id for stage in world.pipeline.path()}
    one = f"/settings/pipelines/{world.pipeline.id}"
    stage = f"{one}/stages/{ids['Negotiation']}"
    page = browse("ada", "/settings", **options)
    found = {}
    for path in (
        *("/settings", "/settings/pipelines", "/settings/pipelines/new", f"{one}/edit", f"{one}/disposal/new"),
        *(f"{one}/stages/new", f"{stage}/edit", f"{stage}/disposal/new"),
        *("/settings/reasons/won", "/settings/reasons/lost/new"),
        f"/opportunities/{world.acme_renewal.id}/entry/new?stage={ids['Contract']}",
    ):
        page.goto(path)
        found[path] = barriers(page) + (["scrolls sideways"] if sideways(page) else [])
    page.goto(one)
    page.locator(f"#stage-{ids['Proposal']} [data-name]").click()
    page.locator("dialog:modal #rate").fill("35")
    page.locator("dialog:modal button[type=submit]").click()
    page.locator("#foresight").wait_for()
    found["foresight"] = barriers(page)
    assert {path: lines for path, lines in found.items() if lines} == {}
