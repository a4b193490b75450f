"""The briefing on screen: which week, whose, and the way to the rows of each figure."""

import datetime as dt
import re

import pytest

from models import Opportunity
from models.briefing import last_week
from models.reports.period import week
from models.setting import today


@pytest.fixture
def lately(world):
    """One of Ann's, opened and won last week."""
    first = last_week()
    row = Opportunity.add(None, name="Lately", owner=world.ann, customer=world.acme, amount=500_000, opened_on=first)
    row.win(None, on=first + dt.timedelta(days=2))
    return row


def test_the_last_whole_week_is_shown_first(client_for, lately):
    body = client_for("mia").get("/briefings").text
    assert "1 opportunity won for ¥5k" in body
    assert "By team" in body
    assert f'value="{last_week()}"' in body
    assert "still running" not in body


def test_a_figure_leads_to_its_rows(client_for, lately):
    mia = client_for("mia")
    body = mia.get("/briefings").text
    (href,) = re.findall(r'id="figure-won">.*?href="([^"]+)"', body, re.DOTALL)
    rows = mia.get(href.replace("&amp;", "&")).text
    assert "Lately" in rows
    assert "Acme renewal" not in rows


def test_any_day_of_a_week_means_it_and_one_to_come_means_the_last(client_for, world):
    mia = client_for("mia")
    assert 'value="2024-03-04"' in mia.get("/briefings?week=2024-03-07").text
    for wrong in (today() + dt.timedelta(days=30), "soon", "9999-12-31", "0001-01-01", "1850-01-01"):
        answer = mia.get(f"/briefings?week={wrong}")
        assert answer.status_code == 200
        assert f'value="{last_week()}"' in answer.text


def test_one_walks_from_week_to_week_as_far_as_the_present(client_for, world):
    mia = client_for("mia")
    body = mia.get("/briefings").text
    assert f"week={last_week() - dt.timedelta(days=7)}" in body
    assert f"week={week(today())}" in body
    body = mia.get(f"/briefings?week={today()}").text
    assert "still running" in body
    assert "The week after" not in body


def test_everybody_sees_as_far_as_they_reach(client_for, world, lately):
    bo = client_for("bo").get("/briefings").text
    assert "By person" in bo
    assert "Team North" in bo
    ann = client_for("ann").get("/briefings").text
    assert "1 opportunity won for ¥5k" in ann
    assert "By person" not in ann
    cy = client_for("cy").get("/briefings").text
    assert "won for" not in cy
    assert client_for("cy").get(f"/briefings?who={world.ann.id}").status_code == 404
    assert client_for("bo").get(f"/briefings?who=team-{world.south.id}").status_code == 404
    assert "1 opportunity won" in client_for("mia").get(f"/briefings?who={world.ann.id}").text


def test_an_empty_week_is_calm(client_for, world):
    body = client_for("mia").get("/briefings?week=2020-01-06").text
    assert "A quiet week" in body
    assert "Nothing happened in this week" in body


def test_a_part_is_swapped(client_for, world, htmx):
    body = client_for("mia").get("/briefings?week=2020-01-06", headers=htmx).text
    assert "<html" not in body
    assert 'hx-target="#briefing"' in body


def test_it_says_what_its_figures_mean_and_stands_beside_the_reports(client_for, world):
    mia = client_for("mia")
    assert "An opportunity moved when it entered a stage that it had never been in" in mia.get("/briefings").text
    assert "/briefings" in mia.get("/reports").text


def test_the_mail_can_be_switched_off(client_for, world):
    mia = client_for("mia")
    assert re.search(r'<input[^>]*checked[^>]*name="briefing"', mia.get("/account").text)
    mia.post("/notifications/switches", data={"lead": "15", "hour": "8"})
    assert not re.search(r'<input[^>]*checked[^>]*name="briefing"', mia.get("/account").text)
