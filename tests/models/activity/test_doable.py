"""A follow-up is planned, done, put off, edited; the opportunity's next step and clock of neglect follow."""

import datetime as dt

import pytest

from models import Activity, Contact, Event, Opportunity, Preference, User
from models.base import Refused, Stale, now
from models.setting import today

DAY = dt.timedelta(days=1)


def facts(row):
    return [event.name for event in Event.about(row).order_by(Event.id)]


def seen(user, row):
    return Activity.reached(user, row.id) is not None


def test_a_plan_is_the_next_step(world):
    row = Activity.plan(
        world.ann, "call", on=today() + 3 * DAY, opportunity=world.acme_renewal, subject=" Ask  about it "
    )
    sale = world.acme_renewal
    assert (sale.next_step_id, sale.next_step_kind, sale.next_step_on) == (row.id, "call", today() + 3 * DAY)
    assert (row.subject, row.customer, row.assignee) == ("Ask about it", world.acme, world.ann)
    assert sale.quiet_until == today() + 3 * DAY
    assert sale.last_contact_at is None
    assert facts(row) == ["activity.planned"]


def test_the_earliest_open_one_is_the_next_step_and_one_with_a_time_comes_first(world):
    sale, day = world.acme_renewal, today() + 5 * DAY
    later = Activity.plan(world.ann, "visit", on=day, opportunity=sale)
    at = dt.datetime.combine(day, dt.time(2))
    timed = Activity.plan(world.ann, "call", at=at, opportunity=sale)
    assert timed.due_on == day
    assert world.acme_renewal.next_step_id == timed.id
    timed.complete(world.ann)
    assert world.acme_renewal.next_step_id == later.id
    later.bin(world.ann)
    assert world.acme_renewal.next_step_id is None
    assert world.acme_renewal.quiet_until is None


def test_a_plan_far_ahead_keeps_it_quiet_for_thirty_days_only(world):
    Activity.plan(world.ann, "meeting", on=today() + 90 * DAY, opportunity=world.acme_renewal)
    assert world.acme_renewal.quiet_until == today() + 30 * DAY


@pytest.mark.parametrize(("kind", "counts"), [("call", True), ("message", True), ("task", False)])
def test_a_contact_starts_the_clock_of_neglect_anew_a_task_does_not(world, kind, counts):
    Opportunity.update(created_at=now() - 40 * DAY).where(Opportunity.id == world.acme_renewal.id).execute()
    Activity.log(world.ann, kind, opportunity=world.acme_renewal, done_at=now() - 2 * DAY)
    sale = world.acme_renewal
    assert (sale.touched_on == today() - 2 * DAY) is counts
    assert (sale.last_contact_at is not None) is counts


def test_what_was_planned_becomes_the_record(world):
    row = Activity.plan(world.ann, "call", on=today(), opportunity=world.acme_renewal, subject="Price")
    row.complete(world.ann, outcome="Reached", text="Wants 3 %", minutes=12)
    row = Activity.get_by_id(row.id)
    assert (row.outcome, row.text, row.minutes, row.subject) == ("Reached", "Wants 3 %", 12, "Price")
    assert (row.done_on, row.due_on, row.remind_at) == (today(), today(), None)
    with pytest.raises(Refused, match="done already"):
        row.complete(world.ann)
    row.reopen(world.ann)
    assert world.acme_renewal.next_step_id == row.id
    assert facts(row) == ["activity.planned", "activity.completed", "activity.reopened"]


def test_put_off_it_keeps_its_time_of_the_day_and_is_reminded_anew(world):
    at = dt.datetime.combine(today() + DAY, dt.time(3))  # 11:00 in Shanghai
    row = Activity.plan(world.ann, "call", at=at, opportunity=world.acme_renewal)
    assert row.remind_at == at - dt.timedelta(minutes=15)
    Activity.update(reminded=2, remind_at=None).where(Activity.id == row.id).execute()
    row.postpone(world.ann, on=today() + 4 * DAY)
    row = Activity.get_by_id(row.id)
    assert row.due_at == at + 3 * DAY
    assert (row.reminded, row.remind_at) == (0, row.due_at - dt.timedelta(minutes=15))
    assert world.acme_renewal.next_step_on == today() + 4 * DAY


def test_put_off_to_when_it_is_due_anyway_is_refused(world):
    row = Activity.plan(world.ann, "call", today() + DAY, opportunity=world.acme_renewal)
    with pytest.raises(Refused, match="planned for then already"):
        row.postpone(world.ann, on=today() + DAY)
    assert [event.name for event in Event.about(row)] == ["activity.planned"]


def test_the_lead_time_is_the_rows_else_the_assignees(world):
    Preference.put(world.ann, "remind.minutes", 60)
    at = dt.datetime.combine(today() + 2 * DAY, dt.time(3))
    leads = [(None, 60), (0, 0), (1440, 1440), (-1, None)]
    for remind, minutes in leads:
        row = Activity.plan(world.ann, "call", at=at, opportunity=world.acme_renewal, remind=remind)
        assert row.remind_at == (None if minutes is None else at - dt.timedelta(minutes=minutes))


