"""Handing over on screen: shown before, done, looked at, taken back."""

import re

import pytest

from models import Batch, Opportunity, User


def ask(world, **more):
    return {"of": world.ann.id, "to": [world.bo.id], **more}


def test_before_somebody_is_chosen_it_only_asks(client_for, world):
    body = client_for("mia").get("/handovers/new").text
    assert "Ann Li" in body
    assert "Finn Gao (left)" in body
    assert "Who gets what" not in body


def test_amounts_that_nobody_knows_are_dashes(client_for, world):
    Opportunity.update(amount=None, base_amount=None).execute()
    mia = client_for("mia")
    assert "¥0" not in mia.get(f"/handovers/new?of={world.ann.id}&to={world.bo.id}").text
    page = mia.post("/handovers", data={"of": world.ann.id, "to": [world.bo.id], "way": "turns"}).location
    assert "¥0" not in mia.get(page).text + mia.get("/handovers").text


def test_the_preview_shows_counts_and_amounts_and_writes_nothing(client_for, world, htmx):
    body = client_for("mia").get("/handovers/new", query_string=ask(world), headers=htmx).text
    share = re.search(rf'<tr id="share-{world.bo.id}">.*?</tr>', body, re.S)[0]
    assert "¥120,000" in share
    assert "Hand over 2 opportunities" in body
    assert "Proposal" in body
    assert world.acme_renewal.owner == world.ann


def test_it_is_done_and_has_a_page(client_for, world):
    answer = client_for("mia").post("/handovers", data=ask(world))
    assert answer.status_code == 303
    body = client_for("mia").get(answer.location).text
    assert "Ann Li handed over" in body
    assert "Bo Chen" in body
    assert world.acme_renewal.owner == world.bo
    assert "Ann Li" in client_for("ada").get("/handovers").text


def test_by_hand(client_for, world):
    di = User.add("Di Fang", team=world.north)
    data = ask(world, way="stage", **{f"group-{world.stage('Needs').id}": di.id, "group-x": "1", "group-99": "99"})
    body = client_for("mia").get("/handovers/new", query_string=data).text
    assert f'name="group-{world.stage("Needs").id}"' in body
    client_for("mia").post("/handovers", data=data)
    assert (world.star_rollout.owner, world.acme_renewal.owner) == (di, world.bo)


@pytest.mark.parametrize("data", [{}, {"of": "x"}, {"of": "999"}, {"of": 1}, {"of": 1, "to": ["999", "x"]}])
def test_what_is_missing_is_422(client_for, world, data):
    assert client_for("mia").post("/handovers", data=data).status_code == 422
    assert client_for("mia").get("/handovers/new", query_string=data).status_code == 200
    assert not Batch.select().exists()


def test_what_is_refused_is_409_and_says_why(client_for, world):
    answer = client_for("mia").post("/handovers", data={"of": world.finn.id, "to": [world.bo.id]})
    assert answer.status_code == 409
    assert "There is nothing to hand over." in answer.text


def test_a_lead_is_offered_the_team_alone(client_for, world):
    body = client_for("bo").get("/handovers/new", query_string={"of": world.ann.id}).text
    assert "Cy Wang" not in body
    assert client_for("bo").post("/handovers", data={"of": world.cy.id, "to": [world.bo.id]}).status_code == 422


def test_only_an_administrator_is_asked_whether_the_account_ends(client_for, world):
    assert 'name="disable"' not in client_for("mia").get("/handovers/new", query_string=ask(world)).text
    client_for("mia").post("/handovers", data=ask(world, disable="y"))
    assert world.ann.disabled_at is None
    assert 'name="disable"' in client_for("ada").get("/handovers/new", query_string={"of": world.cy.id}).text
    client_for("ada").post("/handovers", data={"of": world.cy.id, "to": [world.bo.id], "disable": "y"})
    assert world.cy.disabled_at


def test_it_is_taken_back_from_its_page(client_for, world, htmx):
    mia = client_for("mia")
    where = mia.post("/handovers", data=ask(world)).location
    assert "Everything goes back to Ann Li" in mia.get(f"{where}/undo/new", headers=htmx).text
    answer = mia.post(f"{where}/undo", headers=htmx)
    assert answer.headers["HX-Location"] == where
    assert world.acme_renewal.owner == world.ann
    assert "Taken back on" in mia.get(where).text
    assert mia.post(f"{where}/undo", headers=htmx).status_code == 409


def test_it_is_told_in_the_timeline(client_for, world):
    client_for("mia").post("/handovers", data=ask(world))
    body = client_for("bo").get(f"/opportunities/{world.acme_renewal.id}").text
    assert "handed it over from Ann Li to" in body


def test_other_batches_are_none_of_its(client_for, world):
    with Batch.of(world.mia, "move") as batch:
        world.acme_renewal.enter(world.stage("Contract"), by=world.mia)
    assert client_for("mia").get(f"/handovers/{batch.id}").status_code == 404
    assert client_for("mia").post(f"/handovers/{batch.id}/undo").status_code == 404
    assert Opportunity.get_by_id(world.acme_renewal.id).stage.name == "Contract"


def test_a_long_list_costs_no_more_queries(client_for, world, count_queries):
    mia = client_for("mia")
    for _ in range(2):
        mia.post("/handovers", data={"of": world.ann.id, "to": [world.bo.id]})
        mia.post("/handovers", data={"of": world.bo.id, "to": [world.ann.id]})
    with count_queries() as many:
        mia.get("/handovers")
    assert len(many) < 14
