"""Pipelines and stages in the settings: seen before they are saved, moved with their rows, kept in order; for administrators."""

import re

import pytest

from models.pipeline import Pipeline, Stage
from tests.models.test_path import names


@pytest.fixture
def ada(client_for):
    return client_for("ada")


def at(stage, rest=""):
    return f"/settings/pipelines/{stage.pipeline_id}/stages/{stage.id}{rest}"


def held(stage, **more):
    values = {name: getattr(stage, name) for name in ("name", "rate", "category", "expected_days", "limit_days")}
    filled = {name: value for name, value in values.items() if value is not None}
    return {**filled, "version": stage.version, "required": list(stage.demands), **more}


def test_the_page_shows_stages_with_what_stands_in_them(ada, world):
    page = ada.get("/settings/pipelines").text
    assert "Negotiation" in page
    assert f"stage={world.stage('Negotiation').id}" in page  # the way to its open ones


def test_another_rate_is_shown_with_its_effects_and_saved_when_they_were_seen(ada, world, htmx):
    stage = world.stage("Proposal")
    first = ada.post(at(stage), data=held(stage, rate=40), headers=htmx)
    assert first.status_code == 200
    assert "¥75,000 → ¥60,000" in first.text
    assert world.stage("Proposal").rate == 50
    seen = re.search(r'name="seen" value="(\w+)"', first.text)[1]
    other = ada.post(at(stage), data=held(stage, rate=30, seen=seen), headers=htmx)
    assert "¥75,000 → ¥45,000" in other.text  # other values, other effects: seen again
    done = ada.post(at(stage), data=held(stage, rate=40, seen=seen), headers=htmx)
    assert done.headers["HX-Location"] == f"/settings/pipelines/{stage.pipeline_id}"
    assert world.stage("Proposal").rate == 40
    assert world.acme_renewal.weighted == 4_800_000


def test_another_forecast_category_is_shown_before_it_is_saved(ada, world, htmx):
    stage = world.stage("Contract")
    first = ada.post(at(stage), data=held(stage, category="omitted"), headers=htmx)
    assert "Commit → Omitted" in first.text
    assert world.stage("Contract").category == "commit"
    seen = re.search(r'name="seen" value="(\w+)"', first.text)[1]
    ada.post(at(stage), data=held(stage, category="omitted", seen=seen), headers=htmx)
    assert world.stage("Contract").category == "omitted"


def test_a_limit_says_who_becomes_stuck(ada, world, htmx):
    stage = world.stage("Proposal")
    page = ada.post(at(stage), data=held(stage, limit_days=7), headers=htmx).text
    assert re.search(r"Stuck</dt><dd class=\"num\">0 → 2<", page)


def test_required_fields_say_how_many_lack_them(ada, world, htmx):
    stage = world.stage("Proposal")
    page = ada.post(at(stage), data=held(stage, required=["source", "amount"]), headers=htmx).text
    assert 'Without “Source”</dt><dd class="num">1<' in page
    assert "Without “Amount”" not in page  # nobody lacks it


def test_a_new_name_needs_no_second_look(ada, world):
    stage = world.stage("Proposal")
    assert ada.post(at(stage), data=held(stage, name="Offer")).status_code == 303
    assert Stage.get_by_id(stage.id).name == "Offer"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"rate": "101"}, "from 0 to 100"), ({"rate": "x"}, "whole number"), ({"name": "NEEDS"}, "is there already"),
     ({"name": ""}, "Enter a name"), ({"limit_days": "0"}, "number of days")],
)  # fmt: skip
def test_what_is_wrong_stands_next_to_its_field(ada, world, wrong, said):
    stage = world.stage("Proposal")
    answer = ada.post(at(stage), data=held(stage, **wrong))
    assert answer.status_code == 422
    assert said in answer.text


def test_two_administrators_choose(ada, world, htmx):
    stage = world.stage("Proposal")
    mine = held(stage, rate=40)
    world.stage("Proposal").edit(world.ada, rate=45, name="Offer")
    answer = ada.post(at(stage), data=mine, headers=htmx)
    assert answer.status_code == 409
    assert 'name="keep-rate"' in answer.text
    assert 'value="Offer"' in answer.text  # what only the other changed is taken over
    assert Stage.get_by_id(stage.id).rate == 45


def test_a_stage_is_added_where_it_is_wanted(ada, world):
    data = {"name": "Visit", "rate": 40, "category": "pipeline", "after": world.stage("Needs").id}
    assert ada.post(f"/settings/pipelines/{world.pipeline.id}/stages", data=data).status_code == 303
    assert names(world.pipeline)[2] == "Visit"


