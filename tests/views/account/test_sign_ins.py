"""Where I am signed in: in words, and ended one by one or all at once."""

import datetime as dt

import pytest

from models import SignIn
from models.base import now
from views.account.agents import handheld, told

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, ("Chrome", "Windows")),
        (CHROME + " Edg/142.0.0.0", ("Edge", "Windows")),
        (IPHONE, ("Safari", "iPhone")),
        (IPHONE + " MicroMessenger/8.0.60 NetType/WIFI", ("WeChat", "iPhone")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0", ("Firefox", "macOS")),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", ("Firefox", "Linux")),
        ("curl/8.1", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)  # fmt: skip
def test_a_browser_in_words(agent, words):
    assert told(agent) == words


def test_a_phone_looks_like_one():
    assert handheld(IPHONE)
    assert not handheld(CHROME)


def test_they_are_listed_with_this_one_first(client_for, world):
    client = client_for("ann")
    SignIn.start(world.ann, "192.0.2.7", CHROME)
    SignIn.start(world.bo, "192.0.2.8", IPHONE)
    page = client.get("/account").text
    assert "Chrome on Windows" in page
    assert "192.0.2.7" in page
    assert "192.0.2.8" not in page
    assert page.index("This browser") < page.index("Chrome on Windows")


def test_one_that_ended_by_itself_is_not_listed(client_for, world):
    SignIn.start(world.ann, "192.0.2.7", CHROME)
    SignIn.update(seen_at=now() - dt.timedelta(hours=13)).where(SignIn.address == "192.0.2.7").execute()
    assert "192.0.2.7" not in client_for("ann").get("/account").text


def test_one_is_signed_out(client_for, world):
    here, there = client_for("ann"), client_for("ann")
    row = SignIn.select().order_by(SignIn.id.desc()).first()
    answer = here.post(f"/account/sign-ins/{row.id}/end")
    assert (answer.status_code, answer.location) == (303, "/account#sign-ins")
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_ending_this_one_leads_to_the_door(client_for, world):
    client = client_for("ann")
    row = SignIn.select().order_by(SignIn.id.desc()).first()
    assert client.post(f"/account/sign-ins/{row.id}/end").location == "/sign-in"
    assert client.get("/account").status_code == 303


def test_all_others_are_signed_out_and_nobody_elses(client_for, world):
    here, there, bo = client_for("ann"), client_for("ann"), client_for("bo")
    assert here.post("/account/sign-ins/others/end").status_code == 303
    assert [browser.get("/account").status_code for browser in (here, there, bo)] == [200, 303, 200]


def test_somebody_elses_is_not_there(client_for, world):
    client_for("bo")
    row = SignIn.select().order_by(SignIn.id.desc()).first()
    assert client_for("ann").post(f"/account/sign-ins/{row.id}/end").status_code == 404
    assert SignIn.select().where(SignIn.id == row.id).exists()
