"""Every command of the terminal door helps in plain words, and fails with a sentence."""

import click
import pytest

from cli import COMMANDS
from cli.plain import Plain, sentences
from config import ConfigError
from models.base import Refused, Unavailable


def walked(command, path=()):
    """Each command with its full name, the groups too."""
    path = (*path, command.name)
    yield path, command
    for below in getattr(command, "commands", {}).values():
        yield from walked(below, path)


ALL = {path: command for top in COMMANDS for path, command in walked(top)}


def test_they_are_the_flask_commands_of_the_application(the_app):
    assert {command.name for command in COMMANDS} <= set(the_app.cli.commands)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_each_says_what_it_does_and_what_its_options_mean(the_app, path):
    command = ALL[path]
    assert command.help
    assert command.get_short_help_str().endswith(".") or len(command.get_short_help_str()) > 40
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [
        o.name for o in options if not o.help and not isinstance(o.type, click.Choice)
    ] == []  # choices speak for themselves
    result = the_app.test_cli_runner().invoke(args=[*path, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage:")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_fails_with_a_sentence(command):
    assert isinstance(command, Plain)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Refused("No %(what)s.", what="luck"), "No luck."),
        (ConfigError("PORT is wrong."), "PORT is wrong."),
        (Unavailable("disk I/O error\nmore"), "The database does not answer: disk I/O error. Is DATABASE_URL right?"),
    ],
)
def test_what_may_be_expected_becomes_one_line(world, error, sentence):
    with pytest.raises(click.ClickException) as told, sentences():
        raise error
    assert told.value.format_message() == sentence


def test_what_may_not_be_expected_stays_loud():
    with pytest.raises(ZeroDivisionError), sentences():
        _ = 1 / 0
