"""A person at a customer."""

import peewee as pw

from models import access
from models.base import N_, Model, Stale, now, transaction
from models.customer import Customer, keyed, plain
from models.event import record
from models.user import User


class Contact(Model):
    noun = "contact"

    customer = pw.ForeignKeyField(Customer, backref="contacts", on_delete="RESTRICT")
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
        """Contacts follow their customer."""
        within = access.customers_within(user, "see")
        return cls.select(cls, Customer).join(Customer) if within is None else cls._at(within, user)

    @classmethod
    def editable_by(cls, user):
        within = access.customers_within(user, "change")
        return cls.select(cls, Customer).join(Customer) if within is None else cls._at(within, user)

    @classmethod
    def _at(cls, within, user):
        reached = Customer.select(Customer.id).where(within)
        mine = (cls.created_by == user) if access.may_create(user) else (cls.id == -1)
        return cls.select(cls, Customer).join(Customer).where(cls.customer.in_(reached) | mine)

    @classmethod
    def add(cls, by, on=None, **values):
        """Make a contact of FIELDS. Returns it."""
        with transaction():
            row = cls.create(created_by=by, **keyed(values))
            record("contact.created", row, by, on=on, name=row.name, customer=row.customer_id)
        return row

    def edit(self, by, version=None, **values):
        """Change FIELDS; Stale when another version was written since `version` was read. Returns what changed."""
        changed = {name: value for name, value in keyed(values).items() if getattr(self, name) != value}
        if not changed:
            return set()
        facts = {n: [plain(getattr(self, n)), plain(v)] for n, v in changed.items() if n in self.FIELDS}
        with transaction():
            wrote = (
                Contact.update(version=Contact.version + 1, updated_at=now(), **changed)
                .where(Contact.id == self.id, Contact.version == (version or self.version))
                .execute()
            )
            if not wrote:
                raise Stale(N_("Somebody else changed this contact in the meantime."))
            record("contact.edited", self, by, changes=facts)
        for name, value in changed.items():
            setattr(self, name, value)
        self.version = (version or self.version) + 1
        return set(facts)

    @classmethod
    def twins_of(cls, phone="", email="", but=None):
        """Exact duplicates by mail or phone digits, at most five; not scoped (see Customer.twins_of)."""
        keys = keyed({"phone": phone, "email": email})
        tests = [getattr(cls, key) == keys[key] for key in ("phone_key", "email_key") if keys[key]]
        if not tests:
            return []
        query = cls.select(cls, Customer).join(Customer).where(tests[0] | tests[-1]).limit(5)
        return list(query.where(cls.id != but.id) if but else query)
