"""Who finds what, in which order, a page at a time; hostile words are only words. The same with and without the index."""

import pytest

from models import Activity, Collaboration, Contact, Customer, Note, Opportunity, Setting, search
from models.search import found, plain
from models.setting import today
from tests.world import CAST


@pytest.fixture(params=["index", "rows"])
def way(request, monkeypatch):
    """Searches by the index, and as a database without one does."""
    if request.param == "rows":
        monkeypatch.setattr(search.index, "indexed", lambda: False)
    return request.param


def names(user, typed, kind=None, **more):
    groups = search.look(user, typed, kinds=(kind,) if kind else search.KINDS, **more)
    return {group.kind: [hit.name for hit in group.hits] for group in groups}


def test_chinese_of_two_characters(world, way):
    assert names(world.ann, "上海") == {
        "opportunity": ["星辰 ERP 项目"],  # by its customer
        "customer": ["上海星辰科技有限公司"],
        "contact": ["林晓"],
    }
    assert names(world.ann, "星海") == {}


def test_chinese_and_latin_together(world, way):
    assert names(world.ann, "erp 上海")["opportunity"] == ["星辰 ERP 项目"]
    assert names(world.ann, "星辰erp")["opportunity"] == ["星辰 ERP 项目"]
    assert names(world.ann, "ＥＲＰ　项目")["opportunity"] == ["星辰 ERP 项目"]


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("ren", "opportunity", "Acme renewal"),
        ("seats", "opportunity", "Acme renewal"),  # in its requirement
        ("0013", "customer", "Acme"),
        ("+86 138-0013-8000", "customer", "Acme"),
        ("139 0013", "contact", "Wei Zhang"),
        ("info@acme", "customer", "Acme"),
        ("pat@", "contact", "Pat Moor"),
        ("linxiao", "contact", "林晓"),
        ("制造", "customer", "上海星辰科技有限公司"),
        ("bolt.example", "customer", "Bolt"),
        ("buyer", "contact", "Wei Zhang"),
    ],
)
def test_found_by(world, way, typed, kind, name):
    assert name in names(world.mia, typed, kind).get(kind, [])


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '" OR *',
        "name : acme",
        "NEAR(a b)",
        "^acme",
        "acme*)",
        "(",
        "a AND",
        "NOT",
        "-",
        "%",
        "_",
        "\\",
        "';--",
        "{body}:x",
    ],
)
def test_hostile_words_are_only_words(world, way, typed):
    assert isinstance(names(world.mia, typed), dict)
    assert names(world.mia, f'{typed} "zzzz') == {}


def test_nothing_is_found_by_nothing(world, way):
    assert names(world.mia, "  ") == names(world.mia, "…") == {}


def test_the_very_name_comes_first_then_names_that_begin_so(world, way):
    for name in ("Bolt", "Big Bolt", "Bolt and Nut", "Bolt"):
        Customer.add(world.cy, name=name, website="bolt.example")
    assert names(world.cy, "bolt", "customer")["customer"] == ["Bolt", "Bolt", "Bolt", "Bolt and Nut", "Big Bolt"]


def test_open_before_closed_and_newer_before_older(world, way):
    assert names(world.ann, "acme", "opportunity")["opportunity"] == [
        "Acme renewal",
        "Acme service",
        "Acme first order",
    ]


def test_pages_follow_each_other_without_gaps(world, way):
    for number in range(7):
        Customer.add(world.cy, name=f"Bolt {number}")
    for number in range(5):
        Customer.add(world.cy, name=f"Great Bolt {number}")
    whole = names(world.cy, "bolt", "customer", size=50)["customer"]
    walked, after = [], None
    while True:
        (group,) = search.look(world.cy, "bolt", kinds=("customer",), size=4, after=after)
        walked += [hit.name for hit in group.hits]
        if not (after := group.more):
            break
    assert walked == whole
    assert len(whole) == 13
    assert names(world.cy, "bolt", "customer", size=4, after="broken")["customer"] == whole[:4]


