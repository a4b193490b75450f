"""Colleagues in the settings: listed, added, changed, let in by a link, signed out, disabled and brought back."""

import html
import re

import pytest

from models import Delivery, Event, PasswordReset, SignIn, User
from tests.jobs.conftest import post_office  # noqa: F401 (a mail server of the tests)

FORM = {"name": "Kit Moor", "email": "Kit@Example.com", "role": "salesperson", "team": "", "language": ""}


@pytest.fixture
def ada(client_for):
    return client_for("ada")


def form(user, **changes):
    held = {
        "name": user.name,
        "email": user.email or "",
        "role": user.role,
        "team": user.team_id or "",
        "language": user.language or "",
    }
    return {**held, "version": user.version, **changes}


def kit():
    return User.by_email("kit@example.com")


def test_the_list_with_role_team_and_last_sign_in(ada, world):
    SignIn.begin(world.ann)
    body = ada.get("/settings/users").text
    row = re.search(rf'<tr id="user-{world.ann.id}".*?</tr>', body, re.S)[0]
    assert "Salesperson" in row
    assert "North" in row
    assert f'href="/opportunities?owner={world.ann.id}">2</a>' in row
    assert "—" not in row
    assert "Finn Gao" not in body
    assert "Finn Gao" in ada.get("/settings/users?state=disabled").text


def test_the_list_is_filtered_and_costs_the_same_for_more_people(ada, world, count_queries):
    with count_queries() as few:
        ada.get("/settings/users")
    for number in range(20):
        User.add(f"P{number}", team=world.north)
    with count_queries() as many:
        body = ada.get("/settings/users").text
    assert len(many) == len(few)
    assert "26 people" in body
    found = ada.get(f"/settings/users?role=team_lead&team={world.north.id}&q=BO@").text
    assert "1 person" in found
    assert "Nobody matches" in ada.get("/settings/users?q=none+such").text
    assert ada.get("/settings/users?role=boss&team=x&state=gone").status_code == 200


def test_a_long_list_comes_a_page_at_a_time(ada, world, htmx):
    for number in range(60):
        User.add(f"Person {number:02}", team=world.north)
    first = ada.get(f"/settings/users?team={world.north.id}").text
    assert "62 people" in first  # Ann, Bo, and not Finn, who left
    more = html.unescape(re.search(r'hx-get="(/settings/users\?after=[^"]+)"', first)[1])
    assert f"team={world.north.id}" in more
    rest = ada.get(more, headers={**htmx, "HX-Target": "tr#kept-more"}).text
    seen = [re.findall(r'<tr id="user-(\d+)"', body) for body in (first, rest)]
    assert (len(seen[0]), len(seen[1])) == (50, 12)
    assert not set(seen[0]) & set(seen[1])
    assert "<html" not in rest
    assert "Back to the start" in ada.get(more).text


def test_one_is_added_with_a_password(ada, world):
    data = {
        **FORM,
        "role": "team_lead",
        "team": world.south.id,
        "language": "zh-Hans",
        "way": "password",
        "password": "a long password",
    }
    answer = ada.post("/settings/users", data=data)
    assert (answer.status_code, answer.location) == (303, f"/settings/users/{kit().id}")
    assert (kit().role, kit().team, kit().language, kit().knows("a long password")) == (
        "team_lead",
        world.south,
        "zh-Hans",
        True,
    )
    event = Event.about(kit()).get()
    assert (event.name, event.actor_id) == ("user.added", world.ada.id)


def test_or_with_a_link_that_is_shown_once_and_opens(ada, client, world):
    answer = ada.post("/settings/users", data={**FORM, "way": "link"})
    assert answer.status_code == 200
    link = re.search(r'value="https?://[^/"]+(/password/new\?token=[^"]+)"', answer.text)[1]
    assert "token=" not in ada.get(f"/settings/users/{kit().id}").text
    client.get(link)
    client.post("/password/new", data={"new": "a longer sentence", "again": "a longer sentence"})
    assert kit().knows("a longer sentence")
    assert PasswordReset.behind(link.split("=")[1]) is None


def test_without_mail_nobody_is_invited_by_mail(ada):
    assert 'value="mail"' not in ada.get("/settings/users/new").text
    assert ada.post("/settings/users", data={**FORM, "way": "mail"}).status_code == 422
    assert kit() is None


def test_with_mail_it_is_the_first_choice(ada, post_office):  # noqa: F811
    body = ada.get("/settings/users/new").text
    assert re.search(r'value="mail"[^>]*checked', body)
    assert ada.post("/settings/users", data={**FORM, "way": "mail"}).status_code == 303
    event = Event.about(kit()).order_by(Event.id.desc()).get()
    assert event.name == "user.invited"
    assert Delivery.get(Delivery.event == event).reaction == "mail_invitation"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": ""}, "email"),
        ({"email": "nonsense"}, "email"),
        ({"email": "ANN@example.com"}, "email"),
        ({"role": "boss"}, "role"),
        ({"team": "99"}, "team"),
        ({"role": "team_lead"}, "team"),
        ({"way": "password", "password": "short"}, "password"),
    ],
)
def test_what_cannot_be_is_422_beside_its_field(ada, world, change, field):
    answer = ada.post("/settings/users", data={**FORM, "way": "later", **change})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    assert kit() is None


