"""Customers: made and edited by whom it concerns, found once, picked by name, listed a page at a time."""

import pytest

from models import Customer, Event
from models.base import Refused, Stale
from models.customer import listed


def facts(row):
    event = Event.about(row).first()
    return event.name, event.facts


def test_a_customer_takes_the_team_of_its_owner_and_is_told(world):
    row = Customer.add(world.ann, name="  New   Co ", owner=world.ann, phone="+86 138 0000 0000", email="A@B.example")
    row = Customer.get_by_id(row.id)
    assert (row.name, row.name_key, row.team, row.created_by) == ("New Co", "new", world.north, world.ann)
    assert (row.phone_key, row.email_key) == ("13800000000", "a@b.example")
    assert facts(row) == ("customer.created", {"name": "New Co"})


def test_a_viewer_creates_and_changes_nothing(world):
    with pytest.raises(Refused):
        Customer.add(world.vic, name="New")
    with pytest.raises(Refused):
        world.acme.edit(world.vic, industry="x")


def test_an_owner_comes_from_the_team_of_who_gives(world):
    with pytest.raises(Refused):
        Customer.add(world.ann, name="New", owner=world.cy)
    with pytest.raises(Refused):
        world.acme.edit(world.ann, owner=world.cy)
    world.acme.edit(world.mia, owner=world.cy)
    assert (world.acme.owner, world.acme.team) == (world.cy, world.south)


def test_an_edit_keeps_keys_and_tells_old_and_new(world):
    assert world.acme.edit(world.ann, name="Acme Tools Ltd", phone=None, industry=None) == {"name", "phone"}
    row = world.acme
    assert (row.name, row.name_key, row.phone, row.phone_key, row.version) == (
        "Acme Tools Ltd",
        "acme tools",
        None,
        "",
        2,
    )
    changes = {"name": ["Acme", "Acme Tools Ltd"], "phone": ["+86 138 0013 8000", None]}
    assert facts(row) == ("customer.edited", {"changes": changes})


def test_an_edit_that_changes_nothing_tells_nothing(world):
    assert world.acme.edit(world.ann, name=" Acme ") == set()
    assert world.acme.version == 1
    assert facts(world.acme)[0] == "customer.created"


def test_the_second_editor_is_stale_and_learns_what_the_first_changed(world):
    world.acme.edit(world.ann, industry="Steel")
    world.acme.edit(world.bo, industry="Tools", website="acme.example")
    with pytest.raises(Stale):
        world.acme.edit(world.mia, version=1, industry="Toys")
    assert world.acme.industry == "Tools"
    since = world.acme.changed_since(1)
    assert since["industry"].facts["changes"]["industry"] == [None, "Steel"]  # what the second editor had read
    assert since["website"].actor_id == world.bo.id
    assert set(world.acme.changed_since(2)) == {"industry", "website"}
    assert world.acme.changed_since(3) == {}


@pytest.mark.parametrize(
    "given",
    [{"name": "ACME, Inc."}, {"phone": "138 0013 8000"}, {"email": "INFO@acme.example"}, {"name": "x", "phone": "0086-13800138000"}],
)  # fmt: skip
def test_exact_duplicates_are_found_whoever_asks(world, given):
    assert Customer.twins_of(**given) == [world.acme]
    assert Customer.twins_of(**given, but=world.acme) == []


def test_nothing_is_no_duplicate_of_nothing(world):
    assert Customer.twins_of(name="", phone="123", email="") == []


def test_a_reader_knows_the_duplicates_within_reach_only(world):
    assert Customer.reached_among(world.bo, [world.acme, world.bolt]) == [world.acme]
    assert Customer.reached_among(world.mia, [world.acme, world.bolt]) == [world.acme, world.bolt]
    assert Customer.reached_among(world.bo, []) == []


