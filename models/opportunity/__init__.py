"""A sale we hope to make: its fields, and the one way in which any of them is written."""

import peewee as pw

from models import access
from models.base import N_, Model, Refused, Stale, now, transaction
from models.batch import note
from models.binned import Binned
from models.contact import Contact
from models.customer import Customer
from models.event import record
from models.opportunity.assignable import Assignable, may_give
from models.opportunity.beside import Beside
from models.opportunity.binnable import Binnable
from models.opportunity.closeable import Closeable
from models.opportunity.demanded import asked_of_new
from models.opportunity.editable import Editable
from models.opportunity.listed import Listed
from models.opportunity.pushed import Expected, pushed
from models.opportunity.rules import check
from models.opportunity.shown import Shown
from models.opportunity.staged import Staged
from models.opportunity.undoable import Undoable
from models.opportunity.valued import Valued, at_present_rate, derived
from models.opportunity.walked import Walked
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.setting import Setting, today
from models.team import Team
from models.user import User
from models.versioned import plain

GRADES = ("A", "B", "C", "D")
INTENTS = ("high", "medium", "low", "unknown")
ROLES = ("primary", "decision_maker", "influencer", "user")
TRACKED = (  # what keeps typed history in field_changes
    "amount",
    "expected_close_on",
    "probability",
    "owner",
    "team",
    "outcome",
    "grade",
    "intent",
)
LONG = ("requirement", "description", "solution")  # kept beside the row: wide rows double every scan


