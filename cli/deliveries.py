"""Mails that did not go out, or of which nobody knows: from the terminal they are seen, and sent again."""

import click
from flask.cli import with_appcontext

from cli.plain import Group
from models import Delivery, User

MEANING = {
    "failed": "given up",
    "unsure": "may have arrived: the server had it and did not answer",
}


@click.group(cls=Group)
def deliveries():
    """What was to be sent: list what is in trouble, send it again."""


@deliveries.command("list")
@with_appcontext
def list_():
    """Show the mails that were given up, and those of which nobody knows whether they arrived."""
    rows = list(Delivery.troubled())
    people = User.by_ids({row.recipient_id for row in rows})
    for row in rows:
        who = people[row.recipient_id].name if row.recipient_id in people else row.reaction.removeprefix("mail_")
        click.echo(f"{row.id}  {row.event.at:%Y-%m-%d %H:%M} UTC  {who}, {row.event.name}: {MEANING[row.status]}")
        click.echo(f"    {row.error}")
    if not rows:
        click.echo(f"Nothing is in trouble. {Delivery.waiting()} waiting to be sent.")


@deliveries.command()
@click.argument("numbers", nargs=-1, type=int, metavar="NUMBER…")
@click.option("--failed", is_flag=True, help="All that were given up. Those of which nobody knows are not among them.")
@with_appcontext
def retry(numbers, failed):
    """Send the mails with these NUMBERS again. One that may have arrived then may arrive twice."""
    rows = [row for row in Delivery.troubled() if row.id in numbers or (failed and row.status == "failed")]
    if unknown := set(numbers) - {row.id for row in rows}:
        raise click.ClickException(f"No mail in trouble has the number {min(unknown)}. See: flask deliveries list")
    for row in rows:
        row.again()
    click.echo(f"{len(rows)} will be sent again.")
