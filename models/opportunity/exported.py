"""All opportunities of a list, to be taken along as a file: read in pieces, so that many cost no more memory than few."""

import contextlib

from models.base import N_, Refused, db, transaction
from models.event import record
from models.opportunity import Opportunity, OpportunityText
from models.pipeline import Pipeline
from models.user import Company

MOST = 100_000  # rows of one file
PIECE = 500

# What a file can hold: {name: kind}. Kinds: number, money (minor units of the row's currency), base (minor units of the base
# currency), day, moment (UTC), text, outcome and intent (words of ours), list (of texts).
FIELDS = {
    "id": "number",
    "name": "text",
    "customer": "text",
    "contact": "text",
    "pipeline": "text",
    "stage": "text",
    "outcome": "outcome",
    "amount": "money",
    "agreed": "money",
    "currency": "text",
    "base": "base",
    "probability": "number",
    "weighted": "base",
    "close": "day",
    "opened": "day",
    "closed": "day",
    "reason": "text",
    "competitor": "text",
    "grade": "text",
    "intent": "intent",
    "source": "text",
    "product": "text",
    "tags": "list",
    "owner": "text",
    "team": "text",
    "step": "day",
    "pushes": "number",
    "contacted": "moment",
    "created": "moment",
    "requirement": "text",
    "solution": "text",
    "description": "text",
    "key": "text",
}
LONG = ("requirement", "solution", "description")


def rows(user, wanted, order, fields):
    """Yields a tuple for each row that `user` sees of the Filter `wanted`: the values of `fields` (names of FIELDS).

    Read from one moment of the database. Refuses more than MOST rows.
    """
    if Opportunity.sums(user, wanted).count > MOST:
        raise Refused(N_("At most %(most)s opportunities fit into a file. Narrow the filter."), most=f"{MOST:,}")
    pipelines = {row.id: row.name for row in Pipeline.select(Pipeline.id, Pipeline.name)}
    after = None
    with one_moment():
        while True:
            lines, after = Opportunity.page_of(user, wanted, order, after, PIECE)
            beside = _beside([line.id for line in lines], fields)
            for line in lines:
                yield tuple(_value(line, name, beside[line.id], pipelines) for name in fields)
            if after is None:
                return


def _beside(ids, fields):
    """{id: {field: value}} of what lies beside the rows, as far as it is wanted."""
    found = {row_id: {} for row_id in ids}
    if "contact" in fields:
        for row_id, name in Opportunity.contacts_among(ids).items():
            found[row_id]["contact"] = name
    if "tags" in fields:
        for row_id, names in Opportunity.tags_among(ids).items():
            found[row_id]["tags"] = names
    if {*LONG, "key"} & set(fields):
        for row_id, key in Opportunity.select(Opportunity.id, Opportunity.key).where(Opportunity.id.in_(ids)).tuples():
            found[row_id]["key"] = key
        for text in OpportunityText.select().where(OpportunityText.opportunity.in_(ids)):
            found[text.opportunity_id] |= {name: getattr(text, name) for name in LONG}
    return found


def tell(by, count, form):
    """Tell that `by` took so many opportunities along as a file of this form (csv, xlsx)."""
    with transaction():
        record("opportunity.exported", Company, by, count=count, form=form)


@contextlib.contextmanager
def one_moment():
    """Whatever others write meanwhile, all is read as it is now. SQLite: no lock, but one moment."""
    with db.atomic("DEFERRED") if "sqlite" in type(db.obj).__name__.lower() else db.atomic():
        yield


def _value(line, name, beside, pipelines):
    columns = {"close": "expected_close_on", "opened": "opened_on", "closed": "closed_on", "step": "next_step_on",
               "contacted": "last_contact_at", "created": "created_at", "base": "base_amount", "agreed": "final_amount"}  # fmt: skip
    if name in ("customer", "stage", "reason", "competitor", "source", "product", "owner", "team"):
        return getattr(line, f"{name}_name")
    if name in ("contact", "tags", "key", *LONG):
        return beside.get(name)
    if name == "pipeline":
        return pipelines.get(line.pipeline_id)
    if name == "probability":
        return None if line.outcome else line.stage_rate if line.probability is None else line.probability
    if name == "weighted":
        return None if line.outcome else line.weighted
    return getattr(line, columns.get(name, name))
