"""A sale we hope to make, and what hangs on it."""

from models.opportunity.fields import GRADES, INTENTS, LONG, ROLES, TRACKED
from models.opportunity.opportunity import Opportunity
from models.opportunity.rows import (
    Collaboration,
    FieldChange,
    OpportunityCompetitor,
    OpportunityContact,
    OpportunityText,
    ProductLine,
    StageEntry,
)
from models.opportunity.written import text

__all__ = [
    "GRADES",
    "INTENTS",
    "LONG",
    "ROLES",
    "TRACKED",
    "Collaboration",
    "FieldChange",
    "Opportunity",
    "OpportunityCompetitor",
    "OpportunityContact",
    "OpportunityText",
    "ProductLine",
    "StageEntry",
    "text",
]