def test_days_go_by_the_clock_of_who_does_it(world):
    User.update(time_zone="America/New_York").where(User.id == world.ann.id).execute()
    at = dt.datetime.combine(today() + 3 * DAY, dt.time(2))  # 10:00 in Shanghai, the evening before in New York
    assert Activity.plan(world.mia, "call", at=at, opportunity=world.acme_renewal).due_on == today() + 3 * DAY
    row = Activity.plan(world.mia, "call", at=at, opportunity=world.acme_renewal, assignee=world.ann)
    assert row.due_on == today() + 2 * DAY


def test_an_edit_says_what_changed_and_a_second_editor_is_told(world):
    row = Activity.plan(world.ann, "call", on=today() + DAY, opportunity=world.acme_renewal)
    other = Activity.get_by_id(row.id)
    assert row.edit(world.ann, kind="visit", subject="", due_on=today() + 2 * DAY) == {"kind", "due_on"}
    assert Event.about(row).first().facts["changes"]["kind"] == ["call", "visit"]
    assert world.acme_renewal.next_step_kind == "visit"
    with pytest.raises(Stale):
        other.edit(world.ann, kind="email")
    assert row.edit(world.ann, kind="visit") == set()


def test_refused(world):
    sale, tomorrow = world.acme_renewal, today() + DAY
    for reason, doing in (
        ("is past", lambda: Activity.plan(world.ann, "call", on=today() - 2 * DAY, opportunity=sale)),
        ("Choose a day", lambda: Activity.plan(world.ann, "call", opportunity=sale)),
        ("too far", lambda: Activity.plan(world.ann, "call", on=today() + 4000 * DAY, opportunity=sale)),
        ("the future", lambda: Activity.log(world.ann, "call", opportunity=sale, done_at=now() + DAY)),
        ("no such kind", lambda: Activity.plan(world.ann, "fax", on=tomorrow, opportunity=sale)),
        ("too long", lambda: Activity.plan(world.ann, "call", on=tomorrow, opportunity=sale, subject="x" * 201)),
        ("less than a week", lambda: Activity.log(world.ann, "call", opportunity=sale, minutes=20_000)),
        ("but not change", lambda: Activity.log(world.ann, "call", opportunity=world.bolt_shared)),
        ("but not", lambda: Activity.log(world.vic, "call", opportunity=sale)),
        ("not create", lambda: Activity.log(world.vic, "call", customer=world.acme)),
        ("outside", lambda: Activity.log(world.cy, "call", customer=world.acme)),
        ("outside", lambda: Activity.log(world.cy, "call", customer=world.bolt, contact=world.acme_wei)),
        ("does not see", lambda: Activity.plan(world.mia, "call", on=tomorrow, opportunity=sale, assignee=world.cy)),
        ("cannot follow", lambda: Activity.plan(world.mia, "call", on=tomorrow, opportunity=sale, assignee=world.vic)),
        ("cannot follow", lambda: Activity.plan(world.mia, "call", on=tomorrow, opportunity=sale, assignee=world.finn)),
        ("never planned", lambda: Activity.log(world.ann, "call", opportunity=sale).reopen(world.ann)),
    ):
        with pytest.raises(Refused, match=reason):
            doing()
    (row,) = Activity.select().where(Activity.opportunity == sale)
    assert row.done_at, "the one logged before its reopening was refused"


def test_who_is_to_do_it_may_although_the_opportunity_is_not_theirs(world):
    row = Activity.plan(world.mia, "call", on=today(), opportunity=world.bolt_shared, assignee=world.ann)
    row.complete(world.ann)
    assert Activity.get_by_id(row.id).done_at


def test_a_follow_up_of_a_customer_alone(world):
    row = Activity.plan(world.ann, "visit", on=today(), contact=world.acme_wei)
    assert (row.customer, row.opportunity) == (world.acme, None)
    assert seen(world.ann, row)
    assert not seen(world.cy, row)


def test_one_without_a_subject_is_its_makers(world):
    row = Activity.plan(world.ann, "task", on=today(), subject="Tidy up")
    assert seen(world.ann, row)
    assert not seen(world.bo, row)


def test_who_made_a_contact_follows_it_up_only_where_they_see_its_customer(world):
    """Else they would not see what they just wrote."""
    world.acme_wei.edit(world.mia, customer=world.crane)
    assert Contact.reached(world.ann, world.acme_wei.id)
    for verb in (Activity.log, Activity.plan):
        with pytest.raises(Refused, match="customer lies outside"):
            verb(world.ann, "call", contact=world.acme_wei, **({"on": today()} if verb == Activity.plan else {}))


def test_ticked_off_with_a_contact_out_of_reach_is_refused(world):
    row = Activity.plan(world.cy, "call", on=today(), opportunity=world.south_pilot)
    with pytest.raises(Refused, match="outside"):
        row.complete(world.cy, contact=world.acme_wei)
    row.complete(world.cy, contact=world.bolt_pat)
    assert Activity.get_by_id(row.id).contact == world.bolt_pat


def test_who_has_a_role_in_the_opportunity_may_be_named_there_whatever_their_customer(world):
    sale = world.south_pilot
    sale.add_contact(world.mia, world.acme_wei)
    row = Activity.log(world.cy, "call", opportunity=sale, contact=world.acme_wei)
    assert row.edit(world.cy, contact=None) == {"contact"}
    assert row.edit(world.cy, contact=world.acme_wei) == {"contact"}
    with pytest.raises(Refused, match="outside"):
        row.edit(world.cy, contact=world.star_lin)
