"""The table: each row of one's reach exactly once, in every order, at the same cost on every page."""

import contextlib
import datetime as dt
import random

import pytest

from models import Opportunity, Product, Stage
from models.base import db, now
from models.opportunity.filter import Filter
from models.paging import PAGE
from tests.world import CAST

ALL = Filter(outcome="all")
NOW = now()
DAY = NOW.date()
NAMES = (
    *("name", "customer", "stage", "amount", "probability", "weighted", "close", "closed", "reason"),
    *("grade", "intent", "source", "owner", "step", "stuck", "neglected", "pushes"),
    *("team", "product", "opened", "created", "contacted"),
)
BOTH_WAYS = [(name, turned) for name in NAMES for turned in (False, True)]


def test_every_order_is_tried(world):
    assert set(NAMES) == Opportunity.orders().keys()


def order_of(name, turned=False):
    order = Opportunity.orders(DAY)[name]
    return order.flipped() if turned else order


def every_page(user, wanted, order, size):
    """The ids of all pages, a list for each."""
    pages, after = [], None
    while True:
        lines, after = Opportunity.page_of(user, wanted, order, after, size)
        pages.append([line.id for line in lines])
        assert len(pages) < 1000
        if after is None:
            return pages


@pytest.fixture
def crowd(world, once):
    """300 more rows full of ties, and of values that are not known."""
    once(crowded, world)
    return world


def crowded(world):
    """Write the 300 rows."""
    pick = random.Random(5)
    stages = list(Stage.select())
    users, customers = [None, world.ann, world.bo, world.cy], [None, world.acme, world.star, world.bolt]
    day, product = dt.date(2026, 3, 1), Product.create(name="Robot", name_key="robot")
    other = Product.create(name="Belt", name_key="belt")
    values = []
    for _number in range(300):
        outcome = pick.choice([None, None, "won", "lost"])
        amount = pick.choice([None, 0, 500, 500, 700, 9])
        reason = world.reason(outcome, "Other") if outcome and pick.random() < 0.5 else None
        values.append(
            {
                "name": pick.choice(["Same", "same", "Zeta", "升级", ""]),
                "customer": pick.choice(customers),
                "pipeline": world.pipeline,
                "stage": pick.choice(stages),
                "owner": pick.choice(users),
                "team": world.north,
                "source": pick.choice([None, world.source("Referral"), world.source("Phone")]),
                "amount": amount,
                "currency": "CNY",
                "base_amount": amount,
                "weighted": amount,
                "probability": pick.choice([None, None, 0, 50, 100]),
                "expected_close_on": pick.choice([None, day, day + dt.timedelta(days=1)]),
                "opened_on": day,
                "grade": pick.choice([None, "A", "B"]),
                "intent": pick.choice(["high", "medium", "low", "unknown"]),
                "outcome": outcome,
                "closed_on": pick.choice([day, day + dt.timedelta(days=9)]) if outcome else None,
                "close_reason": reason,
                "final_amount": amount if outcome == "won" else None,
                "base_final_amount": amount if outcome == "won" else None,
            }
        )
        values[-1] |= {
            "next_step_on": pick.choice([None, DAY - dt.timedelta(days=2), DAY, DAY + dt.timedelta(days=2)]),
            "touched_on": pick.choice([None, DAY, DAY - dt.timedelta(days=40)]),
            "quiet_until": pick.choice([None, DAY - dt.timedelta(days=1), DAY]),
            "entered_stage_at": NOW - dt.timedelta(days=pick.choice([0, 9, 90])),
            "pushes": pick.choice([0, 1, 2]),
            "team": pick.choice([None, world.north, world.south]),
            "product": pick.choice([None, product, other]),
            "opened_on": pick.choice([day, day - dt.timedelta(days=3)]),
            "created_at": NOW - dt.timedelta(hours=pick.choice([1, 2, 3])),
            "last_contact_at": pick.choice([None, NOW, NOW - dt.timedelta(days=2)]),
        }
    Stage.update(limit_days=5).where(Stage.id == stages[0]).execute()
    Stage.update(expected_days=None).where(Stage.id == stages[1]).execute()
    Opportunity.insert_many(values).execute()


@pytest.mark.parametrize(("name", "turned"), BOTH_WAYS)
@pytest.mark.parametrize("wanted", [ALL, Filter()], ids=["all", "open"])
def test_every_row_stands_on_exactly_one_page(crowd, name, turned, wanted):
    expected = {row.id for row in wanted.apply(Opportunity.visible_to(crowd.mia))}
    for size in (7, 50):
        pages = every_page(crowd.mia, wanted, order_of(name, turned), size)
        found = [row_id for page in pages for row_id in page]
        assert len(found) == len(set(found))
        assert set(found) == expected
        assert {len(page) for page in pages[:-1]} == {size}


KEYS = {
    "name": lambda row: row.name.lower(),
    "customer": lambda row: row.customer and row.customer.name_key,
    "stage": lambda row: row.stage.position,
    "amount": lambda row: row.base_final_amount if row.outcome == "won" else row.base_amount,
    "probability": lambda row: None if row.outcome else row.chance,
    "weighted": lambda row: None if row.outcome else row.weighted,
    "close": lambda row: row.expected_close_on,
    "closed": lambda row: row.closed_on,
    "reason": lambda row: row.close_reason and row.close_reason.name.lower(),
    "grade": lambda row: row.grade,
    "intent": lambda row: {"high": 0, "medium": 1, "low": 2}.get(row.intent),
    "source": lambda row: row.source and row.source.name.lower(),
    "owner": lambda row: row.owner and row.owner.name.lower(),
    "step": lambda row: row.next_step_on.isoformat() if row.next_step_on else f"{DAY}z",
    "stuck": lambda row: row.stage.limit and NOW - row.entered_stage_at - dt.timedelta(days=row.stage.limit),
    "neglected": lambda row: (
        row.touched_on and not (row.quiet_until and row.quiet_until >= DAY) and DAY - row.touched_on
    ),
    "pushes": lambda row: row.pushes,
    "team": lambda row: row.team and row.team.name.lower(),
    "product": lambda row: row.product and row.product.name.lower(),
    "opened": lambda row: row.opened_on,
    "created": lambda row: row.created_at,
    "contacted": lambda row: row.last_contact_at,
}


