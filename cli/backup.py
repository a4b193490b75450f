"""The whole business into a file, and back."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from cli.plain import Command
from models import backup as backups
from models.backup import restoring
from models.backup.archive import Unfit


@click.command(cls=Command)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
@with_appcontext
def backup(file, force):
    """Write everything into FILE, and check it: database, uploads, secret. The server may run meanwhile.

    Without FILE, or with a folder, the file gets a name by the time.
    """
    settings = current_app.config["SETTINGS"]
    file = file or settings.backup_folder / backups.named()
    file = file / backups.named() if file.is_dir() else file
    try:
        manifest = backups.make(settings, file, force)
    except Unfit as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {told(manifest, file)}. It was read again and is sound.")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--check", is_flag=True, help="Only look whether FILE can be brought back.")
@with_appcontext
def restore(file, yes, check):
    """Put the backup FILE in the place of what is there now, which is set aside first. Stop the server before."""
    settings = current_app.config["SETTINGS"]
    try:
        manifest = restoring.looked_into(file)
        if check:
            restoring.try_out(settings, file)
            click.echo(f"{file}: {told(manifest, file)}. It can be brought back.")
            return
        restoring.must_be_stopped()
        click.echo(f"{file}: {told(manifest, file)}.")
        if not yes:
            click.confirm("It takes the place of everything there is now. Go on?", abort=True)
        aside = restoring.restore(settings, file)
    except Unfit as error:
        raise click.ClickException(str(error)) from error
    click.echo("It is back. Everybody signs in again. Start the server: flask serve")
    if aside:
        click.echo(f"What was there before lies in {aside}.")
    if (left := settings.data_folder / "restored.env").exists():
        click.echo(f"The backup held a .env: it lies in {left}; compare it with yours.")


def told(manifest, file):
    """A backup in a line: of when, how much."""
    size = max(1, round(file.stat().st_size / 100_000)) / 10
    counts = manifest["counts"]
    rows = f"{counts.get('opportunities', 0):,} opportunities, {counts.get('customers', 0):,} customers"
    return f"made {manifest['made_at']} at step {manifest['migration']}, {rows}, {size:,} MB"
