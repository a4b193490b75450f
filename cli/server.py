"""The web server and the worker beside it."""

import click
from flask import current_app

from cli.plain import Command, migrated, writable
from jobs.backup import Backing
from jobs.kept import Pulse
from jobs.supervisor import become, hold, taken
from jobs.worker import Worker
from models import setup
from models.base import db


@click.command(cls=Command)
def serve():
    """Start the web server and the worker. Stop both with Ctrl+C or SIGTERM.

    Address and port are the settings HOST and PORT.
    """
    settings = current_app.config["SETTINGS"]
    migrated()
    if why := taken(settings.host, settings.port):
        raise click.ClickException(why)
    writable()
    code = setup.code()
    db.close()
    hold()
    click.echo(f"Shangji starts at {settings.base_url} (stop it with Ctrl+C)")
    if code:
        click.echo(f"First visit: open that address and enter the one-time code {code}")
    become(settings.host, settings.port)


@click.command(cls=Command)
@click.option("--pulse", type=int, hidden=True, help="The pipe by which the supervisor hears that it lives.")
@click.option("--after", type=int, hidden=True, help="The worker whose place it takes: a process that has ended.")
def work(pulse, after):
    """Do what waits in the background: send mails, forget old sessions. `flask serve` runs one by itself."""
    migrated()
    settings = current_app.config["SETTINGS"]
    Worker(settings.folder() / "imports", pulse and Pulse(pulse), Backing(settings)).run(after)
