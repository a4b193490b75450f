"""The briefing goes out once, on the first morning of a week, to who wants it."""

import datetime as dt

import pytest

from models import Delivery, Event, Opportunity, Setting, StageEntry, User
from models.agenda import wish as hour_of
from models.base import now
from models.briefing import sending
from models.reports.period import DAYS
from models.setting import local, zone_of


@pytest.fixture
def monday(world):
    """It is the first day of the company's week, and everybody's hour has come; Ann's last week held something."""
    day = local(now(), zone_of(world.mia)).date()
    Setting.put("company.week_start", DAYS[day.weekday()])
    for who in ("ann", "bo", "cy", "mia", "ada", "vic"):
        hour_of(world.user(who), on=False, hour=0)
    User.update(briefed_on=None).execute()
    Opportunity.add(None, name="Last week's", owner=world.ann, opened_on=day - dt.timedelta(days=3))
    Event.delete().execute()
    return day


def queued():
    rows = Delivery.select(Delivery, Event).join(Event).where(Delivery.reaction == "mail_briefing")
    return sorted(User.get_by_id(row.event.subject_id).name for row in rows)


def test_managers_and_leads_get_it_and_whoever_wants(monday, world):
    sending.send_out()
    assert queued() == ["Bo Chen", "Mia Zhou"]
    sending.wish(world.ann, on=True)
    sending.wish(world.bo, on=False)
    sending.send_out()
    assert queued() == ["Ann Li", "Bo Chen", "Mia Zhou"]
    assert (sending.wished(world.ada), sending.wished(world.bo), sending.wished(world.ann)) == (False, False, True)


def test_once_however_often_it_is_looked(monday, world):
    for _time in range(3):
        sending.send_out()
    assert queued() == ["Bo Chen", "Mia Zhou"]
    assert world.mia.briefed_on == monday - dt.timedelta(days=7)


def test_not_before_the_hour_and_not_on_other_days(monday, world):
    Setting.put("company.week_start", DAYS[(monday.weekday() + 1) % 7])
    sending.send_out()
    assert queued() == []


def test_nothing_for_two_weeks_in_which_nothing_was(monday, world):
    sending.wish(world.cy, on=True)
    Opportunity.update(opened_on=monday - dt.timedelta(days=90), closed_on=None, outcome=None).where(
        Opportunity.owner == world.cy
    ).execute()
    StageEntry.delete().execute()
    sending.send_out()
    assert "Cy Wang" not in queued()
    assert world.cy.briefed_on == monday - dt.timedelta(days=7)


def test_a_briefing_of_yesterday_is_not_told_today(monday, world):
    sending.send_out()
    event = Event.get(Event.name == "user.briefing_due", Event.subject_id == world.mia.id)
    assert sending.briefing_for(event)[0] == world.mia
    event.facts_json = event.facts_json.replace(str(monday), str(monday - dt.timedelta(days=1)))
    assert sending.briefing_for(event) is None
    world.mia.disable(by=world.ada)
    assert sending.briefing_for(Event.get_by_id(event.id)) is None


def test_each_has_their_own_scope(world):
    for who, owner, team, by in (
        ("mia", None, None, "team"),
        ("vic", None, None, "team"),
        ("bo", None, world.north.id, "owner"),
        ("cy", world.cy.id, None, ""),
    ):
        wanted, rows = sending.scope(world.user(who))
        assert (wanted.owner, wanted.team, rows) == (owner, team, by), who


def test_not_before_the_week_of_the_company_is_over(monday, world):
    """Far east of the company the morning comes while its week still runs."""
    for zone, sent in (("Pacific/Kiritimati", []), ("Etc/GMT+12", ["Bo Chen", "Mia Zhou"])):
        User.update(time_zone=zone).execute()
        Setting.put("company.time_zone", "Etc/GMT+12")
        day = local(now(), zone_of(world.mia)).date()
        Setting.put("company.week_start", DAYS[day.weekday()])
        sending.send_out()
        assert queued() == sent, zone
