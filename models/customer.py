"""Whom we sell to: an organisation or a person, won or not yet."""

import functools
import operator
import re

import peewee as pw

from models import access
from models.base import N_, Model, Stale, folded, now, transaction
from models.event import record
from models.user import Team, User

# Endings that do not tell two companies apart; brackets and punctuation go too.
ENDINGS = re.compile(
    r"(股份有限公司|有限责任公司|有限責任公司|有限公司|集团|集團|公司|股份|"
    r"\b(co ltd|company limited|limited|incorporated|corporation|ltd|inc|llc|corp|gmbh|plc|co|sa|ag|bv))$"
)


def name_key(name):
    """How two spellings of a company compare: width, case, brackets, spaces and legal endings folded away."""
    text = re.sub(r"[\s.,，。、·()（）\[\]【】'’\"“”&-]+", " ", folded(name)).strip()
    while (shorter := ENDINGS.sub("", text).strip()) and shorter != text:
        text = shorter
    return re.sub(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", text)


def phone_key(phone):
    """The digits that tell two numbers apart: no spaces, no +86 / 0086 in front of a Chinese one; "" under 6 digits."""
    digits = re.sub(r"\D", "", folded(phone))
    digits = re.sub(r"^(0086|86)(?=1\d{10}$|0\d{9,11}$)", "", digits)
    return digits if len(digits) >= 6 else ""


def email_key(email):
    """A mail address in lower case, half width; "" when there is none."""
    return folded(email).replace(" ", "")


class Customer(Model):
    noun = "customer"

    name = pw.CharField(200)
    name_key = pw.CharField(200)
    kind = pw.CharField(12, default="organisation")  # or "person"
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
    owner = pw.ForeignKeyField(User, null=True, backref="customers", on_delete="RESTRICT")
    team = pw.ForeignKeyField(Team, null=True, on_delete="RESTRICT")
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
            (("created_by",), False),
        )

    FIELDS = ("name", "kind", "phone", "email", "website", "industry", "address", "employees", "description", "owner")

    @classmethod
    def visible_to(cls, user):
        return access.scoped(cls.select(), access.customers_within(user, "see"))

    @classmethod
    def editable_by(cls, user):
        return access.scoped(cls.select(), access.customers_within(user, "change"))

    @classmethod
    def add(cls, by, on=None, **values):
        """Make a customer of FIELDS; the owner's team follows. Returns it."""
        values = keyed(values)
        owner = values.get("owner")
        with transaction():
            row = cls.create(created_by=by, team=owner.team if owner else None, **values)
            record("customer.created", row, by, on=on, name=row.name)
        return row

    def edit(self, by, version=None, **values):
        """Change FIELDS. `version` is what the editor read: another one since is Stale, and nothing is written.

        Returns the set of names that changed.
        """
        values = keyed(values)
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        if not changed:
            return set()
        if "owner" in changed:
            changed["team"] = changed["owner"].team if changed["owner"] else None
        before = {name: plain(getattr(self, name)) for name in changed}
        with transaction():
            wrote = (
                Customer.update(version=Customer.version + 1, updated_at=now(), **changed)
                .where(Customer.id == self.id, Customer.version == (version or self.version))
                .execute()
            )
            if not wrote:
                raise Stale(N_("Somebody else changed this customer in the meantime."))
            facts = {n: [before[n], plain(v)] for n, v in changed.items() if n in self.FIELDS}
            record("customer.edited", self, by, changes=facts)
        for name, value in changed.items():
            setattr(self, name, value)
        self.version = (version or self.version) + 1
        return set(facts)

    @classmethod
    def twins_of(cls, name="", phone="", email="", but=None):
        """Exact duplicates: customers with the same mail, phone digits or normalised name, at most five.

        Not scoped: a duplicate outside the reader's reach is still one; whoever shows it asks `visible_to` first.
        """
        keys = [
            (cls.name_key, name_key(name)),
            (cls.phone_key, phone_key(phone)),
            (cls.email_key, email_key(email)),
        ]
        tests = [field == key for field, key in keys if key]
        if not tests:
            return []
        query = cls.select().where(functools.reduce(operator.or_, tests)).order_by(cls.id).limit(5)
        return list(query.where(cls.id != but.id) if but else query)


def keyed(values):
    """Values to write, with the keys that duplicates are found by."""
    values = dict(values)
    if "name" in values:
        values["name"] = re.sub(r"\s+", " ", values["name"]).strip()
        values["name_key"] = name_key(values["name"])
    for field, key in (("phone", phone_key), ("email", email_key)):
        if field in values:
            values[f"{field}_key"] = key(values[field])
    return values


def plain(value):
    """A value as an event keeps it: a row by its id, a date as text, the rest as it is."""
    if isinstance(value, Model):
        return value.get_id()
    return value if value is None or isinstance(value, (int, str)) else str(value)