@pytest.fixture
def spread(world):
    """Follow-ups, notes and contacts in every corner, so that reach has something to decide."""
    ann, cy, mia = world.ann, world.cy, world.mia
    for name in (
        "acme_renewal",
        "crane_upgrade",
        "north_unowned",
        "bolt_shared",
        "bolt_expired",
        "orphan",
        "handed_over",
    ):
        row = getattr(world, name)
        Note.create(text=f"needle {name}", opportunity=row, customer=row.customer_id, created_by=cy)
        Activity.create(
            kind="call",
            subject=f"needle {name}",
            opportunity=row,
            customer=row.customer_id,
            assignee=ann,
            due_on=today(),
        )
        row.__class__.update(key="needle").where(Opportunity.id == row.id).execute()
    for customer in Customer.select():
        Note.create(text="needle", customer=customer, created_by=mia)
        Activity.create(kind="call", subject="needle", customer=customer, assignee=cy, due_on=today())
        Contact.create(
            customer=customer, name="Needle", name_key="needle", created_by=ann if customer.name == "Bolt" else None
        )
        Customer.update(industry="needle").where(Customer.id == customer.id).execute()
    for maker in (ann, cy):
        Note.create(text="needle alone", created_by=maker)
        Activity.create(kind="task", subject="needle alone", created_by=mia, assignee=maker, due_on=today())
    return world


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("reach", ["own", "team"])
@pytest.mark.parametrize("kind", search.KINDS)
def test_all_that_one_sees_is_found_and_nothing_else(spread, way, who, reach, kind):
    Setting.put("reach.salesperson", reach)
    user, model = spread.user(who), found.MODELS[kind]
    groups = search.look(user, "needle", kinds=(kind,), size=100)
    seen = {row.id for row in model.visible_to(user)}
    holds = {row.id for row in model.select() if "needle" in str(row.__data__.values()).lower()}
    assert {hit.id for group in groups for hit in group.hits} == seen & holds
    assert search.counts(user, "needle")[kind] == len(seen & holds)


def test_reach_that_changes_is_looked_at_anew(world, way):
    assert "opportunity" not in names(world.ann, "south pilot")
    Collaboration.create(opportunity=world.south_pilot, user=world.ann)
    assert names(world.ann, "south pilot")["opportunity"] == ["South pilot"]
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    Opportunity.update(created_by=world.mia).where(Opportunity.id == world.acme_renewal.id).execute()
    assert "Acme renewal" not in names(world.ann, "acme").get("opportunity", [])


def test_what_was_opened_last_is_within_reach_and_in_order(world):
    wanted = [
        ("customer", world.bolt.id),
        ("opportunity", world.acme_renewal.id),
        ("contact", 10**11),
        ("opportunity", world.south_pilot.id),
    ]
    assert [hit.name for hit in search.recall(world.cy, wanted)] == ["Bolt", "South pilot"]
    assert [hit.name for hit in search.recall(world.mia, wanted)] == ["Bolt", "Acme renewal", "South pilot"]


def test_counting_stops_somewhere(world, way, monkeypatch):
    monkeypatch.setattr(search, "MOST", 1)
    assert search.counts(world.ann, "acme")["opportunity"] == 2
    assert search.counts(world.ann, "")["opportunity"] == 0


def test_a_search_asks_once_for_each_kind_and_once_for_its_rows(world, count_queries):
    Setting.read_once()
    mia = world.mia
    with count_queries() as queries:
        search.look(mia, "acme")
    Setting.forget_read()
    assert len(queries) == 8  # five kinds, three of them with rows


def test_both_ways_answer_alike(world):
    for typed in ("上海", "acme", "0013", "bolt", "wei", "seats"):
        asked = search.Asked.of(typed)
        for kind in search.KINDS:
            assert found.page(world.mia, kind, asked) == plain.page(world.mia, kind, asked), (typed, kind)
