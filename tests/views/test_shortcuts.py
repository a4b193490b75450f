"""The list of shortcuts is complete and true: every key on any page stands in it, and nothing in it is a promise only."""

import re

import pytest

from tests.house import ROOT

PATHS = (
    "/today",
    "/board",
    "/opportunities",
    "/opportunities/{acme_renewal}?from=board",
    "/customers",
    "/contacts",
    "/reports",
)
SPOKEN = {
    "Ctrl K": '"k"',
    "Ctrl Z": '"z"',
    "Ctrl Enter": '"Enter"',
    "Esc": '"Escape"',
    "Shift J": '"J"',
    "Shift K": '"K"',
}


@pytest.fixture
def pages(client_for, world):
    client = client_for("ann")
    return {path: client.get(path.format(acme_renewal=world.acme_renewal.id)).text for path in PATHS}


def listed(page):
    """{(key, script that hears it)} of the sheet, which is on every page."""
    return set(re.findall(r'data-shortcut="([^"]+)" data-by="([^"]*)"', page))


def carried(page):
    """Keys that elements of the page carry, as the sheet writes them."""
    return {key.upper() for key in re.findall(r'data-key="([^"]+)"', page)}


def test_every_key_of_every_page_is_listed(pages):
    for path, page in pages.items():
        assert carried(page) - {key for key, by in listed(page) if not by} == set(), path


def test_every_key_that_is_listed_is_carried_somewhere(pages):
    there = set().union(*map(carried, pages.values())) | {"U"}  # that one comes with a message
    assert {key for key, by in listed(pages["/board"]) if not by} - there == set()


def test_every_script_hears_what_is_listed_for_it(pages):
    for key, by in listed(pages["/board"]):
        if not by or by == "browser":
            continue
        script = (ROOT / "static" / "js" / "behaviors" / f"{by.replace('-', '_')}.js").read_text(encoding="utf-8")
        heard = SPOKEN.get(key)
        marks = (heard,) if heard else (f'"{key.lower()}"', f"{key.lower()}:")
        assert any(re.search(rf"(?<!\w){re.escape(mark)}", script) for mark in marks), (key, by)


def test_scripts_that_hear_keys_are_listed(pages):
    lists = {by for _key, by in listed(pages["/board"])}
    for name, steps in (("today-lines", "actions"), ("list-rows", "actions")):
        script = (ROOT / "static" / "js" / "behaviors" / f"{name.replace('-', '_')}.js").read_text(encoding="utf-8")
        table = re.search(rf"const {steps} = {{(.*?)}}", script)[1]
        keys = {key.upper() for key in re.findall(r"(\w+):", table)}
        assert keys <= {key for key, by in listed(pages["/board"]) if by == name}
        assert name in lists
