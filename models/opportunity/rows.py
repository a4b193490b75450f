"""What hangs on an opportunity: long texts, people, typed history, competitors and product lines, a table each."""

import peewee as pw

from models.base import Model, now
from models.contact import Contact
from models.opportunity.opportunity import Opportunity
from models.pipeline import Competitor, Stage
from models.product import Product
from models.user import User


class OpportunityText(Model):
    opportunity = pw.ForeignKeyField(Opportunity, primary_key=True, on_delete="CASCADE")
    requirement = pw.TextField(null=True)
    description = pw.TextField(null=True)
    solution = pw.TextField(null=True)
    imported = pw.TextField(null=True)  # what a file said that has no field of its own, a line each

    class Meta:
        table_name = "opportunity_texts"


class OpportunityContact(Model):
    opportunity = pw.ForeignKeyField(Opportunity, index=False, backref="people", on_delete="CASCADE")
    contact = pw.ForeignKeyField(Contact, backref="roles", on_delete="CASCADE")
    role = pw.CharField(16, default="primary")

    class Meta:
        table_name = "opportunity_contacts"
        indexes = ((("opportunity", "contact"), True), (("contact",), False))


class Collaboration(Model):
    """Another user with read or write access, until a date if set."""

    opportunity = pw.ForeignKeyField(Opportunity, on_delete="CASCADE")
    user = pw.ForeignKeyField(User, on_delete="CASCADE")
    writes = pw.BooleanField(default=False)
    until_on = pw.DateField(null=True)

    class Meta:
        table_name = "collaborations"
        indexes = ((("opportunity", "user"), True), (("user", "until_on"), False))


class StageEntry(Model):
    """A visit to a stage; `position` as it was when entered. Figures read this, never the events."""

    opportunity = pw.ForeignKeyField(Opportunity, backref="entries", on_delete="CASCADE")
    stage = pw.ForeignKeyField(Stage, index=False, on_delete="RESTRICT")
    position = pw.IntegerField()
    entered_at = pw.DateTimeField(default=now)
    left_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "stage_entries"
        indexes = ((("opportunity", "entered_at"), False), (("stage", "entered_at"), False))


class FieldChange(Model):
    """A tracked field took a new value at a moment (UTC); values as text, rows by id, money in minor units."""

    opportunity = pw.ForeignKeyField(Opportunity, index=False, backref="field_changes", on_delete="CASCADE")
    field = pw.CharField(24)
    old = pw.TextField(null=True)
    new = pw.TextField(null=True)
    at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "field_changes"
        indexes = ((("opportunity", "field", "at"), False), (("field", "at"), False))


class OpportunityCompetitor(Model):
    """Who else is in the running."""

    opportunity = pw.ForeignKeyField(Opportunity, index=False, backref="rivals", on_delete="CASCADE")
    competitor = pw.ForeignKeyField(Competitor, on_delete="RESTRICT")
    note = pw.CharField(300, null=True)

    class Meta:
        table_name = "opportunity_competitors"
        indexes = ((("opportunity", "competitor"), True),)


class ProductLine(Model):
    """A product, how much of it, at what price; money in minor units of the opportunity's currency."""

    opportunity = pw.ForeignKeyField(Opportunity, index=False, backref="lines_of", on_delete="CASCADE")
    product = pw.ForeignKeyField(Product, null=True, on_delete="RESTRICT")
    name = pw.CharField(200)
    quantity = pw.BigIntegerField(default=1000)  # in thousandths
    price = pw.BigIntegerField()
    discount = pw.IntegerField(default=0)  # percent
    amount = pw.BigIntegerField()
    position = pw.IntegerField(default=0)

    class Meta:
        table_name = "product_lines"
        indexes = ((("opportunity", "position"), False),)
