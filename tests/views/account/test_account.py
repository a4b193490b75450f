"""My own account: language, theme, password."""

import re

from models.user import User


def chosen(page, name):
    select = re.search(rf'<select[^>]*name="{name}".*?</select>', page.get_data(as_text=True), re.S).group()
    return re.search(r'<option selected value="([^"]*)"', select).group(1)


def test_it_shows_what_holds_now_though_nothing_was_chosen(client_for):
    page = client_for("ann").get("/account", headers={"Accept-Language": "zh-CN"})
    assert chosen(page, "language") == "zh-Hans"
    assert chosen(page, "theme") == "auto"


def test_a_choice_is_kept_and_leaves_the_other_alone(client_for, world):
    client = client_for("ann")
    answer = client.post("/account/preferences", data={"theme": "dark", "next": "/board?q=a"})
    assert (answer.status_code, answer.location) == (303, "/board?q=a")
    assert (world.ann.theme, world.ann.language) == ("dark", None)
    client.post("/account/preferences", data={"language": "zh-Hans"})
    assert (world.ann.theme, world.ann.language) == ("dark", "zh-Hans")
    assert '<html lang="zh-Hans" data-theme="dark">' in client.get("/account").get_data(as_text=True)


def test_what_is_no_theme_is_refused(client_for, world):
    assert client_for("ann").post("/account/preferences", data={"theme": "pink"}).status_code == 422
    assert world.ann.theme == "auto"


def test_a_way_out_of_the_site_is_not_followed(client_for):
    answer = client_for("ann").post("/account/preferences", data={"theme": "dark", "next": "//elsewhere.example"})
    assert answer.location == "/account"


def test_a_new_password_ends_the_other_sign_ins(client_for, world):
    here, there = client_for("ann"), client_for("ann")
    typed = {"current": world.password, "new": "a longer sentence", "again": "a longer sentence"}
    assert here.post("/account/password", data=typed).status_code == 303
    assert User.by_email("ann@example.com").knows("a longer sentence")
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303


def test_a_password_needs_the_old_one_and_twice_the_same(client_for, world):
    client = client_for("ann")
    good = {"current": world.password, "new": "a longer sentence", "again": "a longer sentence"}
    for wrong in ({"current": "guess"}, {"again": "another sentence"}, {"new": "short", "again": "short"}):
        answer = client.post("/account/password", data={**good, **wrong})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.get_data(as_text=True)
    assert world.ann.knows(world.password)
