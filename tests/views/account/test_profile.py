"""Name, colour, language, theme and time zone; and the mail address, which needs the password."""

import pytest

from models import Event, PasswordReset, User

FORM = {"name": "Ann Li", "hue": "3", "language": "en", "theme": "dark", "time_zone": "Europe/Berlin"}


def test_it_is_kept(client_for, world):
    answer = client_for("ann").post("/account/profile", data={**FORM, "name": " Ann  Lee "})
    assert (answer.status_code, answer.location) == (303, "/account")
    ann = world.ann
    assert (ann.name, ann.hue, ann.language, ann.theme, ann.time_zone) == ("Ann Lee", 3, "en", "dark", "Europe/Berlin")
    event = Event.about(ann).first()
    assert (event.name, event.facts["changes"]) == ("user.renamed", {"name": ["Ann Li", "Ann Lee"]})


def test_the_same_name_is_no_event(client_for, world):
    client_for("ann").post("/account/profile", data=FORM)
    assert Event.about(world.ann).first().name == "user.added"


def test_a_script_fetches_the_whole_page_anew(client_for, htmx):
    answer = client_for("ann").post("/account/profile", data=FORM, headers={**htmx, "HX-Request-Type": "full"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/account")


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "x" * 121}, {"hue": "9"}, {"theme": "pink"}, {"time_zone": "Mars/Base"}]
)
def test_what_cannot_be_is_refused(client_for, world, wrong):
    answer = client_for("ann").post("/account/profile", data={**FORM, **wrong})
    assert answer.status_code == 422
    assert (world.ann.name, world.ann.hue) == ("Ann Li", None)


def test_the_colour_is_worn_everywhere(client_for, world):
    world.ann.prefer(hue=7)
    client = client_for("mia")
    for path in (f"/board?owner={world.ann.id}", f"/opportunities?owner={world.ann.id}"):
        assert "avatar hue--7" in client.get(path).text
    assert "hue--7" in client.get(f"/opportunities/{world.acme_renewal.id}").text


def test_the_mail_address_is_changed_with_the_password(client_for, client, world):
    PasswordReset.start(world.ann)
    typed = {"email": "Ann.Li@Example.com", "proof": world.password}
    assert client_for("ann").post("/account/address", data=typed).status_code == 303
    assert world.ann.email == "ann.li@example.com"
    assert Event.about(world.ann).first().name == "user.address_changed"
    assert not PasswordReset.select().where(PasswordReset.used_at.is_null()).exists()
    answer = client.post("/sign-in", data={"email": "ann.li@example.com", "password": world.password})
    assert answer.status_code == 303


def test_without_the_password_it_stays(client_for, world):
    for typed in ({"proof": "guess"}, {"proof": ""}, {"email": "no address"}, {"email": ""}):
        answer = client_for("ann").post(
            "/account/address", data={"email": "else@example.com", "proof": world.password, **typed}
        )
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
    assert world.ann.email == "ann@example.com"


def test_guessing_the_password_there_is_throttled(client_for, world):
    client = client_for("ann")
    typed = {"email": "else@example.com", "proof": "guess"}
    answers = [client.post("/account/address", data=typed).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


def test_an_address_that_is_taken_is_refused(client_for, world):
    answer = client_for("ann").post("/account/address", data={"email": "bo@example.com", "proof": world.password})
    assert answer.status_code == 409
    assert "exists already" in answer.text
    assert User.by_email("bo@example.com") == world.bo
