"""The mail of a week's first morning: figures, rows and names, each with its link, once."""

import datetime as dt
import re

import pytest

from jobs.worker import Worker
from models import Delivery, Opportunity, Setting, User
from models.agenda import wish as hour_of
from models.base import now
from models.reports.period import DAYS
from models.setting import local, zone_of


@pytest.fixture
def monday(world):
    """The first morning of a week has come for Mia."""
    day = local(now(), zone_of(world.mia)).date()
    Setting.put("company.week_start", DAYS[day.weekday()])
    hour_of(world.mia, on=False, hour=0)
    User.update(briefed_on=None).where(User.id == world.mia.id).execute()
    row = Opportunity.add(
        None, name="Big one", owner=world.cy, customer=world.bolt, amount=500_000, opened_on=day - dt.timedelta(days=3)
    )
    row.win(None, on=day - dt.timedelta(days=1))
    Delivery.delete().execute()
    return day


@pytest.fixture
def turn(app):
    worker = Worker()

    def works():
        worker.greeted = float("-inf")
        with app.app_context():
            while worker.turn():
                pass

    return works


def test_it_tells_the_week_once(world, post_office, monday, turn):
    turn()
    turn()
    (mail,) = post_office.mails
    text = mail.get_content().replace("\r\n", "\n")
    assert mail["To"] == "Mia Zhou <mia@example.com>"
    assert "1 opportunity won for ¥5k" in mail["Subject"]
    assert "Won: 1 · ¥5k (+1; 0 in the period before)" in text
    assert re.search(r"- South: New \d+, Won 1 \(¥5k\)", text)
    row = Opportunity.get(Opportunity.name == "Big one")
    assert "- Big one · ¥5k · Bolt" in text
    assert f"https://crm.example.com/opportunities/{row.id}\n" in text
    assert f"https://crm.example.com/briefings?week={monday - dt.timedelta(days=7)}\n" in text
    assert "https://crm.example.com/account#notifications" in text


def test_it_speaks_the_language_of_its_reader(world, post_office, monday, turn):
    world.mia.prefer(language="zh-Hans")
    turn()
    (mail,) = post_office.mails
    assert "¥5,000" in mail.get_content() or "¥0.5万" in mail.get_content()


def test_a_mail_server_that_is_down_delays_it_and_never_doubles_it(world, post_office, monday, turn):
    post_office.close()
    turn()
    post_office.open()
    for _time in range(2):
        Delivery.update(next_at=now()).where(Delivery.status == "pending").execute()
        turn()
    assert len(post_office.mails) == 1
