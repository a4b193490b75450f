"""Every model, named once."""

from models.contact import Contact
from models.currency import Currency, Rate
from models.customer import Customer
from models.delivery import Delivery, Lease
from models.event import Event
from models.opportunity import (
    Collaboration,
    FieldChange,
    Opportunity,
    OpportunityContact,
    OpportunityText,
    StageEntry,
)
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.setting import Setting
from models.sign_in import FailedSignIn, SignIn
from models.user import Team, User

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
    Delivery,
    Lease,
)

__all__ = ["ALL", *(model.__name__ for model in ALL)]
