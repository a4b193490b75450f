"""The shape of the database: up to date, or some steps back."""

import urllib.parse
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from cli.plain import Command
from models import User, moving, schema
from models.backup import Unfit, folder, make
from wishes import ConfigError, database_url


@click.command(cls=Command)
@click.option("--to", metavar="STEP", help="Go no further than this step (its number will do). With --from: a URL.")
@click.option("--from", "source", metavar="URL", help="Move a business from this database into the one of --to.")
@click.option(
    "--down", metavar="STEP", help="Take steps back instead, down to and with this one. Deletes what they hold."
)
@click.option("--yes", is_flag=True, help="Do not ask before going back.")
@click.option("--no-backup", is_flag=True, help="Make no backup before.")
@with_appcontext
def migrate(to, source, down, yes, no_backup):
    """Create the database, or bring it up to date.

    Nothing is lost, and running it again does no harm. Stop the server first; a backup is made before anything changes.
    """
    if to and down:
        raise click.UsageError("--to and --down exclude each other.")
    if source:
        moved(source, to)
        return
    if unknown := schema.unknown():
        raise click.ClickException(f"The database was made by a newer version of Shangji ({unknown[-1]}).")
    if down:
        step = schema.step(down)
        if not yes:
            click.confirm(f"Going back to before {step} deletes what was added with it. Go back?", abort=True)
        safe(no_backup)
        done, word = schema.revert(step), "Taken back"
    else:
        safe(no_backup or not schema.pending())
        done, word = schema.migrate(schema.step(to) if to else None), "Applied"
    for name in done:
        click.echo(f"{word}: {name}")
    if not done:
        click.echo("The database is up to date.")


def moved(source, target):
    """Move a business from one database to another of the other kind, and say so table by table."""
    try:
        given = [database_url(url, None) for url in (source, target or "")]
    except ConfigError as error:
        raise click.UsageError("--from and --to each name a database: sqlite:///PATH or postgresql://…") from error
    path = source.partition("sqlite:///")[2]
    if path and not Path(urllib.parse.unquote(path)).is_file():
        raise click.ClickException(f"There is no file {path}.")
    counts = moving.move(*given, progress=lambda table, count: click.echo(f"{table}: {count:,}"))
    click.echo(f"Moved and compared: {sum(counts.values()):,} rows in {len(counts)} tables.")
    click.echo(
        "Now set DATABASE_URL to the new database. The data folder stays where it is: files and secret are used on."
    )


def safe(done):
    """Back up what is there, unless that is `done`, or nobody has ever signed in."""
    if done or not (User.table_exists() and User.select(User.id).exists()):
        return
    settings = current_app.config["SETTINGS"]
    path = folder.free(settings, "before-migrate", ".zip")
    try:
        make(settings, path)
    except Unfit as error:
        raise click.ClickException(f"{error} Nothing was changed. To go on without a backup: --no-backup") from error
    click.echo(f"Backup: {path}")
