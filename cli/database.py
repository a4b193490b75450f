"""The shape of the database: up to date, or some steps back."""

import click

from cli.plain import Command
from models import schema


@click.command(cls=Command)
@click.option("--to", metavar="STEP", help="Go no further than this step (its number will do).")
@click.option(
    "--down", metavar="STEP", help="Take steps back instead, down to and with this one. Deletes what they hold."
)
@click.option("--yes", is_flag=True, help="Do not ask before going back.")
def migrate(to, down, yes):
    """Create the database, or bring it up to date.

    Nothing is lost, and running it again does no harm. Stop the server and copy the data folder first.
    """
    if to and down:
        raise click.UsageError("--to and --down exclude each other.")
    if unknown := schema.unknown():
        raise click.ClickException(f"The database was made by a newer version of Shangji ({unknown[-1]}).")
    if down:
        step = schema.step(down)
        if not yes:
            click.confirm(f"Going back to before {step} deletes what was added with it. Go back?", abort=True)
        done, word = schema.revert(step), "Taken back"
    else:
        done, word = schema.migrate(schema.step(to) if to else None), "Applied"
    for name in done:
        click.echo(f"{word}: {name}")
    if not done:
        click.echo("The database is up to date.")
