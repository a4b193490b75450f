"""What an import made beside its rows and nothing in use refers to: put away when the import is taken back, each told."""

from models.activity import Activity
from models.base import Refused, now
from models.customer import Customer
from models.event import Event, packed
from models.imports import bulk
from models.imports.companies import EVENT
from models.opportunity import Collaboration, Opportunity, OpportunityCompetitor, ProductLine
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.reset import PasswordReset
from models.setting import today
from models.team import Team
from models.user import User

USES = {  # where a row would be used; pipelines come before their stages
    "user": (User, ((Opportunity, "owner"), (Customer, "owner"), (Activity, "assignee"), (Collaboration, "user"))),
    "product": (Product, ((Opportunity, "product"), (ProductLine, "product"))),
    "source": (Source, ((Opportunity, "source"),)),
    "close_reason": (CloseReason, ((Opportunity, "close_reason"),)),
    "competitor": (Competitor, ((Opportunity, "competitor"), (OpportunityCompetitor, "competitor"))),
    "pipeline": (Pipeline, ((Opportunity, "pipeline"),)),
    "stage": (Stage, ((Opportunity, "stage"),)),
    "team": (Team, ((Opportunity, "team"), (Customer, "team"), (User, "team"))),
}


def put_away(run, by):
    """Archive what an ImportRun made and nothing in use refers to, in the transaction that we are in; people are disabled.

    Yields (noun, how many). What the company cannot do without stays.
    """
    for noun, (model, uses) in USES.items():
        condition = model.id.in_(run.made(noun))
        for below, field in uses:
            column = getattr(below, field)
            condition &= model.id.not_in(_used(below, column).where(column.is_null(False)))
        if model is User:
            rows = list(User.active().where(condition, User.password_hash.is_null()))
            for user in rows:
                PasswordReset.spend(user)
            _end(rows, "disabled", "disabled_at", by)
        else:
            rows = []
            for row in list(model.select().where(condition, model.archived_at.is_null())):
                if not _needed(row, run):  # asked one by one: of several the last may be needed
                    _end([row], "archived", "archived_at", by)
                    rows.append(row)
        if rows:
            yield noun, len(rows)


def _used(below, column):
    """What the rows in use, or those that hang on one in use, say in a column."""
    if below is User:
        return User.active().select(column)
    if hasattr(below, "kept"):
        return below.kept(column)
    return below.select(column).join(Opportunity).where(Opportunity.deleted_at.is_null())


def _needed(row, run):
    """Is it the last of its kind, which nobody could archive either, or a stage of a pipeline that came with it and stays?"""
    if row.noun == "pipeline":
        return not any(other.path() for other in Pipeline.offered() if other.id != row.id)
    if row.noun == "stage":
        if row.pipeline.archived_at is not None:
            return False
        came = Pipeline.select().where(Pipeline.id == row.pipeline_id, Pipeline.id.in_(run.made("pipeline"))).exists()
        return came or not any(other.id != row.id for other in row.pipeline.path())
    if row.noun != "close_reason":
        return False
    try:
        row.must_be_archivable()
    except Refused:
        return True
    return False


def _end(rows, verb, column, by):
    """Write the moment into a column of the rows, and the event of each."""
    if not rows:
        return
    model, moment = type(rows[0]), now()
    for row in rows:
        model.update({column: moment}).where(model.id == row.id).execute()
    actor = by.id if by else None
    bulk.insert(Event, EVENT, [
        (f"{row.noun}.{verb}", row.noun, row.id, actor, moment, today(), packed({"name": row.name}), None, None, None)
        for row in rows
    ])  # fmt: skip
