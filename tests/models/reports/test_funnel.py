"""The funnel as worked out by hand, and against plain SQL.

A pipeline of the stages A B C D. Closed in 2025 but for the last three:

furthest   how it went                       outcome  opened      closed
A          A                                 lost     2025-01-05  2025-02-01
B          A B A                             lost     2025-01-10  2025-02-20
B          A B                               lost     2025-01-15  2025-03-01
C          A B C B C                         lost     2025-02-01  2025-03-10
D          A D                               won      2025-02-05  2025-04-01
B          A B: won from there               won      2025-02-10  2025-04-02
D          A B C D                           won      2025-03-01  2025-05-01
C          A C                               invalid  2025-03-05  2025-05-05
C          A C                               open     2025-03-10
A          A                                 open     2024-12-31
"""

import dataclasses
import datetime as dt

import pytest

from models import Opportunity, StageEntry
from models.base import db
from models.opportunity.filter import Filter
from models.pipeline import Pipeline, Stage
from models.reports.funnel import funnel
from models.reports.period import Period
from models.reports.steps import WON, Step
from tests.world import CAST

WAYS = (
    ("A", "lost", "2025-01-05", "2025-02-01", "ann"),
    ("ABA", "lost", "2025-01-10", "2025-02-20", "ann"),
    ("AB", "lost", "2025-01-15", "2025-03-01", "cy"),
    ("ABCBC", "lost", "2025-02-01", "2025-03-10", "cy"),
    ("AD", "won", "2025-02-05", "2025-04-01", "bo"),
    ("AB", "won", "2025-02-10", "2025-04-02", "ann"),
    ("ABCD", "won", "2025-03-01", "2025-05-01", "cy"),
    ("AC", "invalid", "2025-03-05", "2025-05-05", "ann"),
    ("AC", None, "2025-03-10", None, "ann"),
    ("A", None, "2024-12-31", None, "cy"),
)
ALL = Period.named("all")


@pytest.fixture
def walked(world):
    """The Filter of the pipeline of the ten above."""
    pipeline = Pipeline.create(name="Walked", position=9)
    stages = {name: Stage.create(pipeline=pipeline, name=name, position=n, rate=20) for n, name in enumerate("ABCD")}
    for number, (way, outcome, opened, closed, owner) in enumerate(WAYS):
        first = stages[way[0]]
        row = Opportunity.add(None, name=f"{number} {way}", stage=first, owner=world.user(owner), opened_on=day(opened))
        for name in way[1:]:
            row.enter(stages[name], by=None)
        if outcome == "won":
            row.win(None, on=day(closed))
        elif outcome == "lost":
            row.lose(None, world.reason("lost", "Price too high"), on=day(closed))
        elif outcome:
            row.invalidate(None, world.reason("invalid", "Duplicate"), on=day(closed))
    return Filter(pipeline=pipeline.id, outcome="all")


def day(text):
    return dt.date.fromisoformat(text)


def figures(answer):
    return [(row.name, row.reached, row.lost, row.conversion) for row in answer.rows]


def test_closed_ones_step_by_step(walked):
    answer = funnel(None, walked, ALL)
    assert figures(answer) == [
        ("A", 7, 1, pytest.approx(100 * 6 / 7)),
        ("B", 6, 2, pytest.approx(100 * 4 / 6)),
        ("C", 4, 1, None),  # of four: too few
        ("D", 3, 0, None),
        (WON, 3, 0, None),
    ]
    assert [row.share for row in answer.rows] == [100, *(pytest.approx(100 * n / 7) for n in (6, 4, 3, 3))]
    whole = answer.total
    assert (whole.reached, whole.won, whole.lost, whole.invalid, whole.open, whole.missing) == (7, 3, 4, 1, 2, 0)
    assert whole.win_rate == pytest.approx(300 / 7)


def test_both_ends_of_the_period_count_by_closing(walked):
    answer = funnel(None, walked, Period.between(day("2025-02-20"), day("2025-04-01")))
    assert [(row.name, row.reached, row.lost) for row in answer.rows] == [
        ("A", 4, 0),
        ("B", 4, 2),
        ("C", 2, 1),
        ("D", 1, 0),
        (WON, 1, 0),
    ]
    assert (answer.total.invalid, answer.total.open) == (0, 2)


def test_by_opening_those_still_open_are_told_apart(walked):
    answer = funnel(None, walked, Period.between(day("2025-02-01"), day("2025-12-31")), by="opened")
    assert [(row.name, row.reached, row.lost) for row in answer.rows] == [
        ("A", 4, 0),
        ("B", 4, 0),
        ("C", 4, 1),
        ("D", 3, 0),
        (WON, 3, 0),
    ]
    assert (answer.total.open, answer.total.invalid) == (1, 1)


