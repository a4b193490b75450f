"""What is installed: each library in one version, and only files whose hash is known; no address of any mirror."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.MULTILINE | re.IGNORECASE)


def pinned(name):
    """{library: version} of a file of requirements."""
    return {library.lower(): version for library, version in PINNED.findall((ROOT / name).read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_what_is_locked(name):
    asked, locked = pinned(f"{name}.txt"), pinned(f"{name}.lock")
    assert asked
    assert {library: locked.get(library) for library in asked} == asked, "run: make lock"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_file_is_known_by_its_hash_and_comes_from_no_particular_place(name):
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert len(entries) == len(pinned(f"{name}.lock"))
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"https?:|file:|--index|--find|/", re.sub(r"[0-9a-f]{64}", "", text)) is None


def test_the_product_runs_on_what_it_is_checked_on():
    product, checked = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {library: checked.get(library) for library in product} == product
