"""Opportunities from the terminal: the same verbs as the board and the page, done in somebody's name."""

import click
from flask_babel import force_locale

from cli.people import found
from cli.plain import Day, Group, migrated
from models.opportunity import Opportunity
from models.pipeline import CloseReason
from models.team import Team
from views.opportunities.amounts import parsed

by_option = click.option(
    "--by", "mail", required=True, metavar="MAIL", help="In whose name; it is their reach that counts."
)
on_option = click.option("--on", type=Day(), metavar="DAY", help="Closing date. Default: today.")


@click.group(cls=Group)
def opportunity():
    """Move, close, reopen and assign opportunities by their number (the one in their address)."""


@opportunity.command()
@click.argument("number", type=int)
@click.argument("stage")
@by_option
def move(number, stage, mail):
    """Move opportunity NUMBER to the STAGE of this name."""
    by, row = asked(number, mail)
    target = named(row.pipeline.path(), stage, "stage of its pipeline")
    moved = row.enter(target, by=by)
    click.echo(f"{row.name}: in {target.name}" + ("" if moved else " already"))


@opportunity.command()
@click.argument("number", type=int)
@click.option(
    "--amount", help="What was agreed, such as 1500 or 86.5万, in its currency. Default: the expected amount."
)
@click.option("--reason", help="Name of a reason for winning.")
@on_option
@by_option
def win(number, amount, reason, on, mail):
    """Close opportunity NUMBER as won."""
    by, row = asked(number, mail)
    agreed = ... if amount is None else money(amount, row.currency)
    row.win(by, amount=agreed, on=on, reason=a_reason("won", reason))
    click.echo(f"{row.name}: won")


@opportunity.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Name of a reason for losing.")
@click.option("--competitor", help="Who won.")
@on_option
@by_option
def lose(number, reason, competitor, on, mail):
    """Close opportunity NUMBER as lost."""
    by, row = asked(number, mail)
    row.lose(by, a_reason("lost", reason), competitor=competitor, on=on)
    click.echo(f"{row.name}: lost")


@opportunity.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Name of a reason for its being invalid.")
@on_option
@by_option
def invalidate(number, reason, on, mail):
    """Close opportunity NUMBER as invalid: it never was a sale."""
    by, row = asked(number, mail)
    row.invalidate(by, a_reason("invalid", reason), on=on)
    click.echo(f"{row.name}: invalid")


@opportunity.command()
@click.argument("number", type=int)
@by_option
def reopen(number, mail):
    """Open the closed opportunity NUMBER again, in its former stage."""
    by, row = asked(number, mail)
    row.reopen(by)
    click.echo(f"{row.name}: open, in {row.stage.name}")


@opportunity.command()
@click.argument("number", type=int)
@click.option("--to", "owner", metavar="MAIL", help="The person who gets it.")
@click.option("--team", help="Or the team that gets it, by name.")
@by_option
def assign(number, owner, team, mail):
    """Give opportunity NUMBER to a person or a team."""
    if bool(owner) == bool(team):
        raise click.UsageError("Say either --to or --team.")
    by, row = asked(number, mail)
    team = named(list(Team.offered_to(by)), team, "team that you may give to") if team else None
    row.assign(by, owner=found(owner) if owner else None, team=team)
    click.echo(f"{row.name}: {row.owner.name if row.owner else row.team.name}")


def asked(number, mail):
    """(User, Opportunity): who does it, and to what. ClickException when either is not there for them."""
    migrated()
    by = found(mail)
    row = None if by.disabled_at else Opportunity.reached(by, number)
    if row is None:
        raise click.ClickException(f"{by.name} sees no opportunity {number}.")
    return by, row


def a_reason(outcome, name):
    """The CloseReason of this name, None for no name."""
    return named(list(CloseReason.offered(outcome)), name, "reason") if name else None


def named(rows, name, what):
    """The row of this name. ClickException that lists what there is."""
    for row in rows:
        if row.name.casefold() == name.strip().casefold():
            return row
    raise click.ClickException(f"There is no {what} “{name}”. There are: {', '.join(row.name for row in rows)}.")


def money(text, currency):
    """Minor units of an amount as typed. ClickException where it is none."""
    try:
        with force_locale("en"):
            return parsed(text, currency)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
