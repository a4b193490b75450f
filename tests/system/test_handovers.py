"""A colleague leaves, in a real browser: chosen, shown, handed over, taken back."""

import re

import pytest
from playwright.sync_api import expect

from models.handover import Wish, hand_over
from tests.system.test_barriers import PHONE, WIDE, barriers, sideways


def test_handed_over_and_taken_back(browse, world):
    page = browse("ada", "/handovers")
    page.get_by_role("link", name="Hand over…").click()
    page.get_by_label("Colleague").select_option(str(world.ann.id))
    expect(page.locator("#handover-holds")).to_contain_text("¥120,000")
    page.get_by_role("checkbox", name="Bo Chen").check()
    expect(page.locator(f"#share-{world.bo.id}")).to_contain_text("¥120,000")
    page.get_by_role("checkbox", name="Cy Wang").check()
    page.get_by_text("By stage").click()
    needs = page.get_by_label("Who gets Needs")
    needs.select_option("Cy Wang")
    expect(page.locator(f"#share-{world.cy.id}")).to_be_visible()
    expect(needs).to_have_value(str(world.cy.id))
    page.get_by_role("button", name="Hand over 2 opportunities").click()
    expect(page).to_have_url(re.compile(r"/handovers/\d+$"))
    assert (world.acme_renewal.owner, world.star_rollout.owner) == (world.bo, world.cy)
    page.get_by_role("link", name="Take it back…").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back on")).to_be_visible()
    assert (world.acme_renewal.owner, world.star_rollout.owner) == (world.ann, world.ann)


def test_without_scripts(browse, world):
    page = browse("mia", "/handovers/new", java_script_enabled=False)
    page.get_by_label("Colleague").select_option(str(world.ann.id))
    page.get_by_role("button", name="Show what there is").click()
    page.get_by_role("checkbox", name="Bo Chen").check()
    page.get_by_role("button", name="Show what there is").click()
    page.get_by_role("button", name="Hand over 2 opportunities").click()
    expect(page).to_have_url(re.compile(r"/handovers/\d+$"))
    assert world.acme_renewal.owner == world.bo


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_barrier_here_and_in_the_bin(browse, world, options):
    batch = hand_over(world.ada, Wish(world.cy, (world.bo,)))
    world.acme_renewal.bin(world.ann)
    world.star.bin(world.mia)
    page, found = browse("ada", "/bin", **options), {}
    people = f"of={world.bo.id}&to={world.cy.id}&to={world.ann.id}&way=customer"
    for path in (
        "/bin",
        "/bin?q=zebra",
        f"/bin/disposals/customer/{world.acme.id}/new",
        f"/bin/purges/new?row=customer+{world.star.id}",
        "/handovers",
        f"/handovers/new?{people}",
        f"/handovers/{batch.id}",
        f"/handovers/{batch.id}/undo/new",
    ):
        page.goto(path)
        found[path] = barriers(page) + (["scrolls sideways"] if sideways(page) else [])
    assert {path: lines for path, lines in found.items() if lines} == {}
