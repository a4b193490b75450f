"""The bin from the terminal: emptied by hand what the worker would empty by itself."""

import datetime as dt

import click

from cli.plain import Group, migrated
from models import purge
from models.base import now
from models.bin import DAYS


@click.group("bin", cls=Group)
def bin_():
    """What was deleted and lies in the bin."""


@bin_.command()
@click.option(
    "--days", type=click.IntRange(0), default=DAYS, show_default=True, help="What was deleted so many days ago."
)
@click.confirmation_option(prompt="Delete it for good?")
def empty(days):
    """Delete for good what lies in the bin for long, with its history. The worker does the same every hour."""
    migrated()
    counts = purge.empty(now() - dt.timedelta(days=days))
    for noun, count in counts.items():
        click.echo(f"{noun}\t{count}")
    if not counts:
        click.echo("There is nothing that old in the bin.")
