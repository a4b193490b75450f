"""The bin as it is looked through: heads only, newest first, within reach, found by kind and word."""

import datetime as dt

import pytest

from models import Activity, Note, bin
from models.base import now
from models.opportunity.followed import follow


@pytest.fixture(autouse=True)
def nothing_said(world):
    """No follow-ups and notes but those of the tests here."""
    for model in (Activity, Note):
        for row in model.select():
            row.delete_instance()
            follow(row.opportunity_id)


def names(things):
    return [getattr(thing.row, "name", None) or thing.row.called() for thing in things]


def test_only_what_was_deleted_by_itself_with_what_went_along(world):
    world.star.bin(world.ann)
    (thing,), more = bin.things(world.ann)
    assert (thing.row, thing.by, thing.along, more) == (world.star, world.ann, {"opportunity": 1, "contact": 1}, None)
    assert thing.gone_at == world.star.deleted_at + dt.timedelta(days=30)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("ann", ["Acme renewal"]),
        ("bo", ["Crane upgrade", "Acme renewal"]),
        ("cy", ["South pilot"]),
        ("mia", ["South pilot", "Crane upgrade", "Acme renewal"]),
        ("ada", ["South pilot", "Crane upgrade", "Acme renewal"]),
        ("vic", []),
    ],
)
def test_within_the_reach_of_who_could_change_it(world, who, seen):
    for row in (world.acme_renewal, world.crane_upgrade, world.south_pilot):
        row.bin(None)
    assert names(bin.things(world.user(who))[0]) == seen


def test_by_kind_and_by_word(world):
    world.acme_renewal.bin(world.ann)
    world.star.bin(world.ann)
    call = Activity.create(kind="call", subject="Ask Wei", customer=world.acme, created_by=world.ann)
    note = Note.create(text="Wei is away", customer=world.acme, created_by=world.ann)
    call.bin(world.ann)
    note.bin(world.ann)
    assert [thing.row for thing in bin.things(world.ann, kind="customer")[0]] == [world.star]
    assert {thing.row.noun for thing in bin.things(world.ann, text="wei")[0]} == {"activity", "note"}
    assert names(bin.things(world.ann, text="星辰")[0]) == ["上海星辰科技有限公司"]
    assert bin.things(world.ann, text="100%")[0] == []


def test_page_by_page_nothing_is_lost_or_shown_twice(world, monkeypatch):
    monkeypatch.setattr(bin, "PAGE", 3)
    rows = [world.acme_renewal, world.crane_upgrade, world.south_pilot, world.star, world.acme_wei]
    rows += [Note.create(text=f"{n}", customer=world.acme, created_by=world.ann) for n in range(6)]
    for row in rows:
        row.bin(None)
    moment = now()
    for model in bin.KINDS.values():
        model.update(deleted_at=moment).where(model.deleted_at.is_null(False)).execute()  # all of one moment
    seen, after = [], None
    for _ in range(10):
        page, after = bin.things(world.mia, after=after)
        seen += [thing.row.mark for thing in page]
        if not after:
            break
    assert sorted(seen) == sorted(row.mark for row in rows)
    assert len(seen) == len(set(seen))


def test_as_many_queries_whatever_lies_there(world, count_queries):
    world.star.bin(world.ann)
    with count_queries() as few:
        bin.things(world.mia)
    for row in (world.acme_renewal, world.crane_upgrade, world.south_pilot, world.acme_wei):
        row.bin(None)
    with count_queries() as many:
        bin.things(world.mia)
    assert len(many) <= len(few) + 1


def test_rows_are_reached_by_their_marks(world):
    world.star.bin(world.ann)
    world.south_pilot.bin(world.cy)
    marks = [
        world.star.mark,
        world.south_pilot.mark,
        world.acme_renewal.mark,
        "user 1",
        "customer x",
        "customer 99999999999999999999",
    ]
    assert bin.reached(world.ann, marks) == [world.star]
    assert bin.reached(world.mia, marks) == [world.star, world.south_pilot]
