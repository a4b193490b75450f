"""What every request passes: the way to the door and back, old pages, headers, and how errors answer."""

import pytest

from models.sign_in import SignIn


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
