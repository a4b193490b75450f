"""A page that shows a glyph often holds it once: none that it refers to is missing."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from views.assets import kept
from views.opportunities import marks

SHOWN = {*marks.ICONS.values(), "hourglass", "moon", "chevrons-right", "intent-high", "intent-medium", "intent-low"}


@pytest.mark.parametrize("path", ["/board", "/board?group=month", "/opportunities", "/opportunities?outcome=all"])
def test_what_a_page_refers_to_is_on_it(client_for, world, path):
    body = client_for("mia").get(path).text
    there = set(re.findall(r'<symbol id="i-([\w-]+)"', body))
    asked = set(re.findall(r'<use href="#i-([\w-]+)"', body))
    assert asked
    assert asked <= there
    assert there >= SHOWN, "marks that no row bears just now may come with the next swap"


def test_they_are_those_of_the_sprite():
    sprite = (Path(kept.ROOT) / "icons" / "sprite.svg").read_text(encoding="utf-8")
    found = kept.glyphs("moon", "trophy")
    assert isinstance(found, Markup)
    assert found.count("<symbol") == found.count("</symbol>") == 2
    assert all(f"{part}</symbol>" in sprite for part in found.split("</symbol>")[:-1])
