"""Follow-ups done, counted by hand.

day                     kind     who  of
2025-03-03 (a Monday)   call     ann  her opportunity
2025-03-09 (a Sunday)   call     ann  her opportunity
2025-03-10 (a Monday)   meeting  cy   his opportunity
2025-03-10              email    bo   ann's opportunity
2025-03-31              task     ann  the customer Acme, no opportunity
2025-04-01              visit    cy   his opportunity; in the bin
planned                 call     ann  her opportunity
"""

import datetime as dt

import pytest

from models import Activity, Setting
from models.base import db
from models.opportunity.filter import Filter
from models.reports.activity_volume import REPORT, activity_volume
from models.reports.period import Period
from models.setting import today
from tests.world import CAST

EVERYTHING = Filter(outcome="all")
YEAR = Period.between(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.fixture
def done(world):
    """The follow-ups above, those of the world done away with."""
    Activity.delete().execute()
    own, his = {"opportunity": world.acme_renewal}, {"opportunity": world.south_pilot}
    for day, kind, who, where in (
        ("2025-03-03", "call", "ann", own),
        ("2025-03-09", "call", "ann", own),
        ("2025-03-10", "meeting", "cy", his),
        ("2025-03-10", "email", "bo", own),
        ("2025-03-31", "task", "ann", {"customer": world.acme}),
        ("2025-04-01", "visit", "cy", his),
    ):
        user = world.user(who)
        row = Activity.log(
            world.mia, kind, assignee=user, subject="x", done_at=dt.datetime.fromisoformat(f"{day} 04:00"), **where
        )
        if kind == "visit":
            row.bin(by=world.mia)
    Activity.plan(world.ann, "call", on=today() + dt.timedelta(days=3), **own)


def told(answer):
    return {row.name or row.key: row.total for row in answer.rows if row.total}


def test_by_week_and_month(done):
    weeks = activity_volume(None, EVERYTHING, YEAR)
    assert told(weeks) == {"2025-03-03": 2, "2025-03-10": 2, "2025-03-31": 1}
    assert (weeks.total.call, weeks.total.email, weeks.total.meeting, weeks.total.task) == (2, 1, 1, 1)
    assert (weeks.total.visit, weeks.total.message, weeks.total.total) == (0, 0, 5)
    assert told(activity_volume(None, EVERYTHING, YEAR, "month")) == {"2025-03": 5}


def test_the_week_begins_where_the_company_says(done):
    Setting.write(company__week_start="sunday")
    assert told(activity_volume(None, EVERYTHING, YEAR)) == {"2025-03-02": 1, "2025-03-09": 3, "2025-03-30": 1}


def test_by_person_and_team(done):
    people = activity_volume(None, EVERYTHING, YEAR, "person")
    assert [(row.name, row.call, row.total) for row in people.rows] == [
        ("Ann Li", 2, 3),
        ("Bo Chen", 0, 1),
        ("Cy Wang", 0, 1),
    ]
    assert told(activity_volume(None, EVERYTHING, YEAR, "team")) == {"North": 4, "South": 1}


def test_both_ends_of_the_period_are_in_it(done):
    period = Period.between(dt.date(2025, 3, 9), dt.date(2025, 3, 10))
    assert activity_volume(None, EVERYTHING, period).total.total == 3


def test_narrowed_by_person_team_and_pipeline(done, world):
    def total(**asked):
        return activity_volume(None, Filter(outcome="all", **asked), YEAR).total.total

    assert (total(owner=world.ann.id), total(team=world.north.id), total(team=0)) == (3, 4, 0)
    assert total(pipeline=world.pipeline.id) == 4  # the task is of a customer alone


def test_every_role_has_what_it_sees(done, world):
    found = {who: activity_volume(world.user(who), EVERYTHING, YEAR).total.total for who in CAST}
    assert found == {"ann": 4, "bo": 4, "cy": 1, "mia": 5, "ada": 5, "vic": 5}
    for who in CAST:
        seen = Activity.visible_to(world.user(who)).where(Activity.done_on.between(YEAR.first, YEAR.last))
        assert seen.count() == found[who]


@pytest.mark.parametrize("by", REPORT.by)
def test_rows_add_up_to_the_total(done, by):
    answer = activity_volume(None, EVERYTHING, YEAR, by)
    for column in answer.columns:
        assert sum(getattr(row, column.name) for row in answer.rows) == getattr(answer.total, column.name)


def test_against_plain_sql(done):
    sql = "SELECT kind, COUNT(*) FROM activities WHERE done_at IS NOT NULL AND deleted_at IS NULL GROUP BY kind"
    whole = activity_volume(None, EVERYTHING, YEAR).total
    assert {kind: getattr(whole, kind) for kind, _count in db.execute_sql(sql).fetchall()} == dict(
        db.execute_sql(sql).fetchall()
    )


def test_nothing_done(world):
    Activity.delete().execute()
    assert activity_volume(None, EVERYTHING, Period.named("all")).rows == []


def test_as_many_queries_whatever_the_rows(done, world, count_queries):
    mia = world.mia
    with count_queries() as queries:
        activity_volume(mia, EVERYTHING, YEAR, "person")
    assert len(queries) == 2