@pytest.mark.parametrize(("name", "turned"), BOTH_WAYS)
def test_values_stand_in_order_and_unknown_ones_last_both_ways(crowd, name, turned):
    order = order_of(name, turned)
    found = [row_id for page in every_page(crowd.mia, ALL, order, 50) for row_id in page]
    rows = {row.id: row for row in Opportunity.select()}
    values = [None if (value := KEYS[name](rows[row_id])) is False else value for row_id in found]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=order.descending)
    assert len(set(known)) > 1
    assert values == known + [None] * (len(values) - len(known))


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("name", NAMES)
def test_the_list_shows_what_one_may_see_and_nothing_else(world, who, name):
    user = world.user(who)
    seen = {row.id for row in Opportunity.visible_to(user)}
    assert {row_id for page in every_page(user, ALL, order_of(name), 4) for row_id in page} == seen


@contextlib.contextmanager
def statements(monkeypatch):
    """Collects (sql, parameters) of what runs."""
    heard, run = [], db.obj.execute_sql
    monkeypatch.setattr(
        db.obj, "execute_sql", lambda sql, params=None: (heard.append((sql, params)), run(sql, params))[1]
    )
    yield heard
    monkeypatch.undo()


def plans(heard):
    return [
        " | ".join(step[3] for step in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params or ()).fetchall())
        for sql, params in heard
        if sql.startswith("SELECT")
    ]


WALKS = {"name": "by_name", "customer": "customer_name_key", "stage": "stage_pipeline_id_position", "amount": "by_worth",
         "weighted": "by_weight", "close": "by_close", "closed": "by_closed", "grade": "by_grade"}  # fmt: skip


@pytest.mark.parametrize("name", WALKS)
@pytest.mark.parametrize("turned", [False, True])
def test_first_and_deep_pages_walk_along_an_index(crowd, monkeypatch, name, turned):
    order, query = order_of(name, turned), Opportunity.scope(crowd.mia, ALL)
    _ids, after = order.page(query, None, 20)
    with statements(monkeypatch) as heard:
        order.page(query, None, 20)
        order.page(query, after, 20)
    assert all("OFFSET" not in sql.upper() for sql, _params in heard)
    first, deep = plans(heard)
    for plan in (first, deep):
        assert WALKS[name] in plan
        assert "TEMP B-TREE" not in plan
    assert "SEARCH" in deep.split(" | ")[0]  # it begins at the cursor, and passes over nothing


def test_a_page_asks_as_much_wherever_it_is(crowd, count_queries):
    order, asked, after = order_of("amount"), [], None
    for _page in range(4):
        with count_queries() as queries:
            _lines, after = Opportunity.page_of(crowd.mia, ALL, order, after, PAGE)
        asked.append(len(queries))
    assert asked[0] <= 3  # the user's row, ids, lines
    assert len(set(asked[1:])) == 1
    assert max(asked) == asked[0]


def test_unknown_values_have_pages_of_their_own(crowd):
    order, user, wanted = order_of("grade"), crowd.mia, Filter(grade="none", outcome="all")
    pages = every_page(user, wanted, order, 9)
    assert [row_id for page in pages for row_id in page] == sorted(
        row.id for row in wanted.apply(Opportunity.visible_to(user))
    )


def test_sums_count_all_rows_and_what_was_agreed(world):
    sums = Opportunity.sums(world.mia, ALL)
    rows = list(Opportunity.select())
    worth = [row.base_final_amount if row.outcome == "won" else row.base_amount for row in rows]
    assert sums.count == len(rows)
    assert sums.amount == sum(filter(None, worth))
    assert sums.unknown == worth.count(None)
    assert sums.weighted == sum(row.weighted or 0 for row in rows if row.open)
    assert Opportunity.sums(world.mia, Filter(outcome="won")).amount == 8_500_000
    assert Opportunity.sums(world.mia, Filter(outcome="lost")).weighted == 0


def test_a_sum_without_one_known_amount_is_none(world):
    Opportunity.update(amount=None, base_amount=None, weighted=None).where(Opportunity.outcome.is_null()).execute()
    sums = Opportunity.sums(world.mia, Filter())
    assert (sums.amount, sums.weighted, sums.unknown) == (None, None, sums.count)


def test_sums_are_in_the_base_currency_and_within_reach(world):
    assert Opportunity.sums(world.bo, Filter(owner=world.bo.id)).amount == 7_000_000  # USD 10,000 at 7
    assert Opportunity.sums(world.bo, Filter()).count == 4
    assert Opportunity.sums(world.cy, Filter(owner=world.ann.id)).count == 0


@pytest.mark.parametrize("outcome", ["open", "all"])
def test_sums_are_one_query(world, count_queries, outcome):
    mia = world.mia
    with count_queries() as queries:
        Opportunity.sums(mia, Filter(outcome=outcome))
    assert len(queries) == 1


@pytest.mark.parametrize("who", CAST)
def test_changeable_are_those_that_one_may_change(world, who):
    user = world.user(who)
    seen = [row.id for row in Opportunity.visible_to(user)]
    assert Opportunity.changeable_among(user, seen) == {row.id for row in Opportunity.editable_by(user)}
