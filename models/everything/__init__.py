"""All that the company knows as one file, a zip of CSV files, and back into an empty database.

`writing.write` makes it, `restoring.restore` reads it. A file a table, a line a row, the rows by their ids, so that each
figure comes back as it was: stages entered, pushes and snapshots too. What is told in docs/export.md is held by a test.
"""

from models import (
    Activity,
    CloseReason,
    Collaboration,
    Competitor,
    Contact,
    Currency,
    Customer,
    Event,
    FieldChange,
    Note,
    Opportunity,
    OpportunityCompetitor,
    OpportunityContact,
    OpportunityText,
    Pipeline,
    Preference,
    Product,
    ProductLine,
    Rate,
    SavedView,
    Setting,
    Snapshot,
    SnapshotRow,
    Source,
    Stage,
    StageEntry,
    Tag,
    Tagging,
    Team,
    User,
)

FORMAT = "1"
ABOUT = "about.csv"

# In an order in which each names only rows of those before it (a customer's parent apart).
MODELS = (
    Setting, Currency, Rate, Team, User, Pipeline, Stage, CloseReason, Source, Competitor, Product, Customer, Contact,
    Opportunity, OpportunityText, OpportunityContact, OpportunityCompetitor, Collaboration, ProductLine, StageEntry,
    FieldChange, Activity, Note, Tag, Tagging, SavedView, Preference, Snapshot, SnapshotRow, Event,
)  # fmt: skip
LEFT_OUT = {  # what would be of no use elsewhere, or nobody's business
    User: ("password_hash", "agenda_on", "briefed_on"),
    Activity: ("remind_at",),
}
NAMED = (Opportunity, Customer, Contact, Activity, Note)  # beside ids they tell names, for who reads them


def fields(model):
    """The fields of a model that are in its file, in order."""
    return [field for name, field in model._meta.fields.items() if name not in LEFT_OUT.get(model, ())]


def file_of(model):
    """What the file of a model is called."""
    return f"{model._meta.table_name}.csv"


def named(model):
    """The fields of a model that name a row with a name: {field: model of that row}."""
    if model not in NAMED:
        return {}
    return {field: field.rel_model for field in fields(model) if hasattr(field, "rel_model") and "name" in field.rel_model._meta.fields}  # fmt: skip
