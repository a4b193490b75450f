"""Assigning: to whom one may, and what the giver still sees."""

import json

from models import Event, Opportunity


def give(client, row, value, headers=None, **more):
    return client.post(f"/opportunities/{row.id}/owner", data={"owner": value, **more}, headers=headers)


def test_the_dialog_offers_whom_one_may_give_to(client_for, world, htmx):
    address = f"/opportunities/{world.acme_renewal.id}/owner"
    leads = client_for("bo").get(address, headers=htmx).text
    assert "Ann Li" in leads
    assert "North" in leads
    for name in ("Cy Wang", "South", "Vic Hu", "Finn Gao", "Nobody yet"):
        assert name not in leads, name
    managers = client_for("mia").get(address, headers=htmx).text
    for name in ("Cy Wang", "South", "Nobody yet"):
        assert name in managers, name


def test_it_is_given_and_told(client_for, world, htmx):
    row = world.acme_renewal
    answer = give(client_for("mia"), row, f"user-{world.cy.id}", htmx, version=row.version)
    assert answer.status_code == 200
    assert json.loads(answer.headers["HX-Trigger"])["opportunity-changed"]["id"] == row.id
    assert (world.acme_renewal.owner, world.acme_renewal.is_new_for_owner) == (world.cy, True)
    assert Event.about(row).order_by(Event.id.desc()).first().name == "opportunity.assigned"


def test_a_team_and_nobody_can_have_it_too(client_for, world):
    give(client_for("bo"), world.acme_renewal, f"team-{world.north.id}")
    assert (world.acme_renewal.owner, world.acme_renewal.team) == (None, world.north)
    give(client_for("mia"), world.acme_renewal, "")
    assert (world.acme_renewal.owner, world.acme_renewal.team) == (None, None)


def test_whom_one_may_not_give_to_is_no_choice(client_for, world):
    assert give(client_for("bo"), world.acme_renewal, f"user-{world.cy.id}").status_code == 422
    assert give(client_for("ann"), world.acme_renewal, "").status_code == 422
    assert world.acme_renewal.owner == world.ann


def test_an_old_version_is_refused(client_for, world, htmx):
    row = world.acme_renewal
    world.acme_renewal.assign(world.mia, owner=world.cy)
    answer = give(client_for("mia"), row, f"user-{world.bo.id}", htmx, version=row.version)
    assert answer.status_code == 409
    assert world.acme_renewal.owner == world.cy


def test_who_gave_it_out_of_sight_is_led_to_the_board(client_for, world, htmx):
    row = Opportunity.add(world.mia, name="Bo's", owner=world.bo)
    row.assign(world.mia, owner=world.ann)
    answer = give(client_for("ann"), row, f"user-{world.bo.id}", htmx)
    assert Opportunity.reached(world.ann, row.id) is None
    assert answer.headers["HX-Location"].startswith("/board")
