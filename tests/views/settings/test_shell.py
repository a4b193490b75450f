"""The settings: an overview for administrators, a way there on every page, and a door that stays shut for all others."""

import pytest

from tests.world import CAST


def test_an_administrator_finds_the_sections(client_for):
    page = client_for("ada").get("/settings")
    assert page.status_code == 200
    assert "/settings/pipelines" in page.text
    assert 'href="/settings"' in client_for("ada").get("/today").text


@pytest.mark.parametrize("who", [who for who in CAST if who != "ada"])
def test_everybody_else_is_told_whose_they_are(client_for, who):
    browser = client_for(who)
    answer = browser.get("/settings")
    assert answer.status_code == 403
    assert "Settings are for administrators" in answer.text
    assert 'href="/settings"' not in browser.get("/today").text


def test_the_palette_leads_to_a_section(client_for, htmx):
    assert "/settings/reasons" in client_for("ada").get("/search/palette?q=close+reasons", headers=htmx).text
    assert "/settings/reasons" not in client_for("mia").get("/search/palette?q=close+reasons", headers=htmx).text
