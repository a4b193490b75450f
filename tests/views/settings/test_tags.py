"""Tags in the settings: who wears them, renamed, merged, deleted."""

import re

import pytest

from models import Tag


@pytest.fixture
def key(world):
    world.acme_renewal.tag(world.ann, add=["Key", "VIP"])
    Tag.set_on(world.ann, world.acme, ["Key"])
    return Tag.found("Key")


@pytest.fixture
def ada(client_for):
    return client_for("ada")


def test_the_counts_lead_to_the_rows(ada, key):
    row = re.search(rf'<tr id="tag-{key.id}".*?</tr>', ada.get("/settings/tags").text, re.S)[0]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)">1</a>', row)]
    assert "Acme renewal" in ada.get(links[0]).text
    assert "Acme" in ada.get(links[1]).text
    assert links[1] == f"/customers?tag={key.id}"


def test_another_name(ada, world, key):
    version = key.version or ""
    assert ada.post(f"/settings/tags/{key.id}", data={"name": "Keystone", "version": version}).status_code == 303
    assert world.acme_renewal.tags == ["Keystone", "VIP"]


@pytest.mark.parametrize("name", ["", "vip", "x" * 61, ","])
def test_one_that_cannot_be(ada, world, key, name):
    answer = ada.post(f"/settings/tags/{key.id}", data={"name": name, "version": ""})
    assert (answer.status_code, 'id="name-error"' in answer.text) == (422, True)
    assert world.acme_renewal.tags == ["Key", "VIP"]


def test_two_editors(ada, world, key):
    key.edit(world.ada, name="Keystone")
    answer = ada.post(f"/settings/tags/{key.id}", data={"name": "Corner", "version": ""})
    assert answer.status_code == 409
    assert "Keystone" in answer.text


def test_two_become_one(ada, world, key):
    dialog = ada.get(f"/settings/tags/{key.id}/merger/new").text
    assert "1 opportunity wears it." in dialog
    assert "1 customer wears it." in dialog
    assert ada.post(f"/settings/tags/{key.id}/merger", data={"into": "vip"}).status_code == 303
    assert (world.acme_renewal.tags, Tag.found("Key")) == (["VIP"], None)


@pytest.mark.parametrize("into", ["", "key", "nothing such"])
def test_into_none_or_itself_it_cannot(ada, key, into):
    answer = ada.post(f"/settings/tags/{key.id}/merger", data={"into": into})
    assert (answer.status_code, 'id="into-error"' in answer.text) == (422, True)


def test_deleted_after_being_asked(ada, world, key):
    assert "1 customer wears it." in ada.get(f"/settings/tags/{key.id}/removal/new").text
    assert ada.post(f"/settings/tags/{key.id}/removal").status_code == 303
    assert world.acme_renewal.tags == ["VIP"]
    assert "taken off 2 rows" in ada.get("/settings/tags").text


def test_thousands_cost_no_more_queries(ada, key, count_queries):
    with count_queries() as few:
        ada.get("/settings/tags")
    Tag.insert_many([{"name": f"T{n:04}", "name_key": f"t{n:04}"} for n in range(300)]).execute()
    with count_queries() as many:
        body = ada.get("/settings/tags").text
    assert "302 tags" in body
    assert len(many) == len(few)
