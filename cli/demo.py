"""Sample data from the terminal: made, and taken away again."""

import click

from cli.imports import Bar
from cli.plain import Command, migrated
from models import User
from models.demo import making, removing

NOUNS = {
    "opportunity": "opportunities", "customer": "customers", "contact": "contacts", "activity": "follow-ups",
    "note": "notes", "product": "products", "competitor": "competitors", "tag": "tags", "user": "users", "team": "teams",
}  # fmt: skip


@click.command(cls=Command)
@click.option(
    "--opportunities",
    "count",
    type=click.IntRange(1, making.MOST),
    default=making.USUAL,
    show_default=True,
    help="How many.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, another business.")
@click.option("--language", type=click.Choice(list(making.LANGUAGES)), help="Default: the company's.")
@click.option("--remove", is_flag=True, help="Take the sample away. Own rows, and what they hang on, stay.")
def demo(count, seed, language, remove):
    """Fill the company with a sample business: eighteen months of sales, with people, customers and follow-ups.

    The same seed makes the same business on the same day. Nobody gets mail of it, and its people cannot sign in: to look
    with the eyes of one of them, give them a mail address in the settings (users) and then a password.
    """
    migrated()
    if remove:
        with Bar("Removing") as bar:
            removal = removing.remove(None, progress=bar)
        click.echo(f"Removed: {listed(removal.gone)}.")
        if removal.kept:
            click.echo(f"Kept, because own rows hang on them: {listed(removal.kept)}.")
        return
    owner = User.active().where(User.role == "administrator", User.password_hash.is_null(False)).order_by(User.id)
    with Bar("Making") as bar:
        made = making.make(owner.first(), count, seed, language, progress=bar)
    click.echo(f"Made: {made:,} sample opportunities. Take them away with: flask demo --remove")


def listed(counts):
    """Counts of rows in words."""
    return ", ".join(f"{count:,} {NOUNS[noun]}" for noun, count in counts.items() if count) or "nothing"
