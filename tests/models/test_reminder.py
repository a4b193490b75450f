"""A follow-up reminds its assignee once before it is due and once when it is late, on their clock, and never for nothing."""

import datetime as dt
import zoneinfo

import pytest

from models import Activity, Delivery, Event, Notification
from models.agenda import wish
from models.base import now
from models.reminder import late_from, lead, lead_of, look_at, remind
from models.setting import today

EARLIER = dt.timedelta(days=2)


@pytest.fixture
def plan(world):
    """plan(**values): a call of Ann's on her own opportunity, planned two days ago, due in ten minutes, to be told of now."""

    def made(**values):
        due = now() + dt.timedelta(minutes=10)
        values = {"opportunity": world.acme_renewal, "assignee": world.ann, "due_at": due, "remind_at": now(), **values}
        values.setdefault("due_on", (values["due_at"] or now()).date())
        return Activity.create(
            kind="call",
            subject="Call Wei",
            customer=world.acme,
            created_by=world.ann,
            created_at=now() - EARLIER,
            updated_at=now() - EARLIER,
            **values,
        )

    return made


def told():
    return [(row.kind, row.user.name) for row in Notification.select().order_by(Notification.id)]


def again(row):
    return Activity.get_by_id(row.id)


def test_before_it_is_due_the_assignee_is_told_once(world, plan):
    row = plan()
    remind()
    remind()
    assert told() == [("reminder", "Ann Li")]
    assert (again(row).reminded, again(row).remind_at) == (1, row.due_at)
    assert again(row).version == row.version  # nobody who edits it is disturbed
    (delivery,) = Delivery.select()
    assert (delivery.reaction, delivery.recipient_id) == ("mail_notice", world.ann.id)
    event = Event.get_by_id(delivery.event_id)
    assert (event.name, event.opportunity_id) == ("activity.reminded", None)  # on no timeline


def test_when_it_is_late_they_are_told_once_more_and_then_never(world, plan):
    row = plan(due_at=now() - dt.timedelta(minutes=1), reminded=1)
    remind()
    remind()
    assert told() == [("overdue", "Ann Li")]
    assert (again(row).reminded, again(row).remind_at) == (2, None)


def test_that_it_was_due_takes_the_place_of_that_it_would_be(world, plan):
    row, other = plan(), plan()
    remind()
    Activity.update(due_at=now() - dt.timedelta(minutes=1), remind_at=now()).where(Activity.id == row.id).execute()
    remind()
    unread = Notification.select().where(Notification.read_at.is_null())
    assert {(notice.kind, notice.activity_id) for notice in unread} == {("overdue", row.id), ("reminder", other.id)}


def test_a_worker_that_was_away_tells_once_that_it_was_due(world, plan):
    row = plan(due_at=now() - dt.timedelta(hours=3), remind_at=now() - dt.timedelta(hours=4))
    remind()
    remind()
    assert told() == [("overdue", "Ann Li")]
    assert (again(row).reminded, again(row).remind_at) == (2, None)


def test_not_before_its_time(plan):
    plan(remind_at=now() + dt.timedelta(minutes=1))
    assert remind() == 0
    assert told() == []


@pytest.mark.parametrize("gone", [{"done_at": now()}, {"deleted_at": now()}])
def test_never_for_what_is_done_or_in_the_bin(plan, gone):
    plan(**gone)
    remind()
    assert told() == []


def test_not_for_who_left(world, plan):
    row = plan(assignee=world.finn)
    remind()
    assert told() == []
    assert again(row).remind_at is None


def test_not_for_what_the_assignee_does_not_see(world, plan):
    plan(opportunity=world.south_pilot)
    remind()
    assert told() == []
    assert Delivery.select().count() == 0


@pytest.mark.parametrize(("name", "kinds"), [("acme_lost", []), ("acme_won", ["reminder"])])
def test_a_lost_sale_reminds_of_nothing_and_a_won_one_still_does(world, plan, name, kinds):
    plan(opportunity=getattr(world, name))
    remind()
    assert [kind for kind, _ in told()] == kinds


def test_who_plans_too_late_for_the_lead_is_told_when_it_begins(world, plan):
    row = plan(remind_at=now() - dt.timedelta(minutes=5), minutes=60)
    Activity.update(updated_at=now() - dt.timedelta(minutes=1)).execute()
    remind()
    assert told() == []  # they just wrote it
    assert (again(row).reminded, again(row).remind_at) == (0, row.due_at)
    look_at(again(row), row.due_at)
    assert told() == [("reminder", "Ann Li")]
    assert again(row).remind_at == row.due_at + dt.timedelta(minutes=60)
    look_at(again(row), row.due_at + dt.timedelta(minutes=60))
    assert told() == [("reminder", "Ann Li"), ("overdue", "Ann Li")]


