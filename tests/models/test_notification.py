"""Who is told of what: by bell and mail as they like it, never of their own doing, and never of what they may not see."""

import datetime as dt

import pytest

from models import Activity, Delivery, Notification
from models.base import now
from models.batch import Batch
from models.event import record
from models.notification import choose
from models.setting import today
from models.switches import KINDS, WAYS, chosen


def told():
    return [(row.kind, row.user.name) for row in Notification.select().order_by(Notification.id)]


def mails():
    return [row.recipient_id for row in Delivery.select().order_by(Delivery.id)]


def wants(user, **ways):
    """`wants(ann, assigned=("bell",))`: of these kinds by these ways only."""
    choose(user, {kind: {way: way in ways.get(kind, WAYS) for way in WAYS} for kind in KINDS})


def test_the_new_owner_is_told_by_bell_and_mail(world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    assert told() == [("assigned", "Bo Chen")]
    assert mails() == [world.bo.id]
    assert Notification.unread(world.bo) == (1, Notification.get().id)
    assert Notification.unread(world.ann) == (0, 0)


def test_nobody_is_told_of_their_own_doing(world):
    world.acme_renewal.assign(by=world.bo, owner=world.bo)
    world.acme_renewal.win(by=world.bo)
    assert told() == []
    assert mails() == []


@pytest.mark.parametrize("verb", ["win", "lose", "invalidate"])
def test_the_owner_hears_that_somebody_closed_it(world, verb):
    reason = {"win": None, "lose": world.reason("lost", "Timing"), "invalidate": world.reason("invalid", "Duplicate")}[
        verb
    ]
    getattr(world.acme_renewal, verb)(by=world.mia, reason=reason)
    assert told() == [("closed", "Ann Li")]
    world.acme_renewal.reopen(by=world.mia)
    assert told() == [("closed", "Ann Li")] * 2


def test_who_may_work_on_it_too_hears_of_it(world):
    world.acme_renewal.share(by=world.ann, user=world.cy, writes=True)
    assert told() == [("collaborator", "Cy Wang")]
    world.acme_renewal.unshare(by=world.ann, user=world.cy)
    assert Notification.unread(world.cy)[0] == 0  # out of sight again


def planned(world, by, **values):
    return Activity.plan(by, "call", on=today(), opportunity=world.acme_renewal, **values)


def test_a_follow_up_that_somebody_else_plans_is_told(world):
    planned(world, world.ann)
    assert told() == []
    planned(world, world.mia, assignee=world.ann)
    assert told() == [("planned", "Ann Li")]


def test_one_given_on_to_another_is_told(world):
    row = planned(world, world.ann)
    row.edit(world.mia, subject="Ring them")
    assert told() == []
    row.edit(world.mia, assignee=world.bo)
    assert told() == [("planned", "Bo Chen")]


def test_each_way_has_its_switch(world):
    wants(world.bo, assigned=("bell",))
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    assert (len(told()), mails()) == (1, [])
    wants(world.bo, assigned=("mail",))
    world.star_rollout.assign(by=world.mia, owner=world.bo)
    assert mails() == [world.bo.id]
    assert Notification.unread(world.bo)[0] == 0  # the bell is silent, and what waited in it is read
    assert Notification.page(world.bo)[0] == []
    wants(world.bo, assigned=())
    world.south_pilot.assign(by=world.mia, owner=world.bo)
    assert mails() == [world.bo.id]
    assert len(told()) == 2


def test_untouched_switches_are_all_on(world):
    assert chosen(world.ann) == {kind: {"bell": True, "mail": True} for kind in KINDS}


def test_who_left_is_told_nothing(world):
    record("opportunity.collaborator_added", world.acme_renewal, world.ann, user=world.finn.id)
    assert told() == []


def test_without_an_address_only_the_bell_rings(world):
    bo = world.bo
    bo.email = None
    bo.save()
    world.acme_renewal.assign(by=world.mia, owner=bo)
    assert (len(told()), mails()) == (1, [])


def test_what_went_out_of_reach_is_not_told_any_more(world):
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    assert Notification.unread(world.cy)[0] == 1
    world.acme_renewal.assign(by=world.mia, owner=world.ann)
    assert Notification.unread(world.cy) == (0, 0)
    assert Notification.page(world.cy)[0] == []
    assert Notification.reached(world.cy, Notification.get(Notification.user == world.cy).id) is None


def test_a_change_that_fails_tells_nobody(world):
    stale = world.acme_renewal
    world.acme_renewal.edit(by=world.ann, name="Acme renewal 2")
    with pytest.raises(Exception, match="Somebody else"):
        stale.assign(by=world.mia, owner=world.bo)
    assert told() == []


def test_many_in_one_action_are_one_message(world):
    with Batch.of(world.mia, "assign"):
        for row in (world.acme_renewal, world.star_rollout, world.south_pilot):
            row.assign(by=world.mia, owner=world.bo)
    assert told() == [("assigned", "Bo Chen")]
    assert mails() == [world.bo.id]
    row = Notification.get()
    assert (row.facts, row.opportunity_id) == ({"count": 3}, None)


def test_what_is_taken_back_at_once_reaches_nobody(world):
    with Batch.of(world.mia, "assign") as batch:
        world.acme_renewal.assign(by=world.mia, owner=world.bo)
    batch.undo(world.mia)
    assert told() == []
    assert {row.status for row in Delivery.select()} <= {"done"}


def test_reading_all_leaves_what_came_later(world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    newest = Notification.unread(world.bo)[1]
    world.star_rollout.assign(by=world.mia, owner=world.bo)
    Notification.read_all(world.bo, newest)
    assert Notification.unread(world.bo)[0] == 1
    assert [row.opportunity_id for row in Notification.since(world.bo, newest)] == [world.star_rollout.id]


def test_a_follow_up_that_is_done_or_gone_empties_the_bell_of_it(world):
    for end in ("complete", "bin"):
        row = planned(world, world.mia, assignee=world.ann)
        record("activity.reminded", row, None, assignee=world.ann.id, due_on=row.due_on, due_at=None)
        assert Notification.unread(world.ann)[0] == 2
        getattr(row, end)(world.ann)
        assert Notification.unread(world.ann)[0] == 0


def test_one_that_is_put_off_is_no_reminder_any_more_and_still_news(world):
    row = planned(world, world.mia, assignee=world.ann)
    record("activity.reminded", row, None, assignee=world.ann.id, due_on=row.due_on, due_at=None)
    row.postpone(world.mia, on=today() + dt.timedelta(days=1))
    assert [row.kind for row in Notification.page(world.ann)[0] if not row.read_at] == ["planned"]


def test_pages_follow_each_other(world):
    for _ in range(7):
        record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id)
    rows, older = Notification.page(world.ann, size=5)
    rest, none = Notification.page(world.ann, older, size=5)
    ids = [row.id for row in (*rows, *rest)]
    assert ids == sorted(ids, reverse=True)
    assert (len(rows), len(rest), none) == (5, 2, None)


def test_a_page_costs_the_same_however_long_it_is(world, count_queries):
    def cost():
        with count_queries() as queries:
            for row in Notification.page(world.ann)[0]:
                assert row.opportunity.customer.name
                assert row.event.name
        return len(queries)

    record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id)
    short = cost()
    for _ in range(20):
        record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id)
    assert cost() == short


def test_old_ones_are_forgotten(world):
    record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id)
    Notification.sweep(now() - dt.timedelta(days=1))
    assert len(told()) == 1
    Notification.sweep(now() + dt.timedelta(seconds=1))
    assert told() == []
