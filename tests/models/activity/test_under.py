"""What is planned under a row, who was contacted last, which phrases are at hand; as far as a reader sees it."""

import datetime as dt

from models import Activity, Note
from models.activity import at_hand, under
from models.base import now
from models.setting import today
from models.story import story

DAY = dt.timedelta(days=1)


def test_the_plans_of_a_customer_are_its_own_and_those_of_its_opportunities_within_reach(world):
    own = Activity.plan(world.cy, "call", on=today() + 2 * DAY, customer=world.bolt)
    shared = Activity.plan(world.cy, "visit", on=today() + DAY, opportunity=world.bolt_shared)
    hidden = Activity.plan(world.cy, "call", on=today(), opportunity=world.south_pilot)
    assert under.planned(world.cy, world.bolt) == [hidden, shared, own]
    assert under.planned(world.ann, world.bolt) == [shared, own]
    shared.complete(world.cy)
    own.bin(world.cy)
    assert under.planned(world.ann, world.bolt) == []


def test_the_last_contact_is_of_what_one_sees_and_no_task(world):
    Activity.log(world.cy, "call", opportunity=world.bolt_shared, done_at=now() - 5 * DAY)
    Activity.log(world.cy, "call", opportunity=world.south_pilot, done_at=now() - 2 * DAY)
    Activity.log(world.cy, "task", opportunity=world.bolt_shared, done_at=now() - DAY)
    assert under.last_contact(world.cy, world.bolt) == today() - 2 * DAY
    assert under.last_contact(world.ann, world.bolt) == today() - 5 * DAY
    assert under.last_contacts(world.ann, [world.bolt.id, world.acme.id]) == {world.bolt.id: today() - 5 * DAY}
    assert under.last_contact(world.cy, world.bolt_pat) is None


def test_phrases_used_more_than_once_the_most_used_first(world):
    for outcome in (
        "Reached",
        "Asked for Wei",
        "Asked for Wei",
        "Asked for Wei",
        "Reached",
        "Once",
        "x" * 41,
        "x" * 41,
    ):
        Activity.log(world.ann, "call", opportunity=world.acme_renewal, outcome=outcome)
    Activity.log(world.ann, "call", opportunity=world.acme_renewal, outcome="Once").bin(world.ann)
    assert at_hand.phrases_of(world.ann) == {"call": ["Asked for Wei", "Reached"]}
    assert at_hand.phrases_of(world.bo) == {}


def test_what_hangs_on_an_opportunity_goes_along_to_another_customer(world):
    sale = world.acme_renewal
    row, note = Activity.log(world.ann, "call", opportunity=sale), Note.add(world.ann, "Gate 4", opportunity=sale)
    sale.edit(world.ann, customer=world.star)
    assert Activity.get_by_id(row.id).customer == Note.get_by_id(note.id).customer == world.star
    there, here = (
        {event.name for event in story(world.ann, of, "all", size=200)[0] if event.opportunity_id == sale.id}
        for of in (world.star, world.acme)
    )
    assert {"activity.logged", "note.added", "opportunity.edited"} <= there
    assert here == set()
    assert under.last_contact(world.ann, world.acme) is None
