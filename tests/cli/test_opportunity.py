"""Opportunities from the terminal: the verbs of board and page, with their rules, in somebody's name."""

import datetime as dt

import pytest

from models import Event
from models.setting import today


@pytest.fixture
def flask(app, world):
    """flask("win", 3, "--by", "ann@example.com"): the result of `flask opportunity …`."""
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=["opportunity", *map(str, arguments)])


ANN, MIA, VIC = "ann@example.com", "mia@example.com", "vic@example.com"


def test_it_moves(flask, world):
    result = flask("move", world.acme_renewal.id, "contract", "--by", ANN)
    assert (result.exit_code, result.output) == (0, "Acme renewal: in Contract\n")
    assert world.acme_renewal.stage.name == "Contract"
    event = Event.about(world.acme_renewal).order_by(Event.id.desc()).first()
    assert (event.name, event.actor_id) == ("opportunity.stage_entered", world.ann.id)


def test_it_is_won_for_what_was_agreed(flask, world):
    yesterday = today() - dt.timedelta(days=1)
    result = flask(
        "win", world.acme_renewal.id, "--amount", "11万", "--reason", "Price", "--on", yesterday, "--by", MIA
    )
    assert result.exit_code == 0, result.output
    row = world.acme_renewal
    assert (row.outcome, row.final_amount, row.close_reason.name) == ("won", 11_000_000, "Price")
    assert row.closed_on == yesterday


def test_it_is_lost_and_reopened(flask, world):
    assert (
        flask("lose", world.acme_renewal.id, "--reason", "Budget", "--competitor", "Rival Ltd", "--by", ANN).exit_code
        == 0
    )
    assert (world.acme_renewal.outcome, world.acme_renewal.competitor.name) == ("lost", "Rival Ltd")
    result = flask("reopen", world.acme_renewal.id, "--by", ANN)
    assert result.output == "Acme renewal: open, in Proposal\n"
    assert world.acme_renewal.outcome is None


def test_it_is_invalid(flask, world):
    assert flask("invalidate", world.acme_renewal.id, "--reason", "duplicate", "--by", ANN).exit_code == 0
    assert world.acme_renewal.outcome == "invalid"


def test_it_is_assigned_to_a_person_or_a_team(flask, world):
    assert (
        flask("assign", world.acme_renewal.id, "--to", "cy@example.com", "--by", MIA).output
        == "Acme renewal: Cy Wang\n"
    )
    assert world.acme_renewal.owner == world.cy
    assert flask("assign", world.acme_renewal.id, "--team", "North", "--by", MIA).output == "Acme renewal: North\n"
    assert (world.acme_renewal.owner, world.acme_renewal.team) == (None, world.north)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("win", "9999", "--by", ANN), "sees no opportunity 9999"),
        (("win", "south_pilot", "--by", ANN), "sees no opportunity"),
        (("win", "acme_renewal", "--by", "finn@example.com"), "sees no opportunity"),
        (("win", "acme_renewal", "--by", "nobody@example.com"), "no user with the mail address"),
        (("win", "acme_renewal", "--by", VIC), "not change it"),
        (("win", "acme_renewal", "--amount", "1,5", "--by", ANN), "Write 1.5 or 1,500."),
        (("win", "acme_renewal", "--on", "2999-01-01", "--by", ANN), "future"),
        (
            ("lose", "acme_renewal", "--reason", "Bad luck", "--by", ANN),
            "There are: Price too high, Chose a competitor",
        ),
        (("move", "acme_renewal", "Nowhere", "--by", ANN), "There are: First contact, Needs"),
        (("reopen", "acme_renewal", "--by", ANN), "open already"),
        (("assign", "acme_renewal", "--to", "cy@example.com", "--by", ANN), "only within your team"),
        (("assign", "acme_renewal", "--team", "South", "--by", ANN), "There are: North."),
    ],
)
def test_what_is_refused_is_said_and_nothing_changes(flask, world, arguments, word):
    verb, row, *more = arguments
    result = flask(verb, row if row.isdigit() else getattr(world, row).id, *more)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert word in result.output
    row = world.acme_renewal
    assert (row.outcome, row.owner, row.stage.name) == (None, world.ann, "Proposal")


def test_it_asks_for_either_a_person_or_a_team(flask, world):
    for more in ([], ["--to", ANN, "--team", "North"]):
        result = flask("assign", world.acme_renewal.id, *more, "--by", MIA)
        assert result.exit_code == 2
        assert "Say either --to or --team." in result.output
