"""The index of what can be searched."""

import click

from cli.plain import Group, migrated
from models.search import index


@click.group(cls=Group)
def search():
    """What can be found."""


@search.command()
def rebuild():
    """Write the search index anew. It keeps itself in step; this is for after a repair by hand."""
    migrated()
    for kind, count in index.rebuild().items():
        click.echo(f"{kind}: {count}")
    if not index.indexed():
        click.echo("This database is searched without an index of its own.")
