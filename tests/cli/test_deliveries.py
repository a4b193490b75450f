"""Mails in trouble, from the terminal: seen, and sent again when somebody says so."""

import pytest

from models import Delivery


@pytest.fixture
def flask(app):
    """flask("deliveries", "list"): the result of the command."""
    runner = app.test_cli_runner()

    def run(*arguments):
        with app.app_context():
            return runner.invoke(args=arguments)

    return run


@pytest.fixture
def trouble(world):
    """(failed, unsure): two mails in trouble; a third waits."""
    for row in (world.acme_renewal, world.star_rollout, world.south_pilot):
        row.assign(by=world.mia, owner=world.bo)
    failed, unsure, _waiting = Delivery.claim("one")
    failed.give_up("550 no such user")
    unsure.doubt("the server had the whole mail")
    return failed, unsure


def test_what_is_in_trouble_is_listed_with_its_reason(flask, trouble):
    failed, unsure = trouble
    result = flask("deliveries", "list")
    assert result.exit_code == 0, result.output
    first, reason, second, other = result.output.splitlines()
    assert first.startswith(f"{unsure.id}  ")
    assert first.endswith("Bo Chen, opportunity.assigned: may have arrived: the server had it and did not answer")
    assert reason.strip() == "the server had the whole mail"
    assert second.startswith(f"{failed.id}  ")
    assert second.endswith("given up")
    assert other.strip() == "550 no such user"


def test_nothing_in_trouble_is_said(flask, world):
    world.acme_renewal.assign(by=world.mia, owner=world.bo)
    assert flask("deliveries", "list").output == "Nothing is in trouble. 1 waiting to be sent.\n"


def test_one_is_sent_again_by_its_number(flask, trouble):
    _, unsure = trouble
    assert flask("deliveries", "retry", str(unsure.id)).output == "1 will be sent again.\n"
    assert (Delivery.get_by_id(unsure.id).status, Delivery.get_by_id(unsure.id).attempts) == ("pending", 0)


def test_all_that_failed_are_sent_again_and_none_that_may_have_arrived(flask, trouble):
    failed, unsure = trouble
    assert flask("deliveries", "retry", "--failed").output == "1 will be sent again.\n"
    assert Delivery.get_by_id(failed.id).status == "pending"
    assert Delivery.get_by_id(unsure.id).status == "unsure"


def test_an_unknown_number_is_said(flask, trouble):
    result = flask("deliveries", "retry", "99999")
    assert result.exit_code == 1
    assert result.output == "Error: No mail in trouble has the number 99999. See: flask deliveries list\n"