def test_what_is_planned_for_today_in_the_afternoon_does_not_ring_at_once(world, plan):
    row = plan(due_at=None, due_on=today(), remind_at=now() - dt.timedelta(hours=5))
    Activity.update(updated_at=now()).execute()
    remind()
    assert told() == []
    assert (again(row).reminded, again(row).remind_at) == (1, late_from(row))


def test_a_change_meanwhile_wins(plan):
    row = plan()
    Activity.update(version=Activity.version + 1, remind_at=now() + EARLIER).where(Activity.id == row.id).execute()
    look_at(row, now())  # as it was read before
    assert told() == []
    assert again(row).reminded == 0


def test_two_workers_that_read_the_same_row_tell_it_once(plan):
    row = plan()
    remind()
    look_at(row, now())  # the other one read it before
    assert len(told()) == 1


@pytest.mark.parametrize(
    ("zone", "day", "moment"),
    [
        ("Asia/Shanghai", dt.date(2026, 11, 23), dt.datetime(2026, 11, 24, 1)),
        ("Europe/Berlin", dt.date(2026, 10, 24), dt.datetime(2026, 10, 25, 8)),  # that night the clocks went back
        ("Europe/Berlin", dt.date(2026, 10, 23), dt.datetime(2026, 10, 24, 7)),
        ("America/New_York", dt.date(2026, 3, 7), dt.datetime(2026, 3, 8, 13)),  # … and here forward
    ],
)
def test_a_day_is_late_from_nine_the_next_morning_where_the_assignee_lives(world, plan, zone, day, moment):
    world.ann.prefer(time_zone=zone)
    assert late_from(again(plan(due_at=None, due_on=day))) == moment


def test_a_meeting_is_late_when_it_should_be_over(plan):
    at = now()
    assert late_from(plan(due_at=at, minutes=90)) == at + dt.timedelta(minutes=90)


def test_one_due_on_a_day_is_told_of_in_both_steps(world, plan):
    row = plan(due_at=None, due_on=today(), remind_at=now())
    remind()
    assert told() == [("reminder", "Ann Li")]
    assert again(row).remind_at == late_from(row)


def test_a_day_that_holds_many_rings_once_and_its_mail_is_that_of_the_morning(world, plan):
    rows = [plan(due_at=None, due_on=today()) for _ in range(3)]
    plan(due_at=None, due_on=today(), opportunity=world.crane_upgrade, assignee=world.bo)
    plan()
    remind()
    assert sorted(told()) == [("reminder", "Ann Li"), ("reminder", "Ann Li"), ("reminder", "Bo Chen")]
    many, timed = Notification.select().where(Notification.user == world.ann).order_by(Notification.id)
    assert (many.facts, many.activity_id) == ({"count": 3}, None)
    assert timed.activity_id
    assert [again(row).reminded for row in rows] == [1, 1, 1]
    assert [row.event_id for row in Delivery.select()] == [timed.event_id]


def test_who_gets_no_mail_in_the_morning_gets_one_for_the_day(world, plan):
    wish(world.ann, on=False, hour=8)
    for _ in range(3):
        plan(due_at=None, due_on=today())
    remind()
    assert [row.recipient_id for row in Delivery.select()] == [world.ann.id]


def test_many_at_once_are_told_of_one_by_one(world, plan):
    for _ in range(7):
        plan()
    assert remind(limit=5) == 5
    assert remind(limit=5) == 2
    assert remind(limit=5) == 0
    assert len(told()) == 7


def planned_for_ten(world, **values):
    at = now() + dt.timedelta(days=1)
    values = {"due_at": at, "due_on": at.date(), "remind_at": at - dt.timedelta(minutes=15), **values}
    return Activity.create(kind="call", opportunity=world.acme_renewal, assignee=world.ann, **values)


def test_a_new_lead_counts_for_plans_made_before(world):
    row, own = planned_for_ten(world), planned_for_ten(world, remind_minutes=5, remind_at=now())
    bos = planned_for_ten(world)
    Activity.update(assignee=world.bo).where(Activity.id == bos.id).execute()
    lead(world.ann, 60)
    assert lead_of(world.ann) == 60
    assert again(row).remind_at == row.due_at - dt.timedelta(minutes=60)
    assert again(own).remind_at == own.due_at - dt.timedelta(minutes=5)
    assert again(bos).remind_at == bos.remind_at


def test_who_moves_to_another_clock_is_reminded_by_it(world):
    row = planned_for_ten(world, due_at=None)
    world.ann.prefer(time_zone="Europe/Berlin")
    nine = dt.datetime.combine(row.due_on, dt.time(9), zoneinfo.ZoneInfo("Europe/Berlin"))
    assert again(row).remind_at == nine.astimezone(dt.UTC).replace(tzinfo=None) - dt.timedelta(minutes=15)


def test_what_was_told_before_is_not_told_again_by_a_new_lead(world, plan):
    row = plan()
    remind()
    lead(world.ann, 60)
    remind()
    assert told() == [("reminder", "Ann Li")]
    assert again(row).remind_at == row.due_at