class TestPicked:
    def test_nothing_typed_is_nobody(self, world):
        assert Customer.picked(world.ann, world.acme.id, " ") is None

    def test_the_picked_one(self, world):
        other = Customer.add(world.ann, name="Acme Inc")
        assert Customer.picked(world.ann, other.id, "Acme Inc") == other

    def test_a_name_typed_over_the_picked_one_counts(self, world):
        assert Customer.picked(world.ann, world.acme.id, "上海星辰科技") == world.star

    def test_a_known_name_is_never_made_again(self, world):
        exact = Customer.add(world.ann, name="ACME")
        before = Customer.select().count()
        assert Customer.picked(world.ann, None, " acme inc ") == world.acme
        assert Customer.picked(world.ann, None, "ACME") == exact
        assert Customer.select().count() == before

    def test_an_unknown_name_is_a_new_customer_of_who_typed_it(self, world):
        row = Customer.picked(world.ann, None, "Brand new")
        assert (row.name, row.owner, row.team) == ("Brand new", world.ann, world.north)

    def test_a_colleagues_customer_is_refused_without_details(self, world):
        with pytest.raises(Refused) as no:
            Customer.picked(world.bo, None, "BOLT")
        assert no.value.facts == {"name": "BOLT"}

    def test_an_id_out_of_reach_opens_nothing(self, world):
        with pytest.raises(Refused):
            Customer.picked(world.bo, world.bolt.id, "Bolt")

    def test_a_viewer_makes_none(self, world):
        assert Customer.picked(world.vic, None, "Acme") == world.acme
        with pytest.raises(Refused):
            Customer.picked(world.vic, None, "Brand new")


def names(rows):
    return [row.name for row in rows]


def test_picks_put_the_same_name_first(world):
    for name in ("Great Acme", "Acme Zinc", "Acme Aluminium"):
        Customer.add(world.ann, name=name, owner=world.ann)
    assert names(Customer.picks(world.ann, "acme")) == ["Acme", "Acme Aluminium", "Acme Zinc", "Great Acme"]
    assert names(Customer.picks(world.ann, "", limit=2)) == ["Acme Aluminium", "Acme Zinc"]
    assert names(Customer.picks(world.cy, "acme")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("acm", "Acme"), ("星辰", "上海星辰科技有限公司"), ("0013", "Acme"), ("+86 138", "Acme"), ("INFO@", "Acme"), ("％", None),
     ("%", None), ("_", None), ("acme ltd", "Acme"), ("zzz", None)],
)  # fmt: skip
def test_found_by_name_number_and_mail(world, text, found):
    assert names(Customer.within(world.ann, text)) == ([found] if found else [])


def test_a_text_without_letters_does_not_find_everybody(world):
    assert names(Customer.within(world.mia, "   ")) == names(Customer.visible_to(world.mia))
    assert names(Customer.within(world.mia, "..")) == []


@pytest.mark.parametrize("sort", ["name", "industry", "owner", "created"])
@pytest.mark.parametrize("flipped", [False, True])
def test_pages_follow_on_without_gap_or_repeat(world, monkeypatch, sort, flipped):
    monkeypatch.setattr(listed, "PAGE", 2)
    order = Customer.orders()[sort]
    order = order.flipped() if flipped else order
    pages, after = [], None
    while True:
        rows, after = Customer.listed(world.mia, order, after)
        pages += [rows]
        if after is None:
            break
    assert [len(page) for page in pages] == [2, 2, 1]
    ids = [row.id for page in pages for row in page]
    assert sorted(ids) == sorted(row.id for row in Customer.visible_to(world.mia))
    monkeypatch.setattr(listed, "PAGE", 50)
    assert ids == [row.id for row in Customer.listed(world.mia, order)[0]]


def test_the_list_is_scoped_and_takes_few_queries(world, count_queries):
    ann = world.ann
    with count_queries() as queries:
        rows, after = Customer.listed(ann, Customer.orders()["name"])
        owners = [row.owner and row.owner.name for row in rows]
    assert names(rows) == ["Acme", "Bolt", "Dune", "上海星辰科技有限公司"]
    assert owners == ["Ann Li", "Cy Wang", None, "Ann Li"]
    assert after is None
    assert len(queries) == 4  # the settings of reach and time zone, the ids of the page, its rows
