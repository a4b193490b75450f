"""Users from the terminal: added, given passwords, disabled, listed; what is wrong is said and exits with 1."""

import pytest

from models import Event, SignIn, Team, User


@pytest.fixture
def flask(app):
    """flask("user", "list", input=""): the result of the command."""
    runner = app.test_cli_runner()

    def run(*arguments, input=""):
        with app.app_context():  # as `flask` itself does
            return runner.invoke(args=arguments, input=input)

    return run


def test_a_person_is_added_with_role_and_team(flask, world):
    result = flask(
        "user", "add", "Zoe@Example.com", "--name", "Zoe Ma", "--role", "team_lead", "--team", "West", "--password-stdin",
        input="a long password\n",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert result.output == "Added: Zoe Ma <zoe@example.com>, team_lead, West\n"
    zoe = User.by_email("zoe@example.com")
    assert (zoe.role, zoe.team.name) == ("team_lead", "West")
    assert zoe.knows("a long password")
    assert Event.about(zoe).get().name == "user.added"


def test_a_known_team_is_joined(flask, world):
    flask(
        "user", "add", "z@example.com", "--name", "Z", "--team", "North", "--password-stdin", input="a long password\n"
    )
    assert User.by_email("z@example.com").team == world.north
    assert Team.select().count() == 2


def test_the_password_is_asked_twice_and_not_shown(flask, world):
    result = flask("user", "password", "ann@example.com", input="another long one\nanother long one\n")
    assert result.exit_code == 0
    assert "another" not in result.output
    assert world.ann.knows("another long one")


def test_a_new_password_ends_all_sessions(flask, world):
    token = SignIn.start(world.ann)
    flask("user", "password", "ann@example.com", "--password-stdin", input="another long one\n")
    assert SignIn.resume(token) is None


@pytest.mark.parametrize(
    ("arguments", "input", "word"),
    [
        (("add", "ann@example.com", "--name", "Ann"), "a long password\n", "exists already"),
        (("add", "ANN@example.com", "--name", "Ann"), "a long password\n", "exists already"),
        (("add", "nonsense", "--name", "X"), "a long password\n", "no mail address"),
        (("add", "x@example.com", "--name", " "), "a long password\n", "name is empty"),
        (("add", "x@example.com", "--name", "X"), "short\n", "10 to 200 characters"),
        (("add", "x@example.com", "--name", "X"), "", "10 to 200 characters"),
        (("password", "nobody@example.com"), "a long password\n", "no user with the mail address"),
    ],
)
def test_what_is_wrong_is_said(flask, world, arguments, input, word):
    before = User.select().count()
    result = flask("user", *arguments, "--password-stdin", input=input)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert word in result.output
    assert User.select().count() == before


def test_an_unknown_role_is_refused_with_the_known_ones(flask, world):
    result = flask("user", "add", "x@example.com", "--name", "X", "--role", "boss")
    assert result.exit_code == 2
    assert "team_lead" in result.output


def test_disabling(flask, world):
    assert flask("user", "disable", "ann@example.com").output == "ann@example.com is disabled.\n"
    assert world.ann.disabled_at
    assert flask("user", "disable", "ann@example.com").output == "ann@example.com is disabled already.\n"


def test_the_last_administrator_stays(flask, world):
    result = flask("user", "disable", "ada@example.com")
    assert result.exit_code == 1
    assert result.output == "Error: The last administrator cannot be disabled.\n"
    assert world.ada.disabled_at is None


def test_everybody_is_listed(flask, world):
    User.add("Imported Person", team=world.north)
    lines = flask("user", "list").output.splitlines()
    assert len(lines) == 8
    assert lines[0] == "ada@example.com\tAda Sun\tadministrator\t-"
    assert "finn@example.com\tFinn Gao\tsalesperson\tNorth\tdisabled" in lines
    assert "-\tImported Person\tsalesperson\tNorth\tcannot sign in" in lines


@pytest.mark.parametrize("command", [(), ("add",), ("password",), ("disable",), ("list",)])
def test_help_in_plain_words(flask, command):
    result = flask("user", *command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_role_team_and_the_way_back_go_by_the_same_verbs(flask, world):
    assert flask("user", "role", "ann@example.com", "manager").output == "ann@example.com is manager now.\n"
    assert Event.about(world.ann).order_by(Event.id.desc()).get().name == "user.role_changed"
    refused = flask("user", "role", "ada@example.com", "viewer")
    assert refused.exit_code == 1
    assert "last administrator" in refused.output
    assert flask("user", "team", "ann@example.com", "south", "--along").output == "ann@example.com is in South now.\n"
    assert world.acme_renewal.team == world.south
    assert flask("user", "enable", "finn@example.com").output == "finn@example.com is enabled.\n"
    assert world.finn.disabled_at is None
