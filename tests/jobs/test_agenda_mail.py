"""The mail of the morning lists what is late, due and new, each with its link."""

import datetime as dt

import pytest

from jobs.worker import Worker
from models import Activity, Delivery, User
from models.agenda import SHOWN, wish
from models.base import now
from models.setting import local, zone_of


@pytest.fixture
def turn(app):
    """turn(): the worker works until nothing is due."""
    worker = Worker()

    def works():
        worker.greeted = float("-inf")
        with app.app_context():
            while worker.turn():
                pass

    return works


@pytest.fixture
def morning(world, turn):
    """morning(): Ann's morning comes."""

    def comes():
        User.update(agenda_on=None).where(User.id == world.ann.id).execute()
        wish(world.ann, on=True, hour=0)
        turn()

    return comes


@pytest.fixture
def today(world):
    return local(now(), zone_of(world.ann)).date()


def plan(world, on, subject, **values):
    values = {"opportunity": world.acme_renewal, "customer": world.acme, **values}
    return Activity.create(kind="call", subject=subject, due_on=on, assignee=world.ann, **values)


def test_it_lists_the_day_with_links(world, post_office, morning, today):
    plan(world, today - dt.timedelta(days=1), "Send the offer")
    plan(world, today, "Call Wei")
    plan(world, today, "", opportunity=None, customer=world.star)
    world.north_unowned.assign(by=world.mia, owner=world.ann)
    Delivery.delete().execute()  # that mail is another test's
    morning()
    (mail,) = post_office.mails
    text = mail.get_content().replace("\r\n", "\n")
    assert mail["Subject"].endswith(", 1 overdue")
    assert "Overdue (1)\n\n- yesterday · “Send the offer” · Acme renewal · Acme\n" in text
    assert "Due today (2)\n\n- “Call Wei” · Acme renewal · Acme\n" in text
    assert f"- Call · 上海星辰科技有限公司\n  https://crm.example.com/customers/{world.star.id}\n" in text
    assert "New for you (1)\n\n- Dune first order · Dune · ¥8,000\n" in text
    assert f"https://crm.example.com/opportunities/{world.acme_renewal.id}\n" in text


def test_once_a_day_and_nothing_for_nothing(world, post_office, morning, today):
    morning()
    assert post_office.mails == []
    plan(world, today, "Call Wei")
    morning()
    assert len(post_office.mails) == 1


def test_a_mail_server_that_is_down_delays_it_and_never_doubles_it(world, post_office, morning, today, turn):
    plan(world, today, "Call Wei")
    post_office.close()
    morning()
    post_office.open()
    for _ in range(2):
        Delivery.update(next_at=now()).where(Delivery.status == "pending").execute()
        turn()
    assert len(post_office.mails) == 1


def test_a_long_day_is_cut_and_says_so(world, post_office, morning, today):
    for number in range(SHOWN + 3):
        plan(world, today, f"Call {number}")
    morning()
    text = post_office.mails[0].get_content()
    assert text.count("- “Call") == SHOWN
    assert "… and 3 more" in text
