"""Everything as one file from the terminal, and back into an empty database."""

import contextlib
from pathlib import Path

import click

from cli.imports import Bar, import_
from cli.plain import Command, migrated
from models.everything import restoring, writing


@click.command(cls=Command)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export(file):
    """Write everything into FILE, a zip of CSV files. docs/export.md tells what is in them.

    Passwords, what waits to be sent, and this machine's mail account are not in it.
    """
    migrated()
    beside = file.with_name(f"{file.name}.part")
    try:
        with beside.open("wb") as target, Bar("Writing") as bar:
            counts = writing.write(target, progress=bar)
        beside.replace(file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    click.echo(f"Written: {file}, {sum(counts.values()):,} rows.")


@import_.command("all", cls=Command)
@click.argument("file", type=click.Path())
def everything(file):
    """All of another installation, from the zip that `flask export` wrote, into an empty database.

    Nobody can sign in yet then: give an administrator of the file a password with `flask user password MAIL`.
    """
    migrated()
    with Bar("Reading") as bar:
        counts = restoring.restore(file, progress=bar)
    click.echo(f"Brought in: {sum(counts.values()):,} rows. Now give somebody a password: flask user password MAIL")
