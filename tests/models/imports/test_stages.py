"""From names of stages to a pipeline."""

import pytest

from models.base import now
from models.imports.stages import Survey, routed
from models.imports.trouble import Bad, Unreadable
from models.pipeline import Pipeline, Stage


def survey(*rows):
    learnt = Survey()
    for row in rows:
        learnt.learn(*row)
    learnt.settle(int)
    return learnt


def path(route):
    return [(stage.name, stage.rate, stage.position) for stage in route.path]


def test_rates_and_order_come_from_the_probabilities_of_open_rows(world):
    route = routed(
        survey(
            ("Late", None, "80"),
            ("Early", None, "10"),
            ("Early", None, "10"),
            ("Early", None, "15"),
            ("Early", "lost", "0"),
        ),
        ("file",),
    )
    assert route.is_new
    assert path(route) == [("Early", 10, 0), ("Late", 80, 1)]


def test_a_stage_without_probabilities_stays_behind_the_one_before_it(world):
    route = routed(survey(("One", None, "20"), ("Two", "lost", ""), ("Three", None, "60")), ("file",))
    assert path(route) == [("One", 20, 0), ("Two", 20, 1), ("Three", 60, 2)]


def test_without_probabilities_the_usual_order_and_the_share_of_won_rows(world):
    rows = [("Engaging", None, ""), ("Prospecting", None, "")] + [("", "won", "")] * 20 + [("", "lost", "")] * 20
    heard = []
    route = routed(survey(*rows), ("file",), note=lambda reason, **facts: heard.append(reason % facts))
    assert path(route) == [("Prospecting", 50, 0), ("Engaging", 50, 1)]
    assert heard == ["The file gives no probabilities: every stage got the share of won rows, 50 %."]


def test_with_too_few_closed_rows_even_steps(world):
    route = routed(survey(("Alpha", None, ""), ("Beta", None, ""), ("", "won", "")), ("file",))
    assert path(route) == [("Alpha", 33, 0), ("Beta", 67, 1)]


def test_a_pipeline_that_knows_all_stages_is_taken(world):
    route = routed(survey(("needs", None, "99"), ("ＰＲＯＰＯＳＡＬ", None, "")), ("file",))
    assert not route.is_new
    assert route.pipeline == world.pipeline
    assert route.stage("needs").rate == 30  # its own, not the file's
    assert route.stage("") == world.stage("First contact")


def test_of_several_the_one_named_like_the_file(world):
    other = Pipeline.create(name="Deals", position=9)
    Stage.create(pipeline=other, name="Needs", position=0, rate=1)
    assert routed(survey(("Needs", None, "")), ("deals",)).pipeline == other
    assert routed(survey(("Needs", None, "")), ("file",)).pipeline == world.pipeline


def test_a_taken_name_gets_a_number(world):
    Pipeline.create(name="file", position=9)
    assert routed(survey(("Unheard", None, "")), ("file",)).pipeline.name == "file (2)"


def test_the_pipeline_asked_for(world):
    assert routed(survey(("Needs", None, "")), ("file",), "sales").pipeline == world.pipeline
    assert routed(survey(("Unheard", None, "")), ("file",), "Mine").pipeline.name == "Mine"
    route = routed(survey(("Unheard", None, "")), ("file",), "Sales")
    with pytest.raises(Bad):
        route.stage("Unheard")


def test_a_pipeline_out_of_use_takes_nothing(world):
    Pipeline.create(name="Old", position=9, archived_at=now())
    with pytest.raises(Unreadable, match="not in use"):
        routed(survey(("Needs", None, "")), ("file",), "old")


def test_rows_without_any_stage_go_into_the_default_pipeline(world):
    assert routed(survey(("", "won", "")), ("file",)).pipeline == world.pipeline


def test_without_stages_and_pipelines_there_is_nowhere_to_go(empty_database):
    with pytest.raises(Unreadable, match="no stages"):
        routed(survey(("", "won", "")), ("file",))


def test_nothing_is_written_before_it_is_made(world):
    before = Pipeline.select().count()
    route = routed(survey(("Unheard", None, "40")), ("file",))
    assert Pipeline.select().count() == before
    assert [noun for noun, _id in route.make()] == ["pipeline", "stage"]
    assert [(s.name, s.rate) for s in Pipeline.get(Pipeline.name == "file").path()] == [("Unheard", 40)]
