"""Every model, named once."""

import models.search  # noqa: F401 (what the database calls has to be known before it is connected)
from models.activity import Activity
from models.batch import Batch, BatchItem
from models.contact import Contact
from models.currency import Currency, Rate
from models.customer import Customer
from models.delivery import Delivery, Lease
from models.demo import DemoRow
from models.event import Event
from models.imports.run import ImportItem, ImportRun
from models.note import Note
from models.notification import Notification
from models.opportunity import (
    Collaboration,
    FieldChange,
    Opportunity,
    OpportunityCompetitor,
    OpportunityContact,
    OpportunityText,
    ProductLine,
    StageEntry,
)
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.preference import Preference
from models.product import Product
from models.reset import PasswordReset
from models.saved_view import SavedView
from models.setting import Setting
from models.sign_in import FailedSignIn, SignIn
from models.snapshot import Snapshot, SnapshotRow
from models.tag import Tag, Tagging
from models.team import Team
from models.user import User

ALL = (
    Setting,
    Event,
    Team,
    User,
    SignIn,
    FailedSignIn,
    Currency,
    Rate,
    Pipeline,
    Stage,
    CloseReason,
    Source,
    Competitor,
    Product,
    Customer,
    Contact,
    Opportunity,
    OpportunityText,
    OpportunityContact,
    Collaboration,
    StageEntry,
    FieldChange,
    OpportunityCompetitor,
    ProductLine,
    Activity,
    Note,
    Tag,
    Tagging,
    Preference,
    Notification,
    SavedView,
    Batch,
    BatchItem,
    PasswordReset,
    Delivery,
    Lease,
    Snapshot,
    SnapshotRow,
    ImportRun,
    ImportItem,
    DemoRow,
)

__all__ = ["ALL", *(model.__name__ for model in ALL)]
