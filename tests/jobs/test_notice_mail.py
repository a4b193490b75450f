"""The mail that tells one person of one thing: what it says, and when it is not sent any more."""

import datetime as dt
import zoneinfo

import pytest

from jobs.worker import Worker
from models import Activity, Delivery, Notification
from models.agenda import wish
from models.base import now
from models.event import record


@pytest.fixture
def turn(app):
    """turn(): the worker works until nothing is due."""
    worker = Worker()

    def once():
        with app.app_context():
            while worker.turn():
                pass

    return once


@pytest.fixture
def due(world):
    """A visit of Ann's that is due in ten minutes by her clock (Berlin), and now to be told of."""
    world.ann.prefer(time_zone="Europe/Berlin")
    at = now() + dt.timedelta(minutes=10)
    return Activity.create(
        kind="visit",
        subject="Show the sample",
        opportunity=world.acme_renewal,
        customer=world.acme,
        assignee=world.ann,
        due_on=at.date(),
        due_at=at,
        remind_at=now(),
        updated_at=now() - dt.timedelta(hours=1),
    )


def berlin(at):
    return at.replace(tzinfo=dt.UTC).astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))


def test_a_reminder_names_the_thing_the_time_and_the_place(world, post_office, turn, due):
    turn()
    (mail,) = post_office.mails
    assert mail["To"] == "Ann Li <ann@example.com>"
    assert mail["Subject"] == "Due: “Show the sample”"
    first, second = mail.get_content().splitlines()[:2]
    assert first.startswith("“Show the sample” is due to")  # today or, at midnight, tomorrow
    assert first.endswith(f"at {berlin(due.due_at):%H:%M}.")
    assert second == "Acme renewal · Acme"
    assert f"https://crm.example.com/opportunities/{world.acme_renewal.id}" in mail.get_content()
    turn()
    assert len(post_office.mails) == 1


def test_when_it_is_late_it_says_that_it_was_due(world, post_office, turn, due):
    Activity.update(reminded=1, due_at=now() - dt.timedelta(minutes=1)).execute()
    turn()
    (mail,) = post_office.mails
    assert mail["Subject"] == "Was due: “Show the sample”"
    assert "“Show the sample” was due" in mail.get_content()


@pytest.mark.parametrize(
    "since",
    [
        {"done_at": now()},
        {"deleted_at": now()},
        {"due_at": now() + dt.timedelta(days=2), "due_on": (now() + dt.timedelta(days=2)).date()},
    ],
)
def test_what_is_done_gone_or_put_off_while_the_mail_server_was_down_is_not_told(post_office, turn, due, since):
    post_office.close()
    turn()
    Activity.update(**since).execute()
    post_office.open()
    Delivery.update(next_at=now()).execute()
    turn()
    assert post_office.mails == []
    assert {row.status for row in Delivery.select()} == {"done"}


def test_a_plan_that_is_done_before_its_mail_goes_out_needs_none(world, post_office, turn, due):
    Activity.update(remind_at=None).execute()
    record("activity.planned", due, world.mia)
    Activity.update(done_at=now()).execute()
    turn()
    assert post_office.mails == []


def test_a_mail_server_that_is_down_delays_a_reminder_and_never_doubles_it(post_office, turn, due):
    post_office.close()
    for _ in range(3):
        turn()
        Delivery.update(next_at=now()).execute()
    post_office.open()
    for _ in range(3):
        turn()
        Delivery.update(next_at=now()).where(Delivery.status == "pending").execute()
    assert len(post_office.mails) == 1
    assert Notification.select().count() == 1


def test_a_name_that_went_out_of_reach_is_in_no_mail(world, post_office, turn):
    world.north_unowned.assign(by=world.mia, owner=world.cy)
    world.north_unowned.win(by=world.mia)
    world.north_unowned.assign(by=world.mia, owner=world.bo)
    assert Delivery.select().count() == 3
    turn()
    assert {mail["To"] for mail in post_office.mails} == {"Bo Chen <bo@example.com>"}


def test_each_kind_has_its_line(world, post_office, turn, due):
    Activity.update(remind_at=None).execute()
    record("activity.planned", due, world.mia)
    record("opportunity.collaborator_added", world.acme_renewal, world.mia, user=world.ann.id, writes=True)
    world.acme_renewal.lose(by=world.mia, reason=world.reason("lost", "Timing"))
    turn()
    day = "today" if berlin(due.due_at).date() == berlin(now()).date() else "tomorrow"
    assert sorted(mail["Subject"] for mail in post_office.mails) == [
        "Mia Zhou closed your opportunity “Acme renewal” as lost",
        f"Mia Zhou planned for you: “Show the sample”, {day} at {berlin(due.due_at):%H:%M}",
        "Mia Zhou shared “Acme renewal” with you: you can work on it too",
    ]


def test_it_speaks_the_readers_language_and_shows_where_it_is_switched_off(world, post_office, turn, due):
    world.ann.prefer(language="zh-Hans")
    turn()
    (mail,) = post_office.mails
    assert "is due" not in mail.get_content()
    assert "https://crm.example.com/account#notifications" in mail.get_content()


def test_a_day_that_holds_many_is_one_line(world, post_office, turn, due):
    wish(world.ann, on=False, hour=8)
    plan = {"kind": "call", "opportunity": world.acme_renewal, "assignee": world.ann, "due_on": due.due_on}
    Activity.update(remind_at=None).execute()
    for _ in range(3):
        Activity.create(**plan, remind_at=now(), updated_at=now() - dt.timedelta(hours=1))
    turn()
    (mail,) = post_office.mails
    assert mail["Subject"] == "3 follow-ups are due soon"
    assert "https://crm.example.com/today" in mail.get_content()
