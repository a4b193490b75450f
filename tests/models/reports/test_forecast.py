"""The forecast as worked out by hand, and that a past period knows nothing of what came later.

Seen on 10 March 2025. Stages P (pipeline, 50 %), B (best case, 50 %), C (commit, 50 %), O (omitted, 50 %).

                     amount          expected or closed
won                  100.00 (90.00)  2025-03-05
won                  unknown         2025-03-07
won                  70.00           2025-01-20
lost                 999.00          2025-03-06
open, C              200.00          2025-03-31
open, B              300.00          2025-03-09: late
open, P              400.00          2025-02-01: late
open, P              unknown         2025-03-10
open, O              500.00          2025-03-15: omitted
open, B              600.00          2025-04-30
open, C              700.00          2026-05-01
open, B              800.00          without a date
"""

import datetime as dt

import pytest

from models import Opportunity, Snapshot, SnapshotRow
from models.base import db
from models.opportunity.filter import Filter
from models.pipeline import Pipeline, Stage
from models.reports import forecast as module
from models.reports.forecast import forecast
from models.reports.period import Period
from tests.world import CAST

DAY = dt.date(2025, 3, 10)
ROWS = (
    ("P", "won", 10_000, "2025-03-05", "ann"),
    ("P", "won", None, "2025-03-07", "cy"),
    ("P", "won", 7_000, "2025-01-20", "cy"),
    ("P", "lost", 99_900, "2025-03-06", "ann"),
    ("C", None, 20_000, "2025-03-31", "ann"),
    ("B", None, 30_000, "2025-03-09", "ann"),
    ("P", None, 40_000, "2025-02-01", "cy"),
    ("P", None, None, "2025-03-10", "bo"),
    ("O", None, 50_000, "2025-03-15", "ann"),
    ("B", None, 60_000, "2025-04-30", "cy"),
    ("C", None, 70_000, "2026-05-01", "ann"),
    ("B", None, 80_000, None, "ann"),
)


@pytest.fixture
def march(world, monkeypatch):
    """The Filter of the pipeline of the rows above, seen on DAY."""
    monkeypatch.setattr(module, "today", lambda: DAY)
    pipeline = Pipeline.create(name="March", position=9)
    categories = {"P": "pipeline", "B": "best_case", "C": "commit", "O": "omitted"}
    stages = {
        name: Stage.create(pipeline=pipeline, name=name, position=n, rate=50, category=category)
        for n, (name, category) in enumerate(categories.items())
    }
    for number, (stage, outcome, amount, text, owner) in enumerate(ROWS):
        on = day(text) if text else None
        row = Opportunity.add(
            None,
            name=f"{number}",
            stage=stages[stage],
            owner=world.user(owner),
            amount=amount,
            opened_on=day("2025-01-01"),
            expected_close_on=None if outcome else on,
        )
        if outcome == "won":
            row.win(None, amount=9_000 if amount == 10_000 else amount, on=on)
        elif outcome == "lost":
            row.lose(None, world.reason("lost", "Price too high"), on=on)
    return Filter(pipeline=pipeline.id, outcome="all")


def day(text):
    return dt.date.fromisoformat(text)


def between(first, last):
    return Period.between(day(first), day(last))


def test_from_now_on(march):
    answer = forecast(None, march)
    assert [row.key for row in answer.rows][:3] == ["2025-03", "2025-04", "2025-05"]
    assert answer.rows[-1].key == "2026-02"  # twelve months
    now, april, may = answer.rows[:3]
    assert (now.when, april.when) == ("current", "future")
    assert (now.won, now.won_known, now.won_amount) == (2, 1, 9_000)
    assert (now.count, now.known, now.late, now.weighted) == (4, 3, 2, 45_000)
    assert (now.forecast, now.commit_total, now.best_total, now.open_total) == (54_000, 29_000, 59_000, 90_000)
    assert (april.count, april.weighted, april.forecast, april.best_total) == (1, 30_000, 30_000, 60_000)
    assert (may.count, may.forecast) == (0, 0)
    assert (answer.undated.count, answer.undated.weighted) == (1, 40_000)
    assert (answer.later.count, answer.later.weighted) == (1, 35_000)
    assert (answer.total.forecast, answer.total.won, answer.total.count) == (84_000, 2, 5)


def test_by_quarter_and_year(march):
    quarters = forecast(None, march, by="quarter").rows
    assert [(row.key, row.won_amount, row.count, row.late) for row in quarters[:2]] == [
        ("2025-Q1", 16_000, 4, 2),
        ("2025-Q2", 0, 1, 0),
    ]
    assert [row.key for row in quarters] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    years = forecast(None, march, by="year").rows
    assert [(row.key, row.forecast) for row in years[:2]] == [("2025", 91_000), ("2026", 35_000)]


def test_a_chosen_period_is_of_whole_months(march):
    answer = forecast(None, march, between("2025-03-09", "2025-04-01"))
    assert [(row.key, row.forecast) for row in answer.rows] == [("2025-03", 54_000), ("2025-04", 30_000)]
    assert answer.later.count == 1


def test_a_past_period_shows_no_hindsight(march):
    """Without a snapshot nothing is told of what was expected; what is open now is of now."""
    answer = forecast(None, march, between("2025-01-01", "2025-02-28"))
    january, february = answer.rows
    assert (january.when, january.won, january.won_amount) == ("past", 1, 7_000)
    assert (january.stored, january.forecast, january.count, january.open_total) == (None, None, 0, None)
    assert (february.count, february.late, february.stored) == (0, 0, None)
    assert answer.total.forecast is None
    assert answer.total.stored is None


