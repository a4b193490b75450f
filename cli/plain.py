"""Commands that fail with a sentence and exit code 1, never with a traceback."""

import contextlib
import datetime as dt

import click
import peewee as pw
from playhouse.migrations import MigrationError

from config import ConfigError
from models import schema
from models.base import Refused
from models.readiness import must_be_writable
from models.troubled import trouble

SENTENCES = {
    "full": "The disk is full: nothing can be written. Free some space.",
    "read_only": "The database can be read, but not written. Whoever runs this needs the right to write it and its folder.",
    "busy": "Another program has locked the database. Stop it, or try again.",
}


@contextlib.contextmanager
def sentences():
    """Turn what may be expected to go wrong into one line for the terminal."""
    try:
        yield
    except (Refused, ConfigError, MigrationError) as error:
        raise click.ClickException(str(error)) from error
    except pw.DatabaseError as error:
        raise click.ClickException(_told(error)) from error


def _told(error):
    """What is wrong with the database."""
    if (why := trouble(error)) in SENTENCES:
        return SENTENCES[why]
    try:
        if schema.pending():
            return "The database is not up to date. Run: flask migrate"
    except pw.DatabaseError:
        pass
    return f"The database does not answer: {str(error).strip().splitlines()[0]}. Is DATABASE_URL right?"


def migrated():
    """Go on only with a database of this version. ClickException else."""
    if schema.pending():
        raise click.ClickException("The database is not up to date. Run: flask migrate")
    if unknown := schema.unknown():
        raise click.ClickException(f"The database was made by a newer version of Shangji ({unknown[-1]}).")


def writable():
    """Go on only with a database that can be written. DatabaseError else."""
    must_be_writable()


class Plain:
    def invoke(self, ctx):
        with sentences():
            return super().invoke(ctx)


class Command(Plain, click.Command):
    """`@click.command(cls=Command)`"""


class Group(Plain, click.Group):
    """`@click.group(cls=Group)`: its commands are plain too."""


class Day(click.ParamType):
    """A day as an option takes it."""

    name = "day"

    def convert(self, value, param, ctx):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return self.fail(f"“{value}” is no day; write it as 2026-11-23.", param, ctx)
