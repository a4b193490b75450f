"""Whom we sell to: an organisation or a person, won or not yet."""

import peewee as pw

from models import access
from models.base import N_, Refused, now, transaction
from models.binned import Binned
from models.customer.binnable import Binnable
from models.customer.listed import Listed
from models.customer.twinned import Twinned
from models.event import record
from models.keys import keyed
from models.pipeline import Pipeline
from models.team import Team
from models.user import User
from models.versioned import Versioned

KINDS = ("organisation", "person")


class Customer(Versioned, Twinned, Listed, Binnable, Binned):
    noun = "customer"

    name = pw.CharField(200)
    name_key = pw.CharField(200)
    kind = pw.CharField(12, default="organisation")  # one of KINDS
    phone = pw.CharField(64, null=True)
    phone_key = pw.CharField(32, default="")
    email = pw.CharField(254, null=True)
    email_key = pw.CharField(254, default="")
    website = pw.CharField(254, null=True)
    industry = pw.CharField(120, null=True)
    address = pw.CharField(300, null=True)
    employees = pw.IntegerField(null=True)
    description = pw.TextField(null=True)
    imported = pw.TextField(null=True)  # what a file said that has no field of its own, a line each
    parent = pw.ForeignKeyField("self", null=True, on_delete="SET NULL")
    owner = pw.ForeignKeyField(User, null=True, index=False, backref="customers", on_delete="RESTRICT")
    team = pw.ForeignKeyField(Team, null=True, index=False, on_delete="RESTRICT")
    created_by = pw.ForeignKeyField(User, null=True, backref="+", on_delete="RESTRICT")
    created_at = pw.DateTimeField(default=now)
    updated_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "customers"
        indexes = (
            (("name_key",), False),
            (("phone_key",), False),
            (("email_key",), False),
            (("owner", "id"), False),
            (("team", "owner"), False),
            (("industry",), False),
            (("created_by",), False),
        )

    FIELDS = ("name", "kind", "phone", "email", "website", "industry", "address", "employees", "description", "owner")

    @classmethod
    def visible_to(cls, user):
        return access.scoped(cls.kept(), access.customers_within(user, "see"))

    @classmethod
    def editable_by(cls, user):
        return access.scoped(cls.kept(), access.customers_within(user, "change"))

    def places(self):
        return {"customer_id": self.id}

    @classmethod
    def add(cls, by, on=None, **values):
        """Make a customer of FIELDS; the owner's team follows. Returns it.

        Refuses who may not create, and an owner whom `by` may not give it to. `by` None is the system.
        """
        must_be_created_by(by)
        values = keyed(values)
        owner = values.get("owner")
        must_be_ownable(by, owner)
        with transaction():
            row = cls.create(created_by=by, team=owner.team if owner else None, **values)
            record("customer.created", row, by, on=on, name=row.name)
        return row

    def edit(self, by, version=None, **values):
        """Change FIELDS. `version` is what the editor read: another one since is Stale, and nothing is written.

        Returns the names that changed. Refuses who may not change it, and an owner whom `by` may not give it to.
        """
        self.must_be_changed_by(by)
        after = keyed(values)
        changed = {name: after[name] for name in values if getattr(self, name) != after[name]}
        more = {name: after[name] for name in after.keys() - values.keys()}
        if "owner" in changed:
            must_be_ownable(by, changed["owner"])
            more["team"] = changed["owner"].team if changed["owner"] else None
        with transaction():
            if "name" in changed:
                Pipeline.bump_all()  # cards carry it
            return self.write_edit(by, changed, version, **more)


def must_be_created_by(by):
    """Refuse who may not create anything. `by` None is the system."""
    if by is not None and not access.may_create(by):
        raise Refused(N_("You may look at everything, but not create anything."))


def must_be_ownable(by, owner):
    """Refuse an owner whom `by` may not give rows to."""
    if by is None or owner is None or owner.id == by.id:
        return
    if not access.assignable_by(by).where(User.id == owner.id).exists():
        raise Refused(N_("You can assign only within your team."))
