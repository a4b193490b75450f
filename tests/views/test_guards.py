"""What every request passes: the way to the door and back, old pages, headers, and how errors answer."""

import json
import re
import time
from pathlib import Path

import pytest

from models.sign_in import SignIn
from views.guards import POLLS


def test_who_is_not_signed_in_comes_back_to_where_they_were(client, world):
    answer = client.get("/customers?q=acme")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/customers?q%3Dacme")


def test_a_part_asked_for_after_the_session_leads_the_whole_page_to_the_door(client_for, htmx):
    client = client_for("ann")
    SignIn.delete().execute()
    answer = client.get("/customers", headers={**htmx, "HX-Current-URL": "http://localhost/board?sort=close"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/board?sort%3Dclose"
    assert answer.data == b""


def test_a_form_without_a_session_leads_to_the_door_and_not_to_an_error(app, client, world, htmx):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/customers", data={"name": "Patient Ltd"}, headers=htmx)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in"


def test_a_form_with_anothers_token_is_out_of_date(app, client_for):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client_for("ann").post("/customers", data={"name": "Patient Ltd", "csrf_token": "stale"})
    assert answer.status_code == 400
    assert "The page is out of date" in answer.get_data(as_text=True)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_an_error_is_a_page_to_a_browser_and_a_message_to_htmx(client_for, htmx, language):
    client = client_for("ann")
    page = client.get("/nowhere", headers={"Accept-Language": language})
    part = client.get("/nowhere", headers={**htmx, "Accept-Language": language})
    words = {"en": "This page does not exist", "zh-CN": "页面不存在"}[language]
    assert (page.status_code, part.status_code) == (404, 404)
    assert words in page.get_data(as_text=True)
    assert "<html" in page.get_data(as_text=True)
    assert words in part.get_data(as_text=True)
    assert "<html" not in part.get_data(as_text=True)
    assert part.headers["HX-Reswap"] == "none"


def test_the_policy_allows_nothing_inline(client_for):
    policy = client_for("ann").get("/board").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_form_sent_without_a_script_comes_back_to_its_page(client, world):
    sent = {"data": {"name": "Patient Ltd"}}
    answer = client.post("/customers", **sent, headers={"Referer": "http://localhost/customers/new?a=b"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/customers/new?a%3Db")
    for elsewhere in ("http://elsewhere.example/x", "http://localhost.example/x", "nonsense", ""):
        assert client.post("/customers", **sent, headers={"Referer": elsewhere}).location == "/sign-in"


def test_the_door_over_a_page_lets_in_and_gives_the_new_token(app, client, world, htmx):
    app.config["WTF_CSRF_ENABLED"] = True
    door = client.get("/sign-in?email=ann@example.com", headers=htmx).text
    assert door.lstrip().startswith("<dialog")
    assert 'value="ann@example.com"' in door
    token = re.search(r'name="csrf_token" value="([^"]+)"', door)[1]
    typed = {"email": "ann@example.com", "password": world.password, "csrf_token": token}
    answer = client.post("/sign-in", data=typed, headers=htmx)
    told = json.loads(answer.headers["HX-Trigger"])["signed-in"]
    assert (answer.status_code, told["user"]) == (200, world.ann.id)
    sent = client.post("/customers", data={"name": "Patient Ltd"}, headers={**htmx, "X-CSRFToken": told["token"]})
    assert sent.status_code == 200


def test_the_door_over_a_page_keeps_what_was_wrong(client, world, htmx):
    answer = client.post("/sign-in", data={"email": "ann@example.com", "password": "guess"}, headers=htmx)
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith("<dialog")


def test_who_is_in_already_needs_no_door(client_for, world, htmx):
    answer = client_for("ann").get("/sign-in", headers=htmx)
    assert json.loads(answer.headers["HX-Trigger"])["signed-in"]["user"] == world.ann.id


def test_a_page_with_an_old_token_gets_that_of_its_session(app, client_for, world, htmx):
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_for("ann")
    old = client.post("/customers", data={"name": "Patient Ltd"}, headers={**htmx, "X-CSRFToken": "stale"})
    assert (old.status_code, old.headers["X-User"]) == (400, str(world.ann.id))
    fresh = {**htmx, "X-CSRFToken": old.headers["X-CSRFToken"]}
    assert client.post("/customers", data={"name": "Patient Ltd"}, headers=fresh).status_code == 200


def test_an_old_token_of_an_ended_session_leads_to_the_door(app, client_for, world, htmx):
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_for("ann")
    SignIn.delete().execute()
    answer = client.post("/customers", data={"name": "Patient Ltd"}, headers={**htmx, "X-CSRFToken": "stale"})
    assert answer.status_code == 401
    assert "X-CSRFToken" not in answer.headers


def test_a_refusal_leaves_the_form_where_it_is(client_for, world):
    boosted = {"HX-Request": "true", "HX-Request-Type": "full"}
    answer = client_for("vic").post("/customers", data={"name": "Patient Ltd"}, headers=boosted)
    assert answer.status_code == 403
    assert answer.headers["HX-Reswap"] == "none"
    assert "<html" not in answer.text


def test_a_cookie_of_before_the_clock_was_set_back_still_counts(client_for, monkeypatch):
    with monkeypatch.context() as ahead:
        ahead.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", lambda _self: int(time.time()) + 3600)
        client = client_for("ann")
    assert client.get("/customers").status_code == 200


def test_an_error_keeps_the_frame_of_who_is_signed_in(client_for, client, world):
    inside = client_for("ann").get("/nowhere").text
    assert 'id="fault"' in inside
    assert 'id="side"' in inside
    outside = client.get("/static/nowhere").text
    assert 'id="fault"' in outside
    assert 'id="side"' not in outside


def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(app):
    asking = re.compile(r"<[^<>]*?url_for\('([\w.]+)'[^<>]*?hx-trigger=\"every \d")
    folder = Path(app.root_path, "templates")
    found = {name for file in folder.rglob("*.html") for name in asking.findall(file.read_text())}
    assert found == POLLS, "the trigger stands behind the address, in the same element"