def test_another_role_says_what_it_means(ada, world):
    answer = ada.post(f"/settings/users/{world.ann.id}", data=form(world.ann, role="manager"))
    assert answer.status_code == 303
    assert "Ann Li is a manager from now on" in ada.get(answer.location).text
    assert world.ann.role == "manager"


def test_a_page_names_what_moves_along_and_moves_it(ada, world):
    assert "2 open opportunities, 2 customers" in ada.get(f"/settings/users/{world.ann.id}").text
    ada.post(f"/settings/users/{world.ann.id}", data=form(world.ann, team=world.south.id, along="y"))
    assert (world.ann.team, world.acme_renewal.team) == (world.south, world.south)
    ada.post(f"/settings/users/{world.ann.id}", data=form(world.ann, team=world.north.id))
    assert (world.ann.team, world.acme_renewal.team) == (world.north, world.south)


@pytest.mark.parametrize("change", [{"name": ""}, {"email": "cy@example.com"}, {"email": ""}, {"role": "boss"}])
def test_a_change_that_cannot_be(ada, world, change):
    assert ada.post(f"/settings/users/{world.ann.id}", data=form(world.ann, **change)).status_code == 422
    assert (world.ann.name, world.ann.email, world.ann.role) == ("Ann Li", "ann@example.com", "salesperson")


def test_what_is_refused_is_409_with_its_reason(ada, world):
    answer = ada.post(f"/settings/users/{world.ada.id}", data=form(world.ada, role="viewer", name="Ada"))
    assert answer.status_code == 409
    assert "You cannot change your own role" in answer.text
    assert 'value="Ada"' in answer.text
    assert (world.ada.role, world.ada.name) == ("administrator", "Ada Sun")
    assert (
        "Hand over what Ann Li answers for"
        in ada.post(f"/settings/users/{world.ann.id}", data=form(world.ann, role="viewer")).text
    )


def test_the_second_editor_chooses(ada, world):
    read = form(world.ann, role="manager")
    world.ann.edit(world.ada, role="team_lead", name="Ann Lee")
    answer = ada.post(f"/settings/users/{world.ann.id}", data=read)
    assert answer.status_code == 409
    assert "Team lead" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    ada.post(
        f"/settings/users/{world.ann.id}", data={**read, "name": "Ann Lee", "version": version, "keep-role": "theirs"}
    )
    assert (world.ann.role, world.ann.name) == ("team_lead", "Ann Lee")


def test_who_was_imported_may_go_without_an_address(ada, world):
    row = User.add("No Address")
    assert ada.post(f"/settings/users/{row.id}", data=form(row, name="Still None")).status_code == 303
    assert User.get_by_id(row.id).email is None
    assert "Without a mail address nobody can sign in" in ada.get(f"/settings/users/{row.id}").text
    assert ada.post(f"/settings/users/{row.id}/links").status_code == 409


def test_a_link_to_a_new_password_keeps_the_old_one_until_it_is_used(ada, world):
    answer = ada.post(f"/settings/users/{world.ann.id}/links", data={"way": "show"})
    token = re.search(r"token=([\w-]+)", answer.text)[1]
    assert PasswordReset.behind(token).user == world.ann
    assert world.ann.knows(world.password)
    assert (
        ada.post(f"/settings/users/{world.ann.id}/links", data={"way": "mail"}).status_code == 409
    )  # the tests' server sends none


def test_signed_out_everywhere(ada, world):
    token = SignIn.start(world.ann)
    assert "Signed in, in 1 browser." in ada.get(f"/settings/users/{world.ann.id}").text
    assert ada.post(f"/settings/users/{world.ann.id}/sign-ins/end").status_code == 303
    assert SignIn.resume(token) is None


def test_the_end_leads_to_the_hand_over(ada, world, htmx):
    dialog = ada.get(f"/settings/users/{world.ann.id}/ending/new", headers=htmx).text
    assert "2 open opportunities, 2 customers, 1 planned follow-ups" in dialog
    link = re.search(r'href="(/handovers/new\?[^"]+)"', dialog)[1].replace("&amp;", "&")
    page = ada.get(link).text
    assert re.search(rf'value="{world.ann.id}"[^>]*selected|selected[^>]*value="{world.ann.id}"', page)
    assert re.search(r'name="disable"[^>]*checked', page)


def test_or_ends_at_once_and_is_undone(ada, world):
    token = SignIn.start(world.ann)
    assert ada.post(f"/settings/users/{world.ann.id}/ending").status_code == 303
    assert (world.ann.state, SignIn.resume(token)) == ("disabled", None)
    assert "The account ended" in ada.get(f"/settings/users/{world.ann.id}").text
    assert ada.post(f"/settings/users/{world.ann.id}/ending/undo").status_code == 303
    assert world.ann.state == "active"


def test_nobody_ends_their_own_account(ada, world):
    assert "/ending/new" not in ada.get(f"/settings/users/{world.ada.id}").text
    answer = ada.post(f"/settings/users/{world.ada.id}/ending")
    assert answer.status_code == 409
    assert "You cannot end your own account." in answer.text
