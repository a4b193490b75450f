"""Hints of the first days: shown until they are dismissed, each by itself, and brought back on demand."""

from models import Preference


def test_a_tip_goes_away_for_good_and_alone(client_for, world):
    client = client_for("ann")
    assert 'id="tip-board"' in client.get("/board").text
    assert client.post("/account/tips/board", data={"next": "/board"}).location == "/board"
    assert 'id="tip-board"' not in client.get("/board").text
    assert 'id="tip-list"' in client.get("/opportunities").text
    assert 'id="tip-board"' in client_for("bo").get("/board").text


def test_a_script_takes_it_away_in_its_place(client_for, htmx):
    answer = client_for("ann").post("/account/tips/list", headers=htmx)
    assert answer.status_code == 200
    assert '<hx-partial hx-target="#tip-list" hx-swap="delete">' in answer.text


def test_they_come_back_on_demand(client_for, world):
    client = client_for("ann")
    client.post("/account/tips/board")
    client.post("/account/tips/opportunity")
    assert Preference.read(world.ann, "tips") == ["board", "opportunity"]
    assert client.post("/account/tips").status_code == 303
    assert 'id="tip-board"' in client.get("/board").text


def test_there_is_no_other(client_for):
    assert client_for("ann").post("/account/tips/nonsense").status_code == 404


def test_who_changes_nothing_gets_a_tip_about_looking(client_for):
    assert "Drag a card" not in client_for("vic").get("/board").text
    assert 'id="tip-board"' in client_for("vic").get("/board").text
