"""The bin is emptied after a month, with all that hangs on its rows, and nothing else."""

import datetime as dt

import pytest

from models import (
    Activity,
    Batch,
    BatchItem,
    Contact,
    Customer,
    Event,
    FieldChange,
    Note,
    Opportunity,
    OpportunityContact,
    OpportunityText,
    StageEntry,
    Tag,
    Tagging,
    bin,
    purge,
)
from models.base import Refused, now
from models.event import record
from models.opportunity.followed import follow
from tests.databases import dangling


@pytest.fixture(autouse=True)
def nothing_said(world):
    """No follow-ups and notes but those of the tests here."""
    for model in (Activity, Note):
        for row in model.select():
            row.delete_instance()
            follow(row.opportunity_id)


def old(*rows, days=31):
    """Rows in the bin, and what went along, as if put there days ago."""
    for model in bin.KINDS.values():
        moment = now() - dt.timedelta(days=days)
        for row in rows:
            mine = (model.deleted_with == row.mark) | ((model.id == row.id) if isinstance(row, model) else False)
            model.update(deleted_at=moment).where(mine).execute()


def gone(row):
    return type(row).get_or_none(type(row).id == row.id) is None


def furnish(world, row):
    """A follow-up, a note and a tag on an opportunity."""
    common = {"opportunity": row, "customer": row.customer_id, "created_by": world.ann}
    call = Activity.create(kind="call", assignee=world.ann, due_on=dt.date(2026, 1, 1), **common)
    note = Note.create(text="They like it", **common)
    tag, _ = Tag.get_or_create(name="big", name_key="big")
    Tagging.create(tag=tag, subject_type="opportunity", subject_id=row.id)
    return call, note


def test_after_a_month_everything_of_it_is_deleted(world):
    row = world.acme_renewal
    call, note = furnish(world, row)
    with Batch.of(world.ann, "bin"):
        world.acme_renewal.bin(world.ann)
    old(row)
    assert purge.empty() == {"activity": 1, "note": 1, "opportunity": 1}
    assert gone(row)
    assert gone(call)
    assert gone(note)
    for model in (OpportunityText, OpportunityContact, StageEntry, FieldChange):
        assert not model.select().where(model.opportunity == row.id).exists()
    assert not Event.select().where(Event.opportunity_id == row.id).exists()
    assert not Event.select().where(Event.subject_type == "opportunity", Event.subject_id == row.id).exists()
    assert not Tagging.select().where(Tagging.subject_type == "opportunity").exists()
    assert not BatchItem.select().where(BatchItem.subject_id == row.id).exists()
    assert not gone(world.acme)
    assert not gone(world.acme_wei)
    assert dangling() == []


def test_what_was_told_there_of_a_follow_up_that_is_elsewhere_now_goes_too(world):
    row = world.acme_renewal
    call, _ = furnish(world, row)
    record("activity.planned", call, world.ann)
    Activity.update(opportunity=world.bolt_joint).where(Activity.id == call.id).execute()
    world.acme_renewal.bin(world.ann)
    old(row)
    purge.empty()
    assert not gone(call)
    assert not Event.select().where(Event.opportunity_id == row.id).exists()


def test_not_a_day_too_early(world):
    world.acme_renewal.bin(world.ann)
    old(world.acme_renewal, days=29)
    assert purge.empty() == {}
    assert not gone(world.acme_renewal)


def test_twice_is_once(world):
    world.acme_renewal.bin(world.ann)
    old(world.acme_renewal)
    purge.empty()
    assert purge.empty() == {}
    assert Event.select().where(Event.name == "company.bin_emptied").count() == 1


def test_what_was_restored_stays(world):
    world.acme_renewal.bin(world.ann)
    old(world.acme_renewal)
    world.acme_renewal.restore(world.ann)
    assert purge.empty() == {}


