"""A sale we hope to make: its columns, and what it can do."""

import peewee as pw

from models import access
from models.base import now
from models.binned import Binned
from models.customer import Customer
from models.opportunity.assignable import Assignable
from models.opportunity.beside import Beside
from models.opportunity.binnable import Binnable
from models.opportunity.closeable import Closeable
from models.opportunity.editable import Editable
from models.opportunity.fields import LONG
from models.opportunity.listed import Listed
from models.opportunity.pushed import Expected
from models.opportunity.shown import Shown
from models.opportunity.staged import Staged
from models.opportunity.undoable import Undoable
from models.opportunity.valued import Valued
from models.opportunity.walked import Walked
from models.opportunity.written import Written
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
from models.team import Team
from models.user import User


class Opportunity(
    Written,
    Shown,
    Editable,
    Expected,
    Staged,
    Closeable,
    Assignable,
    Undoable,
    Binnable,
    Valued,
    Beside,
    Walked,
    Listed,
    Binned,
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

    def places(self):
        return {"opportunity_id": self.id, "customer_id": self.customer_id}

    @property
    def open(self):
        return self.outcome is None

    @property
    def is_new_for_owner(self):
        return self.owner_id is not None and self.owner_seen_at is None and self.open
