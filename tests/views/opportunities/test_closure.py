"""Closing and reopening: each outcome asks what its analysis needs."""

import datetime as dt
import json

import pytest

from models import Event
from models.setting import today


def close(client, row, outcome, headers=None, **typed):
    data = {"outcome": outcome, "closed_on": today().isoformat(), **typed}
    return client.post(f"/opportunities/{row.id}/closure", data=data, headers=headers)


def ask(client, row, outcome, headers=None):
    return client.get(f"/opportunities/{row.id}/closure/new?outcome={outcome}", headers=headers)


def test_winning_proposes_the_expected_amount_and_today(client_for, world, htmx):
    body = ask(client_for("ann"), world.acme_renewal, "won", htmx).text
    assert 'value="120,000"' in body
    assert f'value="{today().isoformat()}"' in body


def test_a_win_keeps_what_was_agreed_beside_what_was_expected(client_for, world, htmx):
    answer = close(client_for("ann"), world.acme_renewal, "won", htmx, amount="110,000")
    assert answer.status_code == 200
    assert json.loads(answer.headers["HX-Trigger"])["opportunity-changed"]["id"] == world.acme_renewal.id
    row = world.acme_renewal
    assert (row.outcome, row.final_amount, row.amount, row.close_reason) == ("won", 11_000_000, 12_000_000, None)


def test_a_loss_asks_who_won_and_knows_the_others(client_for, world, htmx):
    body = ask(client_for("ann"), world.acme_renewal, "lost", htmx).text
    assert '<option value="Rival Ltd">' in body
    reason = world.reason("lost", "Budget").id
    answer = close(client_for("ann"), world.acme_renewal, "lost", reason=reason, competitor="Newcomer")
    assert (answer.status_code, answer.location) == (303, f"/opportunities/{world.acme_renewal.id}")
    assert (world.acme_renewal.close_reason.name, world.acme_renewal.competitor.name) == ("Budget", "Newcomer")


def test_an_invalid_one_has_its_own_reasons(client_for, world):
    reason = world.reason("invalid", "Not real")
    assert "Not real" in ask(client_for("ann"), world.acme_renewal, "invalid").text
    close(client_for("ann"), world.acme_renewal, "invalid", reason=reason.id)
    assert (world.acme_renewal.outcome, world.acme_renewal.close_reason) == ("invalid", reason)


@pytest.mark.parametrize(
    ("outcome", "typed", "word"),
    [
        ("lost", {}, "Choose a reason."),
        ("invalid", {}, "Choose a reason."),
        ("lost", {"reason": "won"}, "Not a valid choice"),
        ("won", {"amount": "1,5"}, "Write 1.5 or 1,500."),
        ("won", {"closed_on": ""}, "Enter the day."),
        ("won", {"closed_on": "2999-01-01"}, "cannot be in the future"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_closes(client_for, world, htmx, outcome, typed, word):
    if typed.get("reason") == "won":
        typed = {"reason": world.reason("won", "Price").id}
    answer = close(client_for("ann"), world.acme_renewal, outcome, htmx, **typed)
    assert answer.status_code == 422
    assert word in answer.text
    assert world.acme_renewal.outcome is None


def test_a_refusal_is_told_in_the_dialog_and_what_was_typed_stays(client_for, world, htmx):
    row = world.acme_renewal
    row.edit(world.ann, opened_on=today() - dt.timedelta(days=200))
    day = (today() - dt.timedelta(days=100)).isoformat()
    reason = world.reason("lost", "Budget").id
    answer = close(client_for("ann"), row, "lost", htmx, closed_on=day, reason=reason, competitor="Typed Ltd")
    assert answer.status_code == 409
    for said in ("Only a manager", "<dialog", day, 'value="Typed Ltd"', f'<option selected value="{reason}"'):
        assert said in answer.text, said
    assert world.acme_renewal.outcome is None
    assert close(client_for("mia"), row, "lost", closed_on=day, reason=reason).status_code == 303


def test_what_somebody_else_closed_is_not_closed_again(client_for, world, htmx):
    answer = close(client_for("ann"), world.acme_won, "won", htmx)
    assert answer.status_code == 409
    assert "closed already" in answer.text


def test_a_stale_dialog_is_refused(client_for, world, htmx):
    row = world.acme_renewal
    world.acme_renewal.edit(world.bo, amount=1)
    answer = close(client_for("ann"), row, "won", htmx, version=row.version, amount="5")
    assert answer.status_code == 409
    assert 'value="5"' in answer.text
    assert f'name="version" value="{world.acme_renewal.version}"' in answer.text
    assert world.acme_renewal.outcome is None


@pytest.mark.parametrize("outcome", ["", "open", "<b>"])
def test_there_is_no_other_outcome(client_for, world, outcome):
    assert ask(client_for("ann"), world.acme_renewal, outcome).status_code == 404
    assert close(client_for("ann"), world.acme_renewal, outcome).status_code == 404


def test_reopening_asks_first_and_then_clears(client_for, world, htmx):
    client, row = client_for("ann"), world.acme_lost
    body = client.get(f"/opportunities/{row.id}/closure", headers=htmx).text
    assert "It goes back to Negotiation." in body
    assert world.acme_lost.outcome == "lost"
    answer = client.post(f"/opportunities/{row.id}/closure/reopen", headers=htmx)
    assert answer.status_code == 200
    assert (world.acme_lost.outcome, world.acme_lost.closed_on) == (None, None)
    assert Event.about(row).order_by(Event.id.desc()).first().name == "opportunity.reopened"


def test_an_open_one_is_not_reopened(client_for, world, htmx):
    answer = client_for("ann").post(f"/opportunities/{world.acme_renewal.id}/closure/reopen", headers=htmx)
    assert answer.status_code == 409
    assert "open already" in answer.text
