"""Users, from the terminal: for the first ones, and for whoever forgot a password."""

import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale, pgettext

from cli.plain import Group, migrated
from models import Team, User, handover, setup
from models.base import transaction
from models.handover import Wish, look
from models.user import ROLES
from views.account.forms import LEAST
from views.language import LOCALES, NAMES

password_option = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group(cls=Group)
def user():
    """Add people, change their passwords, disable them."""


@user.command()
@click.argument("mail")
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--role", type=click.Choice(ROLES), default="salesperson", show_default=True)
@click.option("--team", help="Name of their team; a new name makes a new team.")
@click.option("--language", type=click.Choice(list(NAMES)), help="Default: the company's.")
@password_option
@with_appcontext
def add(mail, name, role, team, language, password_stdin):
    """Add a person who signs in with MAIL. Asks for the password."""
    try:
        validate_email(mail, check_deliverability=False)
    except EmailNotValidError as error:
        raise click.ClickException(f"{mail} is no mail address: {error}") from error
    if not name.strip():
        raise click.ClickException("The name is empty.")
    if User.by_email(mail):
        raise click.ClickException(f"A user with the mail address {mail} exists already.")
    first = not User.anybody()
    if first and role != "administrator":
        raise click.ClickException("Nobody can sign in yet. Add an administrator first: --role administrator")
    password = asked(password_stdin)
    with transaction():
        team = Team.named(team)
        made = User.add(name, mail, password, role=role, team=team, language=language)
        if first:
            furnished(made)
    click.echo(f"Added: {made.name} <{made.email}>, {role}{f', {made.team.name}' if made.team else ''}")


@user.command()
@click.argument("mail")
@password_option
def password(mail, password_stdin):
    """Give the person with MAIL a new password. Ends their sessions."""
    found(mail).set_password(asked(password_stdin), by=None)
    click.echo(f"The password of {mail} is changed.")


@user.command()
@click.argument("mail")
def disable(mail):
    """Let the person with MAIL sign in no more. Their name stays on what they did."""
    person = found(mail)
    if person.disabled_at:
        click.echo(f"{mail} is disabled already.")
        return
    person.disable(by=None)
    click.echo(f"{mail} is disabled.")


@user.command()
@click.argument("mail")
def enable(mail):
    """Let the person with MAIL sign in again, with the password they had."""
    person = found(mail)
    click.echo(f"{mail} is enabled." if person.enable(by=None) else f"{mail} is not disabled.")


@user.command()
@click.argument("mail")
@click.argument("role", type=click.Choice(ROLES))
def role(mail, role):
    """Give the person with MAIL another ROLE."""
    person = found(mail)
    said = f"{mail} is {role} now." if person.change_role(role, by=None) else f"{mail} is {role} already."
    click.echo(said)


@user.command()
@click.argument("mail")
@click.argument("name")
@click.option("--along", is_flag=True, help="Their open opportunities and customers move with them. Else those stay.")
def team(mail, name, along):
    """Put the person with MAIL into the team NAME; a new name makes a new team."""
    person = found(mail)
    with transaction():
        moved = person.join(Team.named(name), by=None, along=along)
    click.echo(f"{mail} is in {person.team.name} {'now' if moved else 'already'}.")


@user.command("hand-over")
@click.argument("mail")
@click.option(
    "--to",
    "takers",
    metavar="MAIL",
    multiple=True,
    required=True,
    help="Who gets it; several times: in turns, customer by customer.",
)
@click.option("--by", "giver", required=True, metavar="MAIL", help="In whose name; it is their reach that counts.")
@click.option("--closed", is_flag=True, help="Closed opportunities too. Else they keep the name of who closed them.")
@click.option("--disable", is_flag=True, help="End the account: nobody signs in as this person any more.")
@click.option("--dry-run", is_flag=True, help="Only say who would get what.")
def hand_over(mail, takers, giver, closed, disable, dry_run):
    """Hand over what the person with MAIL answers for: opportunities, customers, planned follow-ups."""
    migrated()
    by = found(giver)
    if by.disabled_at:
        raise click.ClickException(f"{by.name} cannot do that: the account is disabled.")
    wish = Wish(found(mail), tuple(found(taker) for taker in takers), closed=closed)
    handover.must_be_allowed(by, wish, disable)
    plan = look(by, wish)
    if not dry_run:
        batch = handover.hand_over(by, wish, disable=disable)
    for share in plan.shares.values():
        parts = (len(share.opportunities), len(share.customers), len(share.activities))
        click.echo("{}\t{} opportunities, {} customers, {} follow-ups".format(share.user.name, *parts))
    if plan.left:
        click.echo(f"{plan.left} belong to other teams and stay.")
    click.echo("Nothing was changed." if dry_run else f"Handed over. It can be taken back at /handovers/{batch.id}")


@user.command("list")
def list_all():
    """Show everybody: mail address, name, role, team."""
    for person in User.everybody():
        state = "disabled" if person.disabled_at else "" if person.email and person.password_hash else "cannot sign in"
        team = person.team.name if person.team else ""
        click.echo("\t".join((person.email or "-", person.name, person.role, team or "-", state)).rstrip())


def furnished(user):
    """The first user came by the terminal and not by the first page: the company begins with what the settings say."""
    settings = current_app.config["SETTINGS"]
    with force_locale(LOCALES[settings.language]):
        setup.furnish(user, "", settings.language, settings.currency, settings.time_zone, pgettext)


def found(mail):
    """The User with this mail address. ClickException when there is none."""
    if person := User.by_email(mail):
        return person
    raise click.ClickException(f"There is no user with the mail address {mail}. See: flask user list")


def asked(from_stdin):
    """A password long enough, typed twice or read from standard input. ClickException when it is too short."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt="Password again")
    if not LEAST <= len(password) <= 200:
        raise click.ClickException(f"The password must have {LEAST} to 200 characters.")
    return password
