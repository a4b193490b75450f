"""A person at a customer."""

import peewee as pw

from models import access
from models.base import N_, Refused, now, transaction
from models.binned import Binned
from models.contact.listed import Listed
from models.contact.twinned import Twinned
from models.customer import Customer, must_be_created_by
from models.event import record
from models.keys import keyed, person_key
from models.user import User
from models.versioned import Versioned


class Contact(Versioned, Twinned, Listed, Binned):
    noun = "contact"
    tells_alone = True

    customer = pw.ForeignKeyField(Customer, index=False, backref="contacts", on_delete="RESTRICT")
    name = pw.CharField(120)
    name_key = pw.CharField(120)
    title = pw.CharField(120, null=True)
    phone = pw.CharField(64, null=True)
    phone_key = pw.CharField(32, default="")
    email = pw.CharField(254, null=True)
    email_key = pw.CharField(254, default="")
    wechat = pw.CharField(64, null=True)
    description = pw.TextField(null=True)
    created_by = pw.ForeignKeyField(User, null=True, backref="+", on_delete="RESTRICT")
    created_at = pw.DateTimeField(default=now)
    updated_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "contacts"
        indexes = (
            (("customer", "id"), False),
            (("name_key",), False),
            (("phone_key",), False),
            (("email_key",), False),
            (("created_by",), False),
        )

    FIELDS = ("customer", "name", "title", "phone", "email", "wechat", "description")

    @classmethod
    def visible_to(cls, user):
        """Contacts follow their customer; who made one sees it."""
        return cls._at(access.customers_within(user, "see"), user, cls.kept())

    @classmethod
    def editable_by(cls, user):
        return cls._at(access.customers_within(user, "change"), user, cls.kept())

    @classmethod
    def in_bin(cls, user):
        """What lies in the bin of what `user` could change."""
        return cls._at(access.customers_within(user, "change"), user, cls.lying())

    @classmethod
    def _at(cls, within, user, query):
        if within is None:
            return query
        reached = cls.customer.in_(Customer.select(Customer.id).where(within))
        return query.where(reached | (cls.created_by == user.id) if access.may_create(user) else reached)

    def places(self):
        return {"contact_id": self.id, "customer_id": self.customer_id}

    def above(self):
        return (self.customer,)

    @classmethod
    def add(cls, by, on=None, **values):
        """Make a contact of FIELDS. Returns it. Refuses who may not create, and a customer outside of `by`'s reach."""
        must_be_created_by(by)
        must_be_seen_by(by, values["customer"])
        with transaction():
            row = cls.create(created_by=by, **keyed(values, person_key))
            record("contact.created", row, by, on=on, name=row.name, customer=row.customer_id)
        return row

    def edit(self, by, version=None, **values):
        """Change FIELDS; Stale when another version was written since `version` was read. Returns what changed.

        Refuses who may not change it, and a customer outside of `by`'s reach.
        """
        self.must_be_changed_by(by)
        after = keyed(values, person_key)
        changed = {name: after[name] for name in values if getattr(self, name) != after[name]}
        if "customer" in changed:
            must_be_seen_by(by, changed["customer"])
        return self.write_edit(by, changed, version, **{name: after[name] for name in after.keys() - values.keys()})


def must_be_seen_by(by, customer):
    """Refuse a customer outside of `by`'s reach. `by` None is the system."""
    if by is not None and not Customer.reached(by, customer.id):
        raise Refused(N_("This customer lies outside of what you may see."))