def test_the_position_is_that_of_the_day_it_was_entered(walked):
    """A new name changes nothing; who went as far as a stage that is gone went as far as the one before it."""
    before = figures(funnel(None, walked, ALL))
    stages = {stage.name: stage for stage in Stage.select().where(Stage.pipeline == walked.pipeline)}
    Stage.update(name="Z").where(Stage.id == stages["B"].id).execute()
    renamed = figures(funnel(None, walked, ALL))
    assert [figure[1:] for figure in renamed] == [figure[1:] for figure in before]
    Stage.update(archived_at=dt.datetime(2026, 1, 1)).where(Stage.id == stages["B"].id).execute()
    assert [(row.name, row.reached, row.lost) for row in funnel(None, walked, ALL).rows] == [
        ("A", 7, 3),
        ("C", 4, 1),
        ("D", 3, 0),
        (WON, 3, 0),
    ]


def test_a_move_taken_back_and_a_reopening_are_counted_as_they_stand(walked, world):
    lost = Opportunity.get(Opportunity.name == "0 A")
    lost.reopen(None)
    answer = funnel(None, walked, ALL)
    assert (answer.total.reached, answer.total.lost, answer.total.open) == (6, 3, 3)


def test_without_history_what_the_file_proves(walked):
    """Of four lost ones one has none: one in four is too much for a rate from stage to stage."""
    for name in ("3 ABCBC", "4 AD"):
        StageEntry.delete().where(StageEntry.opportunity == Opportunity.get(Opportunity.name == name)).execute()
    answer = funnel(None, walked, ALL)
    assert [(row.name, row.reached, row.lost, row.conversion) for row in answer.rows] == [
        ("A", 7, 2, None),
        ("B", 5, 2, None),
        ("C", 3, 0, None),
        ("D", 3, 0, None),
        (WON, 3, 0, None),
    ]
    assert [row.share for row in answer.rows] == [100, None, None, None, pytest.approx(300 / 7)]
    assert (answer.total.missing, answer.total.untold) == (2, True)
    missing = dataclasses.replace(answer.wanted, outcome="decided", history="missing")
    assert missing.apply(Opportunity.kept()).count() == 2


def test_of_several_pipelines_the_first_that_has_something(walked, world):
    assert funnel(None, Filter(outcome="all"), ALL).total.pipeline == "Sales"
    spring = Period.between(day("2025-01-01"), day("2025-12-31"))
    answer = funnel(None, Filter(outcome="all"), spring)
    assert (answer.total.pipeline, answer.wanted.pipeline) == ("Walked", walked.pipeline)


def test_without_any_pipeline_there_is_nothing(empty_database):
    answer = funnel(None, Filter(outcome="all"), ALL)
    assert (answer.rows, answer.total) == ([], Step())


@pytest.mark.parametrize("by", ["closed", "opened"])
@pytest.mark.parametrize("who", [*CAST, None])
def test_the_list_behind_each_figure_has_its_rows_for_every_role(walked, world, by, who):
    user = who and world.user(who)
    for wanted, period in (
        (walked, ALL),
        (walked, Period.between(day("2025-02-01"), None)),
        (Filter(outcome="all"), ALL),
    ):
        answer = funnel(user, wanted, period, by)
        reach = Opportunity.visible_to(user) if user else Opportunity.kept()
        for row in (*answer.rows, answer.total):
            for column in answer.columns:
                if column.leads:
                    behind = answer.behind(row, column.leads).apply(reach.clone())
                    assert behind.count() == getattr(row, column.name), (row, column)
        for name in ("won", "lost", "invalid", "open"):
            assert answer.behind(answer.total, name).apply(reach.clone()).count() == getattr(answer.total, name)


def test_reach_differs_by_role(walked, world):
    reached = {who: funnel(world.user(who), walked, ALL).total.reached for who in CAST}
    assert reached == {"ann": 3, "bo": 4, "cy": 3, "mia": 7, "ada": 7, "vic": 7}


def test_against_plain_sql(walked):
    """The definition once more, in other words: a visit at this position or later, or won."""
    for row in funnel(None, walked, ALL).rows[:-1]:
        position = Stage.get_by_id(row.key).position
        sql = """
            SELECT COUNT(*) FROM opportunities o
            WHERE o.pipeline_id = ? AND o.deleted_at IS NULL AND o.outcome IN ('won', 'lost') AND (o.outcome = 'won' OR
                  o.id IN (SELECT e.opportunity_id FROM stage_entries e WHERE e.position >= ?))"""
        assert db.execute_sql(sql, (walked.pipeline, position)).fetchone()[0] == row.reached


def test_as_many_queries_whatever_the_rows(walked, world, count_queries):
    mia = world.mia
    with count_queries() as queries:
        funnel(mia, walked, ALL)
    assert len(queries) <= 4, queries