def test_a_customer_goes_with_all_of_its_tree(world):
    call, note = furnish(world, world.acme_renewal)
    of_customer = Note.create(text="A good one", customer=world.acme, created_by=world.ann)
    world.acme.bin(world.mia)
    old(world.acme)
    counts = purge.empty()
    assert counts == {"activity": 1, "note": 2, "opportunity": 3, "contact": 1, "customer": 1}
    for row in (call, note, of_customer):
        assert gone(row)
    assert Customer.get_or_none(Customer.name == "Acme") is None
    assert (
        not Event.select()
        .where(Event.customer_id.is_null(False), Event.customer_id.not_in(Customer.select(Customer.id)))
        .exists()
    )
    assert dangling() == []


def test_a_big_tree_goes_in_small_steps(world, monkeypatch):
    monkeypatch.setattr(purge, "CHUNK", 4)
    for number in range(13):
        row = Opportunity.add(world.cy, name=f"Part {number}", customer=world.bolt)
        furnish(world, row)
        Contact.add(world.cy, name=f"Person {number}", customer=world.bolt)
    world.bolt.bin(world.mia)
    old(world.bolt)
    counts = purge.empty()
    assert (counts["opportunity"], counts["contact"], counts["activity"]) == (18, 14, 13)
    assert dangling() == []


def test_cut_short_it_goes_on(world, monkeypatch):
    world.bolt.bin(world.mia)
    old(world.bolt)
    whole = purge._gone

    def once(rows):
        monkeypatch.setattr(purge, "_gone", fails)
        return whole(rows)

    def fails(rows):
        raise KeyboardInterrupt

    monkeypatch.setattr(purge, "CHUNK", 2)
    monkeypatch.setattr(purge, "_gone", once)
    with pytest.raises(KeyboardInterrupt):
        purge.empty()
    assert not gone(Customer.get(Customer.name == "Bolt"))
    monkeypatch.setattr(purge, "_gone", whole)
    purge.empty()
    assert Customer.get_or_none(Customer.name == "Bolt") is None


def test_it_ends_when_it_is_told_to(world):
    world.bolt.bin(world.mia)
    old(world.bolt)
    assert purge.empty(go_on=lambda: False) == {}
    answers = iter([True, False])
    purge.empty(go_on=lambda: next(answers, False))
    assert not gone(Customer.get(Customer.name == "Bolt"))
    assert purge.empty()["customer"] == 1


def test_a_customer_under_whom_something_is_kept_stays(world):
    world.star.bin(world.ann)
    old(world.star)
    Opportunity.update(deleted_at=None, deleted_with=None).where(Opportunity.id == world.star_rollout.id).execute()
    assert purge.empty() == {"contact": 1}
    assert not gone(world.star)
    with pytest.raises(Refused, match="not in the bin"):
        purge.destroy([world.star], by=world.mia)


def test_a_follow_up_of_a_sale_to_another_only_leaves_the_customer(world):
    call = Activity.create(kind="call", opportunity=world.bolt_joint, customer=world.star, created_by=world.cy)
    world.star.bin(world.ann)
    old(world.star)
    purge.empty()
    assert Activity.get_by_id(call.id).customer_id is None


def test_a_contact_leaves_the_follow_ups_that_named_them(world):
    call, _ = furnish(world, world.acme_renewal)
    Activity.update(contact=world.acme_wei).where(Activity.id == call.id).execute()
    world.acme_wei.bin(world.ann)
    old(world.acme_wei)
    assert purge.empty() == {"contact": 1}
    assert Activity.get_by_id(call.id).contact_id is None


@pytest.mark.parametrize("who", ["mia", "ada"])
def test_a_manager_deletes_for_good_at_once(world, who):
    world.star.bin(world.ann)
    assert purge.destroy([world.star], by=world.user(who)) == {"opportunity": 1, "contact": 1, "customer": 1}
    event = Event.select().order_by(Event.id.desc()).first()
    assert (event.name, event.actor_id) == ("company.bin_emptied", world.user(who).id)


@pytest.mark.parametrize("who", ["ann", "bo", "cy", "vic"])
def test_nobody_else_does(world, who):
    world.star.bin(world.ann)
    with pytest.raises(Refused, match="Only a manager"):
        purge.destroy([world.star], by=world.user(who))


def test_what_is_not_in_the_bin_is_not_deleted(world):
    with pytest.raises(Refused, match="not in the bin"):
        purge.destroy([world.star], by=world.mia)
