"""Tags: one for all spellings, on rows of every kind."""

import pytest

from models import Opportunity, Tag
from models.base import Refused, Stale
from models.event import Event
from models.opportunity.filter import NONE, Filter
from models.tag import MOST, Tagging


def test_one_tag_for_all_spellings(world):
    one = Tag.named("Phase  Two")
    assert Tag.named("phase two") == Tag.named("ＰＨＡＳＥ ＴＷＯ") == one
    assert one.name == "Phase Two"
    assert Tag.named(" ") is None
    assert Tag.found("nothing such") is None
    with pytest.raises(Refused, match="at most 60"):
        Tag.named("x" * 61)


def test_an_opportunity_is_tagged_by_its_verb(world):
    row, ann = world.acme_renewal, world.ann
    assert row.tag(ann, add=["Phase two", "重点", "phase TWO"]) == (["Phase two", "重点"], [])
    assert row.tag(ann, add=["重点"], remove=["phase two", "unknown"]) == ([], ["Phase two"])
    assert row.tags == ["重点"]
    version = row.version
    assert row.tag(ann, add=["重点"]) == ([], [])
    assert world.acme_renewal.version == version
    last = Event.about(row).order_by(Event.id.desc()).first()
    assert (last.name, last.facts) == ("opportunity.tagged", {"added": [], "removed": ["Phase two"]})


def test_a_row_has_a_bounded_number_of_tags(world):
    world.acme_renewal.tag(world.ann, add=[f"Nr {number}" for number in range(MOST)])
    with pytest.raises(Refused, match="at most 30 tags"):
        world.acme_renewal.tag(world.ann, add=["one more"])
    assert len(world.acme_renewal.tags) == MOST


@pytest.mark.parametrize("name", ["acme", "acme_wei", "acme_renewal"])
def test_names_are_set_on_rows_of_every_kind(world, name):
    row = getattr(world, name)
    assert Tag.set_on(world.ann, row, ["Key", "重点"]) == (["Key", "重点"], [])
    assert Tag.set_on(world.ann, row, ["key", "New", ""]) == (["New"], ["重点"])
    assert Tag.of([getattr(world, name)]) == {(row.noun, row.id): ["Key", "New"]}
    told = Event.about(row).order_by(Event.id.desc()).first()
    assert told.name == f"{row.noun}.tagged"
    assert getattr(world, name).version == row.version
    with pytest.raises(Refused):
        Tag.set_on(world.vic, row, [])
    assert Tag.of([row])


def test_whoever_edits_at_the_same_time_is_told(world):
    seen = world.acme
    Tag.set_on(world.ann, world.acme, ["Key"])
    with pytest.raises(Stale):
        Tag.set_on(world.ann, seen, [])
    with pytest.raises(Stale):
        seen.edit(world.ann, version=seen.version, name="Acme 2")


def test_many_rows_are_read_in_a_query_for_each_kind(world, count_queries):
    rows = [world.acme, world.star, world.acme_renewal]
    Tag.set_on(world.ann, world.acme, ["Key"])
    Tag.set_on(world.ann, world.acme_renewal, ["Hot", "Cold"])
    with count_queries() as queries:
        found = Tag.of(rows)
    assert len(queries) == 2
    assert found == {("customer", world.acme.id): ["Key"], ("opportunity", world.acme_renewal.id): ["Cold", "Hot"]}


def test_only_tags_in_use_are_offered(world):
    Tag.named("unused")
    world.acme_renewal.tag(world.ann, add=["used"])
    assert [tag.name for tag in Tag.offered()] == ["used"]
    Tagging.delete().execute()
    assert list(Tag.offered()) == []


def test_opportunities_are_found_by_tag(world):
    world.acme_renewal.tag(world.ann, add=["Hot", "Key"])
    world.star_rollout.tag(world.ann, add=["Key"])
    hot, key = Tag.named("hot").id, Tag.named("key").id

    def found(wanted):
        return {row.name for row in Filter(tag=wanted).apply(Opportunity.visible_to(world.ann))}

    everything = found(None)
    assert found(hot) == {"Acme renewal"}
    assert found((hot, key)) == {"Acme renewal", "星辰 ERP 项目"}
    assert found(NONE) == everything - found((hot, key))
    assert found((hot, NONE)) == everything - {"星辰 ERP 项目"}
    Tag.set_on(world.ann, world.acme, ["Hot"])  # a customer with the same id is another matter
    assert found(hot) == {"Acme renewal"}
