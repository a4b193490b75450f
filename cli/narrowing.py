"""Of which pipeline, team and owner a command tells, as its options name them."""

import click

from cli.people import found
from models.opportunity.filter import NONE, Filter
from models.pipeline import Pipeline
from models.team import Team


def narrowed(pipeline, team, owner):
    """The Filter of these options. ClickException when there is none of such a name."""
    return Filter(outcome="all", pipeline=pipeline_id(pipeline), team=team_id(team), owner=owner_id(owner))


def team_id(name):
    """The id of the team of this name, in the archive too; None for no name, NONE for "none"."""
    if name is None or name == "none":
        return name and NONE
    if row := Team.spelt(name):
        return row.id
    raise click.ClickException(f"There is no team {name}.")


def owner_id(mail):
    """The id of the user with this mail address; None for no address, NONE for "none"."""
    return found(mail).id if mail and mail != "none" else mail and NONE


def pipeline_id(name):
    """The id of the pipeline of this name, None for no name. ClickException when there is none."""
    if name is None:
        return None
    for row in Pipeline.offered():
        if row.name == name:
            return row.id
    raise click.ClickException(f"There is no pipeline {name}.")
