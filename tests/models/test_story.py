"""What is told on the page of an opportunity, a customer, a contact: all of it, within reach, of one kind if wanted."""

import datetime as dt

import pytest

from models import Activity, Note, Setting
from models.base import now
from models.setting import today
from models.story import story


def told(user, of, only="all"):
    return [event.name for event in story(user, of, only, size=200)[0]]


def test_pages_follow_on_and_lose_nothing(world):
    row = world.acme_renewal
    for number in range(45):
        row.edit(world.ann, amount=number)
    Activity.log(world.ann, "call", opportunity=row, done_at=now() - dt.timedelta(days=3))
    seen, after = [], None
    while True:
        events, after = story(world.ann, row, after=after)
        assert len(events) <= 20
        seen += [(event.happened_on, event.id) for event in events]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 48
    assert seen == sorted(seen, reverse=True)
    assert seen[-1][0] == today() - dt.timedelta(days=3), "a follow-up stands on the day it was done"


def test_a_kind_alone(world):
    row = world.acme_renewal
    Activity.log(world.ann, "call", opportunity=row)
    plan = Activity.plan(world.ann, "visit", on=today(), opportunity=row)
    plan.complete(world.ann)
    Note.add(world.ann, "Pays late", opportunity=row)
    row.edit(world.ann, grade="B")
    assert sorted(told(world.ann, row, "follow_ups")) == ["activity.completed", "activity.logged", "activity.planned"]
    assert told(world.ann, row, "notes") == ["note.added"]
    assert "opportunity.edited" in told(world.ann, row, "changes")
    kinds = [told(world.ann, row, only) for only in ("follow_ups", "notes", "changes")]
    assert sorted(name for names in kinds for name in names) == sorted(told(world.ann, row))


def test_a_customer_tells_of_its_opportunities_and_contacts_as_far_as_the_reader_sees_them(world):
    Activity.log(world.cy, "call", opportunity=world.south_pilot, contact=world.bolt_pat)
    Activity.log(world.cy, "visit", opportunity=world.bolt_shared)
    Note.add(world.cy, "Large site", customer=world.bolt)
    world.bolt_pat.edit(world.cy, title="Head")
    mine, hers = told(world.cy, world.bolt), told(world.ann, world.bolt)
    assert mine.count("activity.logged") == 2
    assert hers.count("activity.logged") == 1, "South pilot is not shared with Ann"
    assert {"note.added", "contact.edited", "customer.created"} <= set(hers)
    assert told(world.cy, world.bolt_pat).count("activity.logged") == 1
    assert told(world.ann, world.bolt_pat).count("activity.logged") == 0


def test_who_meets_a_contact_at_another_customer_hears_nothing_of_the_former_one(world):
    Note.add(world.ann, "Pays late", contact=world.acme_wei)
    Activity.log(world.ann, "call", contact=world.acme_wei)
    world.acme_wei.edit(world.mia, customer=world.bolt)
    assert told(world.cy, world.acme_wei) == ["contact.edited", "contact.created"]
    assert {"note.added", "activity.logged"} <= set(told(world.mia, world.acme_wei))


def test_what_lies_in_the_bin_tells_nothing_elsewhere(world):
    Activity.log(world.cy, "call", opportunity=world.south_pilot)
    assert "activity.logged" in told(world.mia, world.bolt)
    world.south_pilot.bin(world.cy)
    assert "activity.logged" not in told(world.mia, world.bolt)


@pytest.mark.parametrize("who", ["mia", "ann"])
def test_a_page_is_one_query(world, who, count_queries):
    user, of = getattr(world, who), world.acme
    Setting.read_once()
    with count_queries() as queries:
        story(user, of)
    Setting.forget_read()
    assert len(queries) == 1
