"""Moving by dialog or path: the same verb as a drag."""

import json

from models import Event


def move(client, row, stage, headers=None, **more):
    return client.post(f"/opportunities/{row.id}/stage", data={"stage": stage.id, **more}, headers=headers)


def test_the_dialog_offers_the_stages_of_its_pipeline(client_for, world, htmx):
    body = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}/stage", headers=htmx).text
    assert body.lstrip().startswith("<dialog")
    assert body.count('type="radio"') == 5
    assert f'value="{world.stage("Proposal").id}" checked' in body


def test_a_move_tells_whoever_listens(client_for, world, htmx):
    row = world.acme_renewal
    answer = move(client_for("ann"), row, world.stage("Contract"), htmx, version=row.version)
    assert answer.status_code == 200
    assert '<hx-partial hx-target="#dialog"' in answer.text
    assert "is in Contract now" in answer.text
    assert json.loads(answer.headers["HX-Trigger"])["opportunity-changed"]["id"] == row.id
    assert world.acme_renewal.stage.name == "Contract"
    assert Event.about(row).first().name == "opportunity.stage_entered"


def test_without_a_script_it_leads_to_the_page(client_for, world):
    answer = move(client_for("ann"), world.acme_renewal, world.stage("Contract"))
    assert (answer.status_code, answer.location) == (303, f"/opportunities/{world.acme_renewal.id}")


def test_an_unknown_stage_is_invalid(client_for, world):
    answer = client_for("ann").post(f"/opportunities/{world.acme_renewal.id}/stage", data={"stage": "999"})
    assert answer.status_code == 422


def test_a_closed_one_is_refused_with_a_word(client_for, world, htmx):
    answer = move(client_for("ann"), world.acme_won, world.stage("Contract"), htmx)
    assert answer.status_code == 409
    assert "Reopen it first." in answer.text
    assert "<dialog" in answer.text


def test_an_old_version_is_refused_and_the_dialog_brings_the_new_one(client_for, world, htmx):
    row = world.acme_renewal
    world.acme_renewal.enter(world.stage("Negotiation"), by=world.bo)
    client = client_for("ann")
    answer = move(client, row, world.stage("Needs"), htmx, version=row.version)
    assert answer.status_code == 409
    assert "Somebody else changed this opportunity" in answer.text
    assert world.acme_renewal.stage.name == "Negotiation"
    fresh = world.acme_renewal.version
    assert f'name="version" value="{fresh}"' in answer.text
    assert move(client, row, world.stage("Needs"), htmx, version=fresh).status_code == 200


def test_a_version_without_sense_is_invalid(client_for, world):
    for version in ("9" * 40, "-1", "x"):
        assert move(client_for("ann"), world.acme_renewal, world.stage("Contract"), version=version).status_code == 422
    assert world.acme_renewal.stage.name == "Proposal"