def test_a_stage_with_rows_asks_where_they_go(ada, world, htmx):
    stage = world.stage("Negotiation")
    page = ada.get(at(stage, "/disposal/new"), headers=htmx).text
    assert "1 open opportunity is in this stage." in page
    assert "1 closed opportunity ended in it" in page
    assert ada.post(at(stage, "/disposal"), data={"to": 4711}).status_code == 422
    assert ada.post(at(stage, "/disposal"), data={"to": world.stage("Proposal").id}).status_code == 303
    assert world.crane_upgrade.stage.name == "Proposal"
    assert ada.post(at(stage, "/disposal/undo")).status_code == 303
    assert "Negotiation" in names(world.pipeline)


def test_the_last_stage_stays(ada, world):
    for name in ("First contact", "Needs", "Negotiation", "Contract"):
        world.stage(name).retire(world.ada, to=world.stage("Proposal"))
    answer = ada.post(at(world.stage("Proposal"), "/disposal"))
    assert answer.status_code in (409, 422)
    assert names(world.pipeline) == ["Proposal"]


def test_an_order_is_kept_when_its_meaning_was_seen(ada, world, htmx):
    ids = [stage.id for stage in world.pipeline.path()]
    ids[0], ids[1] = ids[1], ids[0]
    path, text = f"/settings/pipelines/{world.pipeline.id}/order", ",".join(map(str, ids))
    answer = ada.post(path, data={"ids": text}, headers=htmx)
    assert answer.status_code == 409
    assert "The funnel goes on counting them" in answer.text
    assert names(world.pipeline)[0] == "First contact"
    assert ada.post(path, data={"ids": text, "sure": 1}, headers=htmx).status_code == 200
    assert names(world.pipeline)[:2] == ["Needs", "First contact"]


def test_without_scripts_a_button_moves_a_row(ada, world):
    path = f"/settings/pipelines/{world.pipeline.id}/order"
    ids = [stage.id for stage in world.pipeline.path()]
    answer = ada.post(path, data={"ids": ids, "down": ids[0]})
    assert answer.status_code == 200
    assert "Keep this order?" in answer.text
    assert f'value="{ids[1]},{ids[0]},' in answer.text


def test_an_order_of_other_stages_is_refused(ada, world):
    answer = ada.post(f"/settings/pipelines/{world.pipeline.id}/order", data={"ids": "1,2", "sure": 1})
    assert answer.status_code == 409


def test_a_pipeline_is_added_as_another_renamed_and_put_first(ada, world):
    made = ada.post("/settings/pipelines", data={"name": "Partners", "like": world.pipeline.id})
    other = Pipeline.get(Pipeline.name == "Partners")
    assert made.location == f"/settings/pipelines/{other.id}"
    assert names(other) == names(world.pipeline)
    data = {"name": "Resellers", "place": 0, "version": other.edition}
    assert ada.post(f"/settings/pipelines/{other.id}", data=data).status_code == 303
    assert Pipeline.default().name == "Resellers"
    again = ada.post(f"/settings/pipelines/{other.id}", data={**data, "name": "Late"})
    assert again.status_code == 409


def test_a_pipeline_with_rows_asks_where_they_go(ada, world):
    other = Pipeline.add(world.ada, "Partners", like=world.pipeline)
    path = f"/settings/pipelines/{world.pipeline.id}/disposal"
    assert "10 open opportunities are in this pipeline" in ada.get(f"{path}/new").text
    assert ada.post(path, data={}).status_code == 422
    targets = dict(zip(world.pipeline.path(), other.path(), strict=True))
    assert ada.post(path, data={f"to-{a.id}": b.id for a, b in targets.items()}).status_code == 303
    assert world.acme_renewal.pipeline_id == other.id
    assert ada.post(f"{path}/undo").status_code == 303
    assert world.pipeline.archived_at is None


def test_the_board_and_the_form_know_several_pipelines(client_for, world):
    other = Pipeline.add(world.ada, "Partners", like=world.pipeline)
    browser = client_for("ann")
    assert "Partners" in browser.get(f"/board/{world.pipeline.id}").text
    assert browser.get(f"/board/{other.id}").status_code == 200
    form = browser.get("/opportunities/new").text
    assert '<optgroup label="Partners">' in form
    assert f'<option selected value="{other.path()[0].id}">' in form  # that of the board seen last
    empty = Pipeline.add(world.ada, "Empty")
    assert "This pipeline has no stages yet" in browser.get(f"/board/{empty.id}").text
    assert browser.get("/opportunities/new").status_code == 200


def test_the_page_asks_the_database_as_often_for_many_stages(ada, world, count_queries):
    def asked():
        with count_queries() as queries:
            ada.get("/settings/pipelines")
        return len(queries)

    ada.get("/settings/pipelines")
    before = asked()
    for n in range(8):
        Stage.add(world.ada, world.pipeline, name=f"Step {n}", rate=50)
    assert asked() == before
