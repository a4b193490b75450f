"""How the database goes about the figures: by no key with few values, and from an index alone where one has it all."""

import re

import pytest

from models import base
from models.briefing import brief
from models.opportunity.filter import Filter
from models.reports import REPORTS, ask
from models.reports.period import Period

EVERYTHING = Filter(outcome="all")
FEW = re.compile(
    r"SEARCH .* USING (?:COVERING )?INDEX (?:stageentry_stage|opportunity_(?:pipeline|stage|source|product))"
)


def plans(queries):
    """How SQLite answers each of the queries: lines of text."""
    for sql in queries:
        if sql.startswith("SELECT"):
            rows = base.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?")).fetchall()
            yield "\n".join(row[3] for row in rows)


@pytest.fixture
def planned(world, count_queries):
    """What is asked while a function runs, as plans."""

    def run(function):
        with count_queries() as asked:
            function()
        return list(plans(asked))

    return run


@pytest.mark.parametrize("who", ["ann", "bo", "mia"])
@pytest.mark.parametrize("by", ["", "team", "owner"])
def test_a_week_is_found_by_its_days(world, planned, who, by):
    """At 100,000 opportunities a search among all visits to a stage, for each visit of the week, took minutes."""
    base.db.execute_sql("CREATE INDEX stageentry_stage_only ON stage_entries (stage_id)")  # not even if there is one
    user = world.user(who)
    told = planned(lambda: brief(user, EVERYTHING, by=by))
    if who == "mia":
        assert [plan for plan in told if "stage_entries_when" in plan]
    assert told
    assert not [plan for plan in told if FEW.search(plan)]


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_goes_by_a_key_with_few_values(world, planned, name):
    mia = world.mia
    for by in REPORTS[name].by or (None,):
        told = planned(lambda by=by: ask(name, mia, EVERYTHING, Period.named("last_12_months"), by, compared=True))
        assert told
        assert not [plan for plan in told if FEW.search(plan)], by


@pytest.mark.parametrize(
    ("name", "by", "index"),
    [
        ("win-loss", "month", "opportunities_closed"),
        ("win-loss", "reason", "opportunities_closed"),
        ("won-by-month", "month", "opportunities_closed"),
        ("team-performance", "owner", "opportunities_closed"),
        ("team-performance", "owner", "activities_done"),
        ("activity-volume", "week", "activities_done"),
        ("activity-volume", "person", "activities_done"),
        ("sales-cycle", "length", "opportunities_closed"),
        ("pushes", "times", "opportunities_closed"),
        ("funnel", "closed", "stage_entries_furthest"),
        ("funnel", "closed", "opportunities_totals"),
    ],
)
def test_what_has_its_index_reads_no_row(world, planned, name, by, index):
    told = planned(lambda: ask(name, world.mia, EVERYTHING, by=by))
    assert [plan for plan in told if f"USING COVERING INDEX {index}" in plan]
