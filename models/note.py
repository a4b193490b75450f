"""A note: free text without a date, on an opportunity, a customer or a contact."""

import peewee as pw

from models.activity.rules import check_subject
from models.attached import Attached
from models.base import N_, Refused, now, transaction
from models.contact import Contact
from models.customer import Customer
from models.event import record
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

    @classmethod
    def add(cls, by, text, opportunity=None, customer=None, contact=None):
        """Write a note on what `by` may follow up. Refuses an empty one. Returns it."""
        check_subject(by, opportunity, customer, contact)
        if customer is None:
            customer = opportunity.customer if opportunity else contact.customer if contact else None
        with transaction():
            row = cls.create(
                text=_worded(text), opportunity=opportunity, customer=customer, contact=contact, created_by=by
            )
            record("note.added", row, by)
        return row

    def edit(self, by, text, version=None):
        """Another text. Stale when another version was written since `version` was read. Returns True when it changed."""
        if by is not None and not self.may_change(by, self):
            raise Refused(N_("You may look at this, but not change it."))
        text = _worded(text)
        if text == self.text:
            return False
        with transaction():
            self.put(by, "note.edited", {"text": text}, version)
        return True

    def called(self):
        return self.text[:80]


def _worded(text):
    text = (text or "").strip()
    if not text:
        raise Refused(N_("Write something."))
    return text