def snapshot(on, *rows):
    taken = Snapshot.create(taken_on=day(on))
    for category, weighted, expected, owner, team, pipeline in rows:
        SnapshotRow.create(
            snapshot=taken,
            opportunity_id=1,
            owner_id=owner,
            team_id=team,
            pipeline_id=pipeline,
            stage_id=1,
            category=category,
            weighted=weighted,
            expected_close_on=expected and day(expected),
        )


@pytest.fixture
def stored(march, world):
    """A snapshot of 3 January (nobody worked on the first two days) and of 1 February."""
    ann, cy, north, south, here = world.ann.id, world.cy.id, world.north.id, world.south.id, march.pipeline
    snapshot(
        "2025-01-03",
        ("commit", 1_000, "2025-01-31", ann, north, here),
        ("pipeline", 200, "2024-12-24", cy, south, here),  # past its date: it counts
        ("pipeline", 30, "2025-02-01", ann, north, here),  # of another month
        ("omitted", 9_999, "2025-01-10", ann, north, here),
        ("commit", 9_999, None, ann, north, here),
        ("commit", None, "2025-01-11", ann, north, here),
        ("commit", 5, "2025-01-11", ann, north, 999),  # of another pipeline
    )
    snapshot("2025-01-04", ("commit", 7_777, "2025-01-31", ann, north, here))
    snapshot("2025-02-08", ("commit", 7_777, "2025-02-28", ann, north, here))  # the eighth day
    snapshot("2025-03-01", ("commit", 4_000, "2025-03-31", cy, south, here))
    return march


def test_of_a_past_period_what_was_stored_when_it_began(stored):
    answer = forecast(None, stored, between("2025-01-01", "2025-03-31"))
    january, february, now = answer.rows
    assert (january.stored, january.stored_count, january.stored_on) == (1_200, 3, day("2025-01-03"))
    assert (january.won_amount, january.forecast) == (7_000, None)
    assert (february.stored, february.stored_on) == (None, None)
    assert (now.stored, now.forecast) == (4_000, 54_000)
    assert answer.total.stored is None  # February has none
    assert answer.total.forecast == 7_000 + 54_000


def test_a_stored_forecast_never_changes(stored, world):
    def told():
        return [
            (row.stored, row.stored_count) for row in forecast(None, stored, between("2025-01-01", "2025-03-31")).rows
        ]

    before = told()
    for row in Opportunity.select().where(Opportunity.pipeline == stored.pipeline, Opportunity.outcome.is_null()):
        row.edit(by=None, amount=1, expected_close_on=day("2025-01-05"))
    assert told() == before


def test_what_was_stored_goes_by_whose_it_was(stored, world):
    period = between("2025-01-01", "2025-01-31")
    seen = {who: forecast(world.user(who), stored, period).rows[0].stored for who in CAST}
    assert seen == {"ann": 1_000, "bo": 1_000, "cy": 200, "mia": 1_200, "ada": 1_200, "vic": 1_200}
    of_team = Filter(pipeline=stored.pipeline, team=world.south.id, outcome="all")
    assert forecast(None, of_team, period).rows[0].stored == 200
    of_owner = Filter(owner=world.ann.id, outcome="all")
    assert forecast(None, of_owner, period).rows[0].stored == 1_005


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
@pytest.mark.parametrize("who", [*CAST, None])
def test_the_list_behind_each_figure_has_its_rows_for_every_role(march, world, by, who):
    user = who and world.user(who)
    for wanted in (march, Filter(outcome="all")):
        for period in (None, between("2025-01-01", "2025-04-30"), between("2025-04-01", "2025-06-30")):
            answer = forecast(user, wanted, period, by)
            reach = Opportunity.visible_to(user) if user else Opportunity.kept()
            for row in (*answer.rows, answer.total):
                for name in ("won", "count", "late"):
                    leads = next(column.leads for column in answer.columns if column.name == name)
                    if getattr(row, name):
                        behind = answer.behind(row, leads).apply(reach.clone())
                        assert behind.count() == getattr(row, name), (row, name)
            assert answer.behind_undated().apply(reach.clone()).count() == answer.undated.count


def test_reach_differs_by_role(march, world):
    now = {who: forecast(world.user(who), march).rows[0].forecast for who in CAST}
    assert now == {"ann": 34_000, "bo": 34_000, "cy": 20_000, "mia": 54_000, "ada": 54_000, "vic": 54_000}


def test_against_plain_sql(march):
    """The present month once more, in other words."""
    sql = """
        SELECT SUM(CASE WHEN o.outcome = 'won' AND o.closed_on BETWEEN '2025-03-01' AND '2025-03-31'
                        THEN o.base_final_amount
                        WHEN o.outcome IS NULL AND o.expected_close_on <= '2025-03-31' AND s.category <> 'omitted'
                        THEN o.weighted END)
        FROM opportunities o JOIN stages s ON s.id = o.stage_id WHERE o.deleted_at IS NULL"""
    everything = forecast(None, Filter(outcome="all")).rows[0]
    assert db.execute_sql(sql).fetchone()[0] == everything.forecast


def test_the_day_is_the_companys(march, monkeypatch):
    monkeypatch.setattr(module, "today", lambda: dt.date(2025, 4, 1))
    now = forecast(None, march).rows[0]
    assert (now.key, now.won, now.late, now.count) == ("2025-04", 0, 4, 5)


def test_nothing_at_all(empty_database):
    answer = forecast(None, Filter(outcome="all"))
    assert [row.forecast for row in answer.rows] == [0, 0, 0]
    assert answer.total.counted == 0


def test_as_many_queries_whatever_the_rows(stored, world, count_queries):
    mia = world.mia
    with count_queries() as queries:
        forecast(mia, stored, between("2025-01-01", "2025-12-31"))
    assert len(queries) == 4, queries
