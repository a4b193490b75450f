"""Tags are renamed, merged and deleted; every row that wore one tells it, and what is kept of it asks for the other."""

import pytest

from models import Contact, Event, Opportunity, SavedView, Tag
from models.base import Refused, Stale
from models.opportunity.filter import Filter
from models.retagged import drop, merge, rename, used
from models.search import counts
from models.tag import Tagging


@pytest.fixture
def tags(world):
    """(key, vip): key on two opportunities, a customer and a contact, vip on one of the opportunities."""
    world.acme_renewal.tag(world.ann, add=["Key", "VIP"])
    world.star_rollout.tag(world.ann, add=["Key"])
    Tag.set_on(world.ann, world.acme, ["Key"])
    Tag.set_on(world.ann, world.acme_wei, ["Key"])
    return Tag.found("Key"), Tag.found("VIP")


def last(row):
    return Event.about(row).order_by(Event.id.desc()).first()


def test_how_many_wear_it_by_kind_in_one_query(world, tags, count_queries):
    key, vip = tags
    world.star_rollout.bin(world.ann)
    with count_queries() as queries:
        found = used([key.id, vip.id])
    assert found == {key.id: {"opportunity": 1, "customer": 1, "contact": 1}, vip.id: {"opportunity": 1}}
    assert len(queries) == 1


def test_two_become_one(world, tags):
    key, vip = tags
    versions = world.acme_renewal.version, world.star_rollout.version, world.acme.version
    assert merge(key, vip, world.ada) == 4
    assert Tag.found("Key") is None
    assert (world.acme_renewal.tags, world.star_rollout.tags) == (["VIP"], ["VIP"])
    assert Tag.of([world.acme, world.acme_wei]) == {
        ("customer", world.acme.id): ["VIP"],
        ("contact", world.acme_wei.id): ["VIP"],
    }
    assert (world.acme_renewal.version, world.star_rollout.version, world.acme.version) == tuple(
        v + 1 for v in versions
    )
    assert last(world.acme_renewal).facts == {"added": [], "removed": ["Key"]}  # it wore the other one already
    assert last(world.star_rollout).facts == {"added": ["VIP"], "removed": ["Key"]}
    told = last(world.acme_wei)
    assert (told.name, told.contact_id, told.customer_id) == ("contact.tagged", world.acme_wei.id, world.acme.id)
    said = last(vip)
    assert (said.name, said.facts) == ("tag.merged", {"name": "VIP", "former": "Key", "count": 4})


def test_views_that_are_kept_ask_for_the_other_one(world, tags):
    key, vip = tags
    view = SavedView.keep(world.ann, "Mine", "list", f"tag={key.id}%2C{vip.id}&grade=A")
    other = SavedView.keep(world.ann, "Other", "list", f"stage={key.id}")
    merge(key, vip, world.ada)
    assert SavedView.get_by_id(view.id).query == f"tag={vip.id}&grade=A"
    assert (SavedView.get_by_id(other.id).query, SavedView.get_by_id(other.id).version) == (f"stage={key.id}", 1)


def test_views_that_are_kept_ask_no_more_for_one_that_is_deleted(world, tags):
    key, vip = tags
    one = SavedView.keep(world.ann, "Mine", "list", f"tag={key.id}&grade=A")
    both = SavedView.keep(world.ann, "Both", "list", f"tag={key.id},{vip.id}")
    drop(key, world.ada)
    assert [SavedView.get_by_id(view.id).query for view in (one, both)] == ["grade=A", f"tag={vip.id}"]


def test_one_is_taken_off_everything(world, tags):
    key, _vip = tags
    assert drop(key, world.ada) == 4
    assert Tagging.select().where(Tagging.tag == key.id).count() == 0
    assert world.acme_renewal.tags == ["VIP"]
    assert last(world.star_rollout).facts == {"added": [], "removed": ["Key"]}
    said = Event.select().where(Event.name == "tag.deleted").get()
    assert said.facts == {"name": "Key", "count": 4}


def test_another_name_is_found_and_the_same_filter_means_the_same(world, tags):
    key, _vip = tags
    before = [row.id for row in Opportunity.scope(world.mia, Filter(tag=key.id))]
    assert rename(key, "Keystone, account", world.ada)
    assert key.name == "Keystone account"
    assert [row.id for row in Opportunity.scope(world.mia, Filter(tag=key.id))] == before
    assert counts(world.ann, "keystone") == counts(world.ann, "account") != counts(world.ann, "nothing such")
    with pytest.raises(Refused, match="there already"):
        rename(key, "vip", world.ada)
    with pytest.raises(Refused, match="at most 60"):
        rename(key, "x" * 61, world.ada)
    read = key.version
    rename(Tag.get_by_id(key.id), "Key", world.ada)
    with pytest.raises(Stale):
        rename(key, "Other", world.ada, version=read)


@pytest.mark.parametrize("who", ["ann", "mia", "vic"])
def test_only_administrators(world, tags, who):
    key, vip = tags
    for doing in (lambda by: merge(key, vip, by), lambda by: drop(key, by), lambda by: rename(key, "X", by)):
        with pytest.raises(Refused, match="Only an administrator"):
            doing(getattr(world, who))
    with pytest.raises(Refused, match="another tag"):
        merge(key, key, world.ada)


def test_thousands_in_little_time(world, tags):
    key, vip = tags
    customer = world.acme.id
    Contact.insert_many(
        [{"customer": customer, "name": f"P{n}", "name_key": f"p{n}", "created_by": world.ann.id} for n in range(2000)]
    ).execute()
    ids = [row_id for (row_id,) in Contact.select(Contact.id).where(Contact.name.startswith("P")).tuples()]
    Tagging.insert_many(
        [{"tag": key.id, "subject_type": "contact", "subject_id": i} for i in ids if i != world.bolt_pat.id]
    ).execute()
    assert merge(key, vip, world.ada) == 2004
