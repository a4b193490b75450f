"""A note: free text without a date, on an opportunity, a customer or a contact."""

import peewee as pw

from models.access import subjects_within
from models.base import now
from models.binned import Binned
from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity
from models.user import User


class Note(Binned):
    noun = "note"

    opportunity = pw.ForeignKeyField(Opportunity, null=True, backref="notes", on_delete="CASCADE")
    customer = pw.ForeignKeyField(Customer, null=True, backref="notes", on_delete="CASCADE")
    contact = pw.ForeignKeyField(Contact, null=True, backref="notes", on_delete="SET NULL")
    text = pw.TextField()
    created_by = pw.ForeignKeyField(User, null=True, backref="+", on_delete="RESTRICT")
    created_at = pw.DateTimeField(default=now)
    updated_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "notes"
        indexes = ((("opportunity",), False), (("customer",), False), (("contact",), False))

    @classmethod
    def visible_to(cls, user):
        """Those of the opportunities, and else of the customers, that the user sees."""
        return subjects_within(cls, user, "see")

    @classmethod
    def editable_by(cls, user):
        """Those whose subject the user may change, and the user's own where they see the subject."""
        return subjects_within(cls, user, "change")

    def places(self):
        return {"opportunity_id": self.opportunity_id, "customer_id": self.customer_id, "contact_id": self.contact_id}
