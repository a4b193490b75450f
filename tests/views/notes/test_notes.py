"""Notes on an opportunity, a customer or a contact: written, changed, deleted."""

import re

import pytest

from models import Note
from models.base import Refused


@pytest.fixture
def note(world):
    return Note.add(world.ann, "Gate 4\nAsk Lee", opportunity=world.acme_renewal)


def again(row):
    return Note.get_by_id(row.id)


@pytest.mark.parametrize(
    ("name", "path"), [("acme", "customers"), ("acme_wei", "contacts"), ("acme_renewal", "opportunities")]
)
def test_written_on_whatever_one_follows_up(client_for, world, name, path):
    row = getattr(world, name)
    answer = client_for("ann").post("/notes", data={row.noun: row.id, "text": "Pays late"})
    assert answer.headers["Location"] == f"/{path}/{row.id}"
    found = Note.select().order_by(Note.id.desc()).first()
    assert (found.text, found.created_by, found.customer) == ("Pays late", world.ann, world.acme)
    assert "Pays late" in client_for("vic").get(f"/{path}/{row.id}").text


def test_about_nothing_it_is_no_note(client_for, world):
    assert client_for("ann").post("/notes", data={"text": "Pays late"}).status_code == 422


def test_an_empty_one_is_told_in_its_place(client_for, world, htmx):
    sale = world.acme_renewal
    for more in ({}, {"inside": 1}):
        answer = client_for("ann").post(
            "/notes", data={"opportunity": sale.id, "mode": "note", "text": " \n", **more}, headers=htmx
        )
        assert answer.status_code == 422
        assert "Write something." in answer.text
        assert ("<dialog" in answer.text) is not bool(more)


def test_changed(client_for, world, note, htmx):
    client = client_for("ann")
    body = client.get(f"/notes/{note.id}/edit", headers=htmx).text
    assert "Gate 4\nAsk Lee" in body
    answer = client.post(f"/notes/{note.id}", data={"text": "Gate 5", "version": note.version}, headers=htmx)
    assert "opportunity-changed" in answer.headers["HX-Trigger"]
    assert again(note).text == "Gate 5"
    assert client.post(f"/notes/{note.id}", data={"text": " ", "version": 2}).status_code == 422
    assert again(note).text == "Gate 5"


def test_two_editors_the_second_sees_what_the_first_wrote(client_for, world, note):
    note.edit(world.bo, "Theirs")
    data = {"text": "Mine", "version": 1}
    answer = client_for("ann").post(f"/notes/{note.id}", data=data)
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    data["version"] = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert client_for("ann").post(f"/notes/{note.id}", data=data).status_code == 303
    assert again(note).text == "Mine"


def test_deleted_with_undo(client_for, world, note, htmx):
    client = client_for("ann")
    body = client.post(f"/notes/{note.id}/bin", headers=htmx).text
    assert Note.reached(world.ann, note.id) is None
    client.post(re.search(r'action="(/batches/\d+/undo)"', body)[1], headers=htmx)
    assert Note.reached(world.ann, note.id)


def test_who_may(client_for, world, note):
    shared = Note.add(world.cy, "Only for reading", opportunity=world.bolt_shared)
    for who, row, status in (
        ("bo", note, 303),
        ("mia", note, 303),
        ("cy", note, 404),
        ("vic", note, 403),
        ("ann", shared, 403),
    ):
        data = {"text": f"By {who}", "version": again(row).version}
        assert client_for(who).post(f"/notes/{row.id}", data=data).status_code == status, who
        assert (again(row).text == f"By {who}") is (status == 303), who


def test_its_verbs_refuse_by_themselves(world, note):
    for doing in (
        lambda: Note.add(world.ann, " ", opportunity=world.acme_renewal),
        lambda: Note.add(world.ann, "x", opportunity=world.bolt_shared),
        lambda: Note.add(world.vic, "x", customer=world.acme),
        lambda: note.edit(world.vic, "x"),
        lambda: note.edit(world.ann, ""),
        lambda: note.bin(world.vic),
    ):
        with pytest.raises(Refused):
            doing()
    assert again(note).text == "Gate 4\nAsk Lee"
