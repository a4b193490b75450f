"""Names that a company keeps: there once, changed by administrators, each change told; archived ones are not offered."""

import pytest

from models import Competitor, Event, Opportunity, Product, Source, Team
from models.base import Refused, Stale, now

KINDS = (Source, Competitor, Product, Team)


def last(row):
    return Event.about(row).order_by(Event.id.desc()).first()


@pytest.mark.parametrize("model", KINDS)
def test_one_is_added_and_told(world, model):
    row = model.add(world.ada, name="  Spring  fair ")
    assert row.name == "Spring fair"
    event = last(row)
    assert (event.name, event.actor_id) == (f"{model.noun}.added", world.ada.id)
    assert event.facts["name"] == "Spring fair"
    assert row in list(model.offered())


@pytest.mark.parametrize("model", KINDS)
def test_a_name_is_there_once_however_it_is_spelt(world, model):
    row = model.add(world.ada, name="Spring fair")
    other = model.add(world.ada, name="Autumn fair")
    with pytest.raises(Refused, match="“Spring fair” is there already"):
        model.add(world.ada, name="ＳＰＲＩＮＧ  FAIR")
    with pytest.raises(Refused, match="there already"):
        other.edit(world.ada, name="spring fair")
    assert row.edit(world.ada, name="SPRING fair") == {"name"}  # its own name in another spelling
    with pytest.raises(Refused, match="A name is needed"):
        row.edit(world.ada, name="  ")
    assert model.spelt("spring FAIR") == row
    assert model.spelt("") is None


@pytest.mark.parametrize("model", KINDS)
def test_the_name_of_an_archived_one_is_taken_too(world, model):
    row = model.add(world.ada, name="Spring fair")
    model.update(archived_at=now()).where(model.id == row.id).execute()
    assert row not in list(model.offered())
    with pytest.raises(Refused, match="in the archive"):
        model.add(world.ada, name="spring fair")


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("who", ["ann", "bo", "mia", "vic"])
def test_only_administrators_change_them(world, model, who):
    row, user = model.add(None, name="Spring fair"), getattr(world, who)
    with pytest.raises(Refused, match="Only an administrator"):
        model.add(user, name="Another")
    with pytest.raises(Refused, match="Only an administrator"):
        row.edit(user, name="Another")
    assert not model.may_change(user, row)
    assert model.may_change(world.ada, row)


def test_a_change_tells_before_and_after_and_renaming_leaves_the_rows(world):
    referral = world.source("Referral")
    referral.edit(world.ada, name="Recommended")
    assert last(referral).facts["changes"] == {"name": ["Referral", "Recommended"]}
    assert world.acme_renewal.source.name == "Recommended"
    assert referral.edit(world.ada, name="Recommended") == set()


def test_the_second_editor_must_look(world):
    row = Team.add(world.ada, name="West")
    read = row.version
    Team.get_by_id(row.id).edit(world.ada, version=read, office="Chengdu")
    with pytest.raises(Stale):
        row.edit(world.ada, version=read, name="Far West")
    fresh = Team.get_by_id(row.id)
    assert (fresh.name, fresh.office) == ("West", "Chengdu")
    assert fresh.changed_since(read)["office"].facts["changes"]["office"] == [None, "Chengdu"]
    assert fresh.changed_since(fresh.version) == {}
    assert fresh.edit(world.ada, version=fresh.version, name="Far West") == {"name"}


def test_of_two_changes_since_the_earliest_tells_what_was_read(world):
    row = Team.add(world.ada, name="West")
    read = row.version
    row.edit(world.ada, name="Wild West")
    row.edit(world.ada, name="Far West")
    assert row.changed_since(read)["name"].facts["changes"]["name"] == ["West", "Wild West"]


def test_a_product_keeps_its_price_with_its_currency(world):
    row = Product.add(world.ada, name="GTX Pro", price=5_000_00, currency="USD", series="GTX")
    assert (row.name_key, row.price, row.currency) == ("gtxpro", 5_000_00, "USD")
    with pytest.raises(Refused, match="there already"):
        Product.add(world.ada, name="gtxPRO")
    row.edit(world.ada, price=None, currency="USD")
    assert (Product.get_by_id(row.id).price, Product.get_by_id(row.id).currency) == (None, None)


def test_sources_are_put_into_an_order(world):
    before = [row.id for row in Source.offered()]
    assert Source.arrange(world.ada, before) is False
    assert Source.arrange(world.ada, before[::-1]) is True
    assert [row.id for row in Source.offered()] == before[::-1]
    event = Event.select().where(Event.name == "source.arranged").get()
    assert event.facts["after"] == event.facts["before"][::-1]
    with pytest.raises(Stale):
        Source.arrange(world.ada, before[1:])
    with pytest.raises(Refused):
        Source.arrange(world.mia, before)
    assert Source.add(world.ada, name="Newest") == list(Source.offered())[-1]


def test_a_typed_competitor_is_the_one_that_is_there_and_a_new_one_is_told(world):
    rival = world.acme_lost.competitor
    assert Competitor.named("RIVAL  ltd") == rival
    assert Competitor.named(" ") is None
    world.acme_renewal.add_competitor(world.ann, "Newcomer")
    made = Competitor.get(Competitor.name == "Newcomer")
    assert (last(made).name, last(made).actor_id) == ("competitor.added", world.ann.id)


def test_an_archived_team_is_not_offered_and_stays_on_its_rows(world):
    Team.update(archived_at=now()).where(Team.id == world.south.id).execute()
    assert list(Team.offered_to(world.mia)) == [world.north]
    assert list(Team.offered_to(world.cy)) == []
    assert Opportunity.get_by_id(world.south_pilot.id).team == world.south
