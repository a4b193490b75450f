"""Follow-ups in rows, and that they are those which reports and briefings count."""

import datetime as dt

import pytest

from models import Activity, Setting
from models.activity import KINDS, listed
from models.activity.listed import Wanted
from models.briefing import brief
from models.opportunity.filter import NONE, Filter
from models.reports.activity_volume import REPORT, activity_volume, asked, behind
from models.reports.period import Period
from models.reports.team_performance import team_performance
from models.setting import today
from tests.world import CAST

EVERYTHING = Filter(outcome="all")
YEAR = Period.between(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
MARCH = Period.between(dt.date(2025, 3, 9), dt.date(2025, 3, 30))


@pytest.fixture
def done(world, once):
    """Seven done ones by four people and nobody, on opportunities and a customer; one more in the bin; two plans."""
    once(written, world)


def written(world):
    """Write them."""
    Activity.delete().execute()
    own, his, acme = {"opportunity": world.acme_renewal}, {"opportunity": world.south_pilot}, {"customer": world.acme}
    for day, kind, who, where in (
        ("2025-03-03", "call", "ann", own),
        ("2025-03-09", "call", "ann", own),
        ("2025-03-10", "meeting", "cy", his),
        ("2025-03-10", "email", "bo", own),
        ("2025-03-31", "task", "ann", acme),
        ("2025-03-12", "message", "mia", his),
        ("2025-04-02", "call", "bo", acme),
        ("2025-04-01", "visit", "cy", his),
    ):
        moment = dt.datetime.fromisoformat(f"{day} 04:00")
        row = Activity.log(world.mia, kind, assignee=world.user(who), subject=day, done_at=moment, **where)
        if kind == "visit":
            row.bin(by=world.mia)
        if day == "2025-04-02":
            Activity.update(assignee=None).where(Activity.id == row.id).execute()
    Activity.plan(world.ann, "call", on=today() + dt.timedelta(days=3), subject="soon", **own)
    late = Activity.plan(world.ann, "visit", on=today(), subject="late", **own)
    Activity.update(due_on=today() - dt.timedelta(days=2)).where(Activity.id == late.id).execute()


def subjects(user, **wanted):
    return [row.subject for row in listed.page(user, Wanted(**wanted))[0]]


@pytest.mark.parametrize("who", [*CAST, None])
@pytest.mark.parametrize("by", REPORT.by)
@pytest.mark.parametrize("period", [YEAR, MARCH, Period.named("all")], ids=["year", "march", "all"])
def test_behind_each_figure_of_the_volume(done, world, who, by, period):
    user = who and world.user(who)
    answer = activity_volume(user, EVERYTHING, period, by)
    assert answer.total.total
    for row in (*answer.rows, answer.total):
        assert listed.found(user, behind(answer, row)).count() == row.total
        for kind in KINDS:
            assert listed.found(user, behind(answer, row, (kind,))).count() == getattr(row, kind)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("by", ["owner", "team", "office"])
def test_behind_each_figure_of_the_team(done, world, who, by):
    user = world.user(who)
    answer = team_performance(user, EVERYTHING, YEAR, by)
    for row in (*answer.rows, answer.total):
        assert listed.found(user, behind(answer, row)).count() == row.done


def test_the_nobodies_have_rows_of_their_own(done, world):
    """Else the test above could not fail for them."""
    for by, none in (("owner", 1), ("team", 2), ("office", 2)):
        answer = team_performance(world.mia, EVERYTHING, YEAR, by)
        assert [row.done for row in answer.rows if row.key is None] == [none]


def test_what_is_chosen_stays_chosen_behind_a_figure(done, world):
    for more in ({"team": world.north.id}, {"team": (NONE, world.south.id)}, {"owner": (world.ann.id, NONE)},
                 {"pipeline": world.pipeline.id}, {"team": NONE}):  # fmt: skip
        wanted = Filter(outcome="all", **more)
        for by in REPORT.by:
            answer = activity_volume(world.mia, wanted, YEAR, by)
            assert answer.total.total
            for row in (*answer.rows, answer.total):
                assert listed.found(world.mia, behind(answer, row)).count() == row.total


def test_the_week_is_the_companys(done, world):
    Setting.write(company__week_start="sunday")
    answer = activity_volume(world.mia, EVERYTHING, YEAR)
    assert {row.key: listed.found(world.mia, behind(answer, row)).count() for row in answer.rows if row.total} == {
        "2025-03-02": 1, "2025-03-09": 4, "2025-03-30": 2,
    }  # fmt: skip


@pytest.mark.parametrize("who", CAST)
def test_behind_the_figure_of_a_briefing(done, world, who):
    found = brief(world.user(who), EVERYTHING, dt.date(2025, 3, 10))
    assert listed.found(world.user(who), asked(found.wanted, found.period)).count() == found.now.done


def test_what_was_done_last_comes_first_and_what_is_due_first(done, world):
    assert subjects(world.ann)[:2] == ["2025-04-02", "2025-03-31"]
    assert subjects(world.ann, state="planned") == ["late", "soon"]
    assert subjects(world.ann, state="overdue") == ["late"]
    assert subjects(world.ann, state="planned", first=today()) == ["soon"]
    assert subjects(world.cy) == ["2025-03-12", "2025-03-10"]


def test_overdue_goes_by_the_day_of_the_reader(done, world):
    assert subjects(world.ann, state="overdue", day=today() - dt.timedelta(days=2)) == []


def test_each_is_on_one_page_only(done, world):
    seen, after = [], None
    while True:
        rows, after = listed.page(world.mia, Wanted(), after, 2)
        seen += [row.id for row in rows]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert seen == [row.id for row in listed.every(world.mia, Wanted())]


def test_as_many_queries_whatever_the_rows(done, world, count_queries):
    mia = world.mia
    with count_queries() as queries:
        told = [(row.assignee and row.assignee.name, row.customer.name) for row in listed.page(mia, Wanted())[0]]
    assert told[0] == (None, "Acme")
    assert len(queries) == 2