class Opportunity(
    Shown, Editable, Expected, Staged, Closeable, Assignable, Undoable, Binnable, Valued, Beside, Walked, Listed, Binned
):
    noun = "opportunity"

    name = pw.CharField(200)
    key = pw.CharField(64, null=True)  # the row's own name in the file it was imported from
    customer = pw.ForeignKeyField(Customer, null=True, backref="opportunities", on_delete="RESTRICT")
    pipeline = pw.ForeignKeyField(Pipeline, backref="opportunities", on_delete="RESTRICT")
    stage = pw.ForeignKeyField(Stage, backref="opportunities", on_delete="RESTRICT")
    entered_stage_at = pw.DateTimeField(default=now)
    furthest_position = pw.IntegerField(default=0)
    owner = pw.ForeignKeyField(User, null=True, index=False, backref="opportunities", on_delete="RESTRICT")
    team = pw.ForeignKeyField(Team, null=True, index=False, backref="opportunities", on_delete="RESTRICT")
    owner_seen_at = pw.DateTimeField(null=True)  # empty: new for its owner
    source = pw.ForeignKeyField(Source, null=True, on_delete="RESTRICT")
    product = pw.ForeignKeyField(Product, null=True, on_delete="RESTRICT")

    amount = pw.BigIntegerField(null=True)  # expected revenue, minor units; empty is unknown, which is not 0
    currency = pw.CharField(3)
    base_amount = pw.BigIntegerField(null=True)  # in the base currency, at the rate of the day it was set
    probability = pw.IntegerField(null=True)  # set by hand; else the stage's rate counts
    weighted = pw.BigIntegerField(null=True)  # base_amount x probability, half-even
    expected_close_on = pw.DateField(null=True)
    opened_on = pw.DateField()
    grade = pw.CharField(1, null=True)
    intent = pw.CharField(8, default="unknown")

    outcome = pw.CharField(8, null=True)  # won, lost, invalid; empty while open
    closed_on = pw.DateField(null=True)
    close_reason = pw.ForeignKeyField(CloseReason, null=True, on_delete="RESTRICT")
    competitor = pw.ForeignKeyField(Competitor, null=True, on_delete="RESTRICT")
    final_amount = pw.BigIntegerField(null=True)  # what was won, minor units; the expected amount stays
    base_final_amount = pw.BigIntegerField(null=True)

    next_step_on = pw.DateField(null=True)  # of the earliest open follow-up; these follow from `follow`
    next_step_kind = pw.CharField(8, null=True)
    next_step_id = pw.IntegerField(null=True)
    quiet_until = pw.DateField(null=True)  # a plan silences the clock of neglect until then
    last_contact_at = pw.DateTimeField(null=True)
    touched_on = pw.DateField(null=True)  # where the clock of neglect started
    pushes = pw.IntegerField(default=0)  # days on which the expected close moved later
    pushed_days = pw.IntegerField(default=0)
    pushed_on = pw.DateField(null=True)

    created_by = pw.ForeignKeyField(User, null=True, backref="+", on_delete="RESTRICT")
    created_at = pw.DateTimeField(default=now)
    updated_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "opportunities"
        # A key that an index below begins with has none of its own. Partial and covering ones are raw SQL in the migrations.
        indexes = ((("key",), False), (("owner", "id"), False), (("team", "id"), False), (("created_by",), False))

    FIELDS = (
        "name",
        "customer",
        "source",
        "product",
        "amount",
        "currency",
        "probability",
        "expected_close_on",
        "opened_on",
        "grade",
        "intent",
        *LONG,
        "contact",
    )

    @classmethod
    def visible_to(cls, user):
        return access.scoped(cls.kept(), access.opportunities_within(user, "see"))

    @classmethod
    def editable_by(cls, user):
        return access.scoped(cls.kept(), access.opportunities_within(user, "change"))

    @classmethod
    def add(cls, by, contact=None, on=None, **values):
        """Create an open opportunity in `stage` (default: the default pipeline's first) and tell it.

        Values are FIELDS, `stage`, `owner`, `team`; `contact` becomes the primary one. Without owner and team it is
        the creator's. Refuses a viewer, and an owner or team that `by` may not give to. Returns the Opportunity.
        """
        stage = values.pop("stage", None) or Pipeline.default().path()[0]
        asked_of_new(by, stage, {**values, "contact": contact})
        long = {name: values.pop(name, None) for name in LONG}
        if by is not None and not access.may_create(by):
            raise Refused(N_("You may look at opportunities, but not create one."))
        if "owner" not in values and "team" not in values:
            values["owner"] = by
        values["team"] = may_give(by, values.get("owner"), values.get("team"))
        values.setdefault("currency", Setting.read("company.currency"))
        values.setdefault("opened_on", on or today())
        values["name"] = values["name"].strip()
        values["touched_on"] = max(values["opened_on"], today())
        check(by, values)
        with transaction():
            row = cls(pipeline=stage.pipeline, stage=stage, furthest_position=stage.position, created_by=by, **values)
            if row.owner_id and by and row.owner_id == by.id:
                row.owner_seen_at = now()
            for name, value in derived(row, values).items():
                setattr(row, name, value)
            row.save(force_insert=True)
            OpportunityText.create(opportunity=row, **long)
            StageEntry.create(opportunity=row, stage=stage, position=stage.position, entered_at=row.entered_stage_at)
            for field in TRACKED:
                if (value := plain(getattr(row, field))) is not None:
                    FieldChange.create(opportunity=row, field=field, new=str(value))
            if contact:
                OpportunityContact.create(opportunity=row, contact=contact, role="primary")
            stage.pipeline.bump()
            record("opportunity.created", row, by, on=on, name=row.name, stage=stage.name)
            if row.owner_id and by and row.owner_id != by.id:
                record("opportunity.assigned", row, by, on=on, owner=row.owner_id, team=row.team_id, former=None)
        return row

    def write(self, event, by, changes, /, version=None, on=None, **facts):
        """The one writer of a transition: row, long text, typed history, board version and event, or nothing at all.

        `changes` are columns (and LONG texts) with their new values; amounts in the base currency and the weighted
        amount follow by themselves. Raises Stale when the row is not at `version` (default: as this object read it).
        """
        long = {name: changes[name] for name in LONG if name in changes}
        columns = {name: value for name, value in changes.items() if name not in LONG}
        columns = derived(self, columns) | pushed(self, columns, on or today()) | columns
        image = {name: self.__data__.get(name) for name in columns}
        before = {name: plain(image[name]) for name in (*TRACKED, "currency") if name in columns}
        expected = version or self.version
        with transaction():
            columns |= at_present_rate(self, columns)
            wrote = (
                Opportunity.update(version=Opportunity.version + 1, updated_at=now(), **columns)
                .where(Opportunity.id == self.id, Opportunity.version == expected)
                .execute()
            )
            if not wrote:
                raise Stale(N_("Somebody else changed this opportunity in the meantime."))
            if long:
                OpportunityText.insert(opportunity=self.id, **long).on_conflict(
                    conflict_target=[OpportunityText.opportunity], update=long
                ).execute()
            for field, old in before.items():
                if (new := plain(columns[field])) != old:
                    FieldChange.create(opportunity=self.id, field=field, old=text(old), new=text(new))
            self.pipeline.bump()
            happened = record(event, self, by, on=on, **facts)
        for name, value in columns.items():
            setattr(self, name, value)
        self.version = expected + 1
        self.__dict__.pop("_text", None)
        note(self, image, happened)
        return happened

    def places(self):
        return {"opportunity_id": self.id, "customer_id": self.customer_id}

    @property
    def text(self):
        """The long texts: requirement, description, and what the import kept."""
        if "_text" not in self.__dict__:
            found = OpportunityText.get_or_none(OpportunityText.opportunity == self.id)
            self.__dict__["_text"] = found or OpportunityText(opportunity=self)
        return self.__dict__["_text"]

    @property
    def open(self):
        return self.outcome is None

    @property
    def is_new_for_owner(self):
        return self.owner_id is not None and self.owner_seen_at is None and self.open


def text(value):
    """A value as typed history keeps it: text, or nothing."""
    return None if value is None else str(value)


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
