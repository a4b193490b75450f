"""A note: free text without a date, on an opportunity, a customer or a contact."""

import peewee as pw

from models.attached import Attached
from models.base import now
from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity
from models.user import User


class Note(Attached):
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

    def called(self):
        return self.text[:80]
