"""A stage that asks for fields: refused with a form for exactly those, on every path; filled in and entered at once."""

import json

import pytest

from models.event import Event
from models.setting import today


@pytest.fixture
def asks(world):
    """Let Contract ask for these fields."""

    def of(*names):
        world.stage("Contract").edit(world.ada, required=json.dumps(names))
        return world.stage("Contract").id

    return of


def test_a_drop_is_answered_with_the_form_that_asks(client_for, world, htmx, asks):
    stage = asks("solution", "decision_maker", "amount")
    row = world.acme_renewal
    answer = client_for("ann").post(
        f"/board/drops/{row.id}", data={"stage": stage, "version": row.version}, headers=htmx
    )
    assert answer.status_code == 409
    assert 'hx-target="#dialog"' in answer.text
    assert 'name="solution"' in answer.text
    assert 'name="decision_maker"' in answer.text
    assert 'name="amount"' not in answer.text  # it has one
    assert world.acme_renewal.stage.name == "Proposal"


@pytest.mark.parametrize("path", ["/board/drops/{id}", "/opportunities/{id}/stage", "/opportunities/{id}/fields/stage"])
def test_without_scripts_the_way_leads_to_the_form(client_for, world, asks, path):
    stage, row = asks("solution"), world.acme_renewal
    browser = client_for("ann")
    answer = browser.post(path.format(id=row.id), data={"stage": stage, "version": row.version})
    assert (answer.status_code, answer.location) == (303, f"/opportunities/{row.id}/entry/new?stage={stage}")
    assert 'name="solution"' in browser.get(answer.location).text


@pytest.mark.parametrize("path", ["/opportunities/{id}/stage", "/opportunities/{id}/fields/stage"])
def test_other_dialogs_give_way_to_it(client_for, world, htmx, asks, path):
    stage, row = asks("solution"), world.acme_renewal
    data = {"stage": stage, "version": row.version}
    answer = client_for("ann").post(path.format(id=row.id), data=data, headers=htmx)
    assert answer.status_code == 409
    assert 'name="solution"' in answer.text


def test_filled_in_it_enters(client_for, world, htmx, asks):
    stage, row = asks("solution", "decision_maker", "next_step"), world.acme_renewal
    data = {
        "stage": stage, "version": row.version, "solution": "A frame", "decision_maker": "Wei Zhang",
        "customer": "Acme", "next_kind": "call", "next_on": today().isoformat(),
    }  # fmt: skip
    answer = client_for("ann").post(f"/opportunities/{row.id}/entry", data=data, headers=htmx)
    assert answer.status_code == 200
    now = world.acme_renewal
    assert (now.stage_id, now.solution, now.next_step_kind) == (stage, "A frame", "call")
    assert now.role_of(world.acme_wei) == "decision_maker"
    assert Event.about(now).first().name == "opportunity.stage_entered"


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(client_for, world, htmx, asks):
    stage, row = asks("solution", "decision_maker"), world.acme_renewal
    data = {"stage": stage, "version": row.version, "solution": "A frame"}
    answer = client_for("ann").post(f"/opportunities/{row.id}/entry", data=data, headers=htmx)
    assert answer.status_code == 422
    assert "“Contract” asks for this." in answer.text
    assert "A frame" in answer.text
    assert world.acme_renewal.solution is None


def test_who_comes_second_looks_first(client_for, world, htmx, asks):
    stage, row = asks("solution"), world.acme_renewal
    world.acme_renewal.edit(world.bo, grade="B")
    data = {"stage": stage, "version": row.version, "solution": "A frame"}
    answer = client_for("ann").post(f"/opportunities/{row.id}/entry", data=data, headers=htmx)
    assert answer.status_code == 409
    assert "Somebody else changed this opportunity" in answer.text
    assert world.acme_renewal.stage.name == "Proposal"


def test_many_at_once_are_told_the_names_in_the_language_of_the_reader(client_for, world, htmx, asks):
    stage = asks("solution", "source")
    data = {"id": world.south_pilot.id, "stage": stage}
    for language, words in (("en", "Source and Proposed solution"), ("zh-Hans", "来源和解决方案")):
        world.cy.prefer(language=language)
        page = client_for("cy").post("/opportunities/bulk/move/new", data=data, headers=htmx)
        assert words in page.text


def test_a_new_one_is_asked_next_to_its_fields(client_for, world, htmx, asks):
    stage = asks("solution", "amount", "next_step")
    data = {"name": "Frame", "stage": stage, "currency": "CNY", "opened_on": today().isoformat(), "intent": "unknown"}
    data |= {"owner": f"user-{world.ann.id}", "source": "", "product": ""}
    answer = client_for("ann").post("/opportunities", data=data, headers=htmx)
    assert answer.status_code == 422
    assert answer.text.count("“Contract” asks for this.") == 2  # a next step is planned once it is there
    assert 'value="Frame"' in answer.text
    made = client_for("ann").post("/opportunities", data={**data, "solution": "All", "amount": "10"}, headers=htmx)
    assert made.status_code == 200


def test_the_command_says_what_is_missing(app, world, asks):
    asks("solution")
    answer = app.test_cli_runner().invoke(
        args=["opportunity", "move", str(world.acme_renewal.id), "Contract", "--by", "ann@example.com"]
    )
    assert answer.exit_code != 0
    assert "Proposed solution" in answer.output


@pytest.mark.parametrize(("who", "status"), [("cy", 404), ("vic", 403)])
def test_who_may_not_change_it_is_not_asked(client_for, world, asks, who, status):
    stage = asks("solution")
    path = f"/opportunities/{world.acme_renewal.id}/entry"
    assert client_for(who).get(f"{path}/new?stage={stage}").status_code == status
    assert client_for(who).post(path, data={"stage": stage}).status_code == status


def test_a_stage_of_another_pipeline_is_none(client_for, world):
    assert client_for("ann").get(f"/opportunities/{world.acme_renewal.id}/entry/new?stage=4711").status_code == 404
