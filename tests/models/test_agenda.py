"""The day of a person, told once in its morning, on their clock, and not at all when it holds nothing."""

import datetime as dt
import zoneinfo

import pytest

from models import Activity, Delivery, Event, User
from models.agenda import SHOWN, Agenda, agenda_for, greet, wish, wished
from models.base import now
from models.setting import local, zone_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def morning(world):
    """morning("ann"): whose morning may come (nobody else's); their hour is the one that it is for them. Returns the user."""

    def comes(who):
        user = world.user(who)
        User.update(agenda_on=None).where(User.id == user.id).execute()
        wish(user, on=True, hour=local(now(), zone_of(user)).hour)
        return world.user(who)

    return comes


def plan(world, on, **values):
    values = {"opportunity": world.acme_renewal, "customer": world.acme, "assignee": world.ann, **values}
    return Activity.create(kind="call", subject="Call Wei", due_on=on, **values)


def day_of(user):
    return local(now(), zone_of(user)).date()


def queued():
    return [row.event.subject_id for row in Delivery.select(Delivery, Event).join(Event)]


def test_a_day_holds_what_is_late_due_and_new(world):
    today = day_of(world.ann)
    late, due = plan(world, today - DAY), plan(world, today)
    plan(world, today + DAY)
    plan(world, today, assignee=world.bo)
    plan(world, today, done_at=now())
    plan(world, today, deleted_at=now())
    plan(world, today, opportunity=world.acme_lost)
    plan(world, today, opportunity=world.south_pilot, customer=world.bolt)  # out of reach
    world.north_unowned.assign(by=world.mia, owner=world.ann)
    agenda = Agenda.of(world.ann, today)
    assert ([row.id for row in agenda.late], [row.id for row in agenda.today]) == ([late.id], [due.id])
    assert [row.name for row in agenda.new] == ["Dune first order"]
    assert agenda.counts == {"late": 1, "today": 1, "new": 1}


def test_what_is_shown_is_bounded_and_what_is_counted_is_not(world):
    for _ in range(SHOWN + 5):
        plan(world, day_of(world.ann))
    agenda = Agenda.of(world.ann, day_of(world.ann))
    assert (len(agenda.today), agenda.counts["today"]) == (SHOWN, SHOWN + 5)


def test_the_morning_comes_once_a_day(world, morning):
    ann = morning("ann")
    plan(world, day_of(ann))
    greet()
    greet()
    assert queued() == [ann.id]
    assert world.ann.agenda_on == day_of(ann)
    User.update(agenda_on=day_of(ann) - DAY).where(User.id == ann.id).execute()  # the next day
    greet()
    assert queued() == [ann.id, ann.id]


def test_a_day_that_holds_nothing_is_not_told(world, morning):
    ann = morning("ann")
    greet()
    assert queued() == []
    assert world.ann.agenda_on == day_of(ann)


@pytest.mark.parametrize("away", [-1, 1])
def test_not_before_its_hour_and_later_when_nobody_was_there(world, morning, away):
    ann = morning("ann")
    plan(world, day_of(ann))
    hour = local(now(), zone_of(ann)).hour + away
    wish(ann, on=True, hour=hour)  # below 0 or above 23 no clock comes to, which is just as good here
    greet()
    assert len(queued()) == (1 if away < 0 else 0)


def test_who_does_not_want_it_gets_none(world, morning):
    ann = morning("ann")
    plan(world, day_of(ann))
    wish(ann, on=False, hour=0)
    greet()
    assert queued() == []


def test_it_goes_by_the_clock_of_each(world, morning):
    ann = morning("ann")
    far = next(zone for zone in ("Pacific/Kiritimati", "Pacific/Niue") if _day(zone) != _day("Asia/Shanghai"))
    ann.prefer(time_zone=far)
    wish(ann, on=True, hour=0)
    plan(world, _day(far))
    greet()
    assert queued() == [ann.id]
    assert world.ann.agenda_on == _day(far)


def _day(zone):
    return local(now(), zoneinfo.ZoneInfo(zone)).date()


@pytest.mark.parametrize("gone", ["disabled", "address"])
def test_nobody_who_cannot_get_it(world, morning, gone):
    ann = morning("ann")
    plan(world, day_of(ann))
    if gone == "disabled":
        ann.disable(by=world.ada)
    else:
        ann.email = None
        ann.save()
    greet()
    assert queued() == []


def test_when_it_is_sent_it_is_told_as_it_is_then(world, morning):
    ann = morning("ann")
    row = plan(world, day_of(ann))
    greet()
    event = Event.get(Event.name == "user.agenda_due")
    assert agenda_for(event)[0] == ann
    Activity.update(done_at=now()).where(Activity.id == row.id).execute()
    assert agenda_for(event) is None


def test_one_of_yesterday_is_not_sent_today(world, morning):
    ann = morning("ann")
    plan(world, day_of(ann) - DAY)
    greet()
    event = Event.get(Event.name == "user.agenda_due")
    event.facts_json = event.facts_json.replace(str(day_of(ann)), str(day_of(ann) - DAY))
    assert agenda_for(event) is None


def test_who_chose_nothing_gets_it_at_eight(world):
    assert wished(world.ann) == {"on": True, "hour": 8}
