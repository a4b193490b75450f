"""Handing over and emptying the bin from the terminal: the same verbs, the same rules."""

import datetime as dt

import pytest

from models import Activity, Batch, Note, Opportunity
from models.base import now
from models.opportunity.followed import follow


@pytest.fixture(autouse=True)
def nothing_said(world):
    """No follow-ups and notes but those of the tests here."""
    for model in (Activity, Note):
        for row in model.select():
            row.delete_instance()
            follow(row.opportunity_id)


@pytest.fixture
def flask(app):
    """flask("bin", "empty", input="y"): the result of the command."""
    runner = app.test_cli_runner()

    def run(*arguments, input=""):
        with app.app_context():
            return runner.invoke(args=arguments, input=input)

    return run


def test_a_hand_over_is_shown_then_done(flask, world):
    words = ("user", "hand-over", "ann@example.com", "--to", "bo@example.com", "--by", "mia@example.com")
    result = flask(*words, "--dry-run")
    assert result.output == "Bo Chen\t2 opportunities, 2 customers, 0 follow-ups\nNothing was changed.\n"
    assert world.acme_renewal.owner == world.ann
    result = flask(*words)
    assert result.exit_code == 0, result.output
    assert f"/handovers/{Batch.get().id}" in result.output
    assert world.acme_renewal.owner == world.bo


@pytest.mark.parametrize(
    ("of", "to", "by", "why"),
    [
        ("ann", "bo", "cy", "Only managers and team leads"),
        ("cy", "ann", "bo", "only within your team"),
        ("ann", "vic", "mia", "cannot own"),
        ("ann", "nobody", "mia", "There is no user"),
        ("ann", "bo", "finn", "disabled"),
    ],
)
def test_what_is_refused_is_a_sentence(flask, world, of, to, by, why):
    names = [f"{name}@example.com" for name in (of, to, by)]
    for more in ((), ("--dry-run",)):
        result = flask("user", "hand-over", names[0], "--to", names[1], "--by", names[2], *more)
        assert result.exit_code == 1
        assert why in result.output
    assert world.acme_renewal.owner == world.ann


def test_the_bin_is_emptied(flask, world):
    world.acme_renewal.bin(world.ann)
    assert flask("bin", "empty", "--yes").output == "There is nothing that old in the bin.\n"
    Opportunity.update(deleted_at=now() - dt.timedelta(days=31)).where(Opportunity.deleted_at.is_null(False)).execute()
    assert flask("bin", "empty", input="n\n").exit_code == 1
    assert flask("bin", "empty", "--yes").output == "opportunity\t1\n"
