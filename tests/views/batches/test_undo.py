"""Undo, as the message of an action offers it."""

import re

import pytest

from models import Batch

FORM = re.compile(r'action="(/batches/\d+/undo)"')


def offered(answer):
    """The address that the answer's message offers to take it back with, or None."""
    found = FORM.search(answer.get_data(as_text=True))
    return found and found[1]


def actions(world):
    row = world.acme_renewal.id
    return {
        "move": (f"/opportunities/{row}/stage", {"stage": world.stage("Contract").id}),
        "drop": (f"/board/drops/{row}", {"stage": world.stage("Contract").id}),
        "assign": (f"/opportunities/{row}/owner", {"owner": f"user-{world.bo.id}"}),
        "win": (f"/opportunities/{row}/closure", {"outcome": "won", "amount": "100", "closed_on": ""}),
        "lose": (f"/opportunities/{row}/closure", {"outcome": "lost", "reason": world.reason("lost", "Budget").id}),
    }


@pytest.mark.parametrize("action", ["move", "drop", "assign", "lose"])
def test_an_action_offers_its_undo_which_gives_the_row_back(client_for, world, htmx, action):
    ann, before = client_for("ann"), world.acme_renewal
    address, data = actions(world)[action]
    answer = ann.post(address, data=data, headers=htmx)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert world.acme_renewal.version > before.version
    answer = ann.post(offered(answer), headers=htmx)
    assert answer.status_code == 200
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    assert "Taken back." in answer.get_data(as_text=True)
    after = world.acme_renewal
    assert (after.stage, after.owner, after.outcome) == (before.stage, before.owner, before.outcome)


def test_without_scripts_it_is_a_form_on_the_next_page(client_for, world):
    ann = client_for("ann")
    address, data = actions(world)["move"]
    answer = ann.post(address, data=data, follow_redirects=True)
    here = f"/opportunities/{world.acme_renewal.id}"
    assert f'name="next" value="{here}"' in answer.get_data(as_text=True)
    answer = ann.post(offered(answer), data={"next": here})
    assert (answer.status_code, answer.location) == (303, here)
    assert world.acme_renewal.stage.name == "Proposal"


def test_it_leads_nowhere_else(client_for, world):
    ann = client_for("ann")
    with Batch.of(world.ann, "move") as batch:
        world.acme_renewal.enter(world.stage("Contract"), by=world.ann)
    answer = ann.post(f"/batches/{batch.id}/undo", data={"next": "//evil.example"})
    assert answer.location == "/"


def test_others_do_not_find_it(client_for, world):
    with Batch.of(world.ann, "move") as batch:
        world.acme_renewal.enter(world.stage("Contract"), by=world.ann)
    for who in ("bo", "mia", "ada", "vic"):
        assert client_for(who).post(f"/batches/{batch.id}/undo").status_code == 404


def test_refused_is_409_and_says_why(client_for, world, htmx):
    with Batch.of(world.ann, "move") as batch:
        world.acme_renewal.enter(world.stage("Contract"), by=world.ann)
    world.acme_renewal.edit(world.bo, name="Acme, again")
    answer = client_for("ann").post(f"/batches/{batch.id}/undo", headers=htmx)
    assert answer.status_code == 409
    assert "It was changed since" in answer.get_data(as_text=True)


def test_what_changed_nothing_offers_nothing(client_for, world, htmx):
    address = f"/opportunities/{world.acme_renewal.id}/stage"
    answer = client_for("ann").post(address, data={"stage": world.stage("Proposal").id}, headers=htmx)
    assert offered(answer) is None


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("move", "took the move back: it is in"),
        ("assign", "took it back that it changed hands"),
        ("lose", "took the closing back"),
    ],
)
def test_it_is_told_in_the_timeline(client_for, world, htmx, action, words):
    ann = client_for("ann")
    address, data = actions(world)[action]
    ann.post(offered(ann.post(address, data=data, headers=htmx)), headers=htmx)
    assert words in ann.get(f"/opportunities/{world.acme_renewal.id}").text


def test_the_bin_is_told_in_the_timelines(client_for, world):
    for name in ("star_rollout", "star", "star_lin"):
        getattr(world, name).bin(world.ann)
        getattr(world, name).restore(world.ann)
    ann = client_for("ann")
    assert "took it out of the bin" in ann.get(f"/opportunities/{world.star_rollout.id}").text
    assert "put it into the bin with its customer" in ann.get(f"/opportunities/{world.star_rollout.id}").text
    assert "took this customer out of the bin" in ann.get(f"/customers/{world.star.id}").text
    assert "put this contact into the bin" in ann.get(f"/contacts/{world.star_lin.id}").text
