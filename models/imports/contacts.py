"""Importing contacts: each at a customer, who is made when new; who is there already is only given what they lack."""

import re

from models.base import N_
from models.contact import Contact
from models.event import Event, packed
from models.imports import bulk
from models.imports.companies import EVENT, company_key, customers_named
from models.imports.importer import Importer
from models.imports.trouble import Bad
from models.keys import keyed, person_key

LENGTHS = {"title": 120, "phone": 64, "email": 254, "wechat": 64}
MOBILE = re.compile(r"1[3-9]\d{9}")  # a number of one person; colleagues share others
CHINESE = re.compile(r"[\u3400-\u9fff]")
COLUMNS = tuple(Contact._meta.fields)


class Contacts(Importer):
    """The same person at a customer: the same mail address, the same mobile number, or else the same name."""

    def must_be_mapped(self):
        """Unreadable without names and customers."""
        if "name" not in self.mapping and ("first_name" in self.mapping or "last_name" in self.mapping):
            self.must = "customer"
        super().must_be_mapped()
        self.must = "customer"
        super().must_be_mapped()

    def cell(self, row):
        places = [place for field in ("name", "last_name") for place in self.mapping.columns.get(field, ())]
        return row.cells[places[0]].strip()[:200] if places else ""

    def decide(self, row):
        """Columns of a Contact, its `customer` as a name; what has no column is told beneath the description."""
        said = {"name": self._name(row), "customer": self.required(row, "customer", 200)}
        for field, most in LENGTHS.items():
            said[field] = self.mail(row) if field == "email" else row.line(field, most)
        told = row.text("description")
        said["description"] = "\n".join(filter(None, (told, row.kept()))) or None
        return keyed(said, person_key)

    def _name(self, row):
        if name := row.line("name", 120):
            return name
        first, last = row.line("first_name", 60), row.line("last_name", 60)
        if not (first or last):
            raise Bad(N_("The %(field)s is empty."), self.mapping.heading("name"), field="name")
        both = (last, first) if CHINESE.search(f"{first}{last}") else (first, last)
        return ("" if both[0] == last else " ").join(filter(None, both))

    def count(self, decided):
        there = Company({company_key(said["customer"]): None for _, said in decided})
        for row, said in decided:
            key = company_key(said["customer"])
            if self.plan.ledger.first("customer", key, row.number):
                self.plan.counts["customers_found" if key in there.ids else "customers_new"] += 1
            held = there.find(there.ids.get(key), said)
            again = not all(self.plan.ledger.first("contact", f"{key}\x1f{mark}", row.number) for mark in marks(said))
            if held:
                self.plan.counts["contacts_found"] += 1
                verdict = ("update", N_("There already: given what they lack")) if lacking(held, said) else ("skip", N_("There already: what it has stays as it is"))  # fmt: skip
                self.verdict(row, *verdict)
            elif again:
                self.plan.note(N_("The same person as in an earlier row"), row.number)
                self.verdict(row, "update", N_("The same person as in an earlier row"))
            else:
                self.plan.counts["contacts_new"] += 1

    def conclude(self):
        self.plan.note_loose()

    def write(self, rows, by):
        said = [self.decide(row) for row in rows]
        made = customers_named({one["customer"]: self.plan.today for one in said}, by, self.plan.made)
        there = Company({company_key(one["customer"]): made[one["customer"]][0] for one in said})
        new = []
        for one in said:
            one["customer"] = made[one["customer"]][0]
            held = there.find(one["customer"], one)
            if held is None:
                new.append(Contact(created_by=by, **one))
                there.add(new[-1])
            elif changes := lacking(held, one):
                if held.id is None:
                    for name, value in keyed(changes, person_key).items():
                        setattr(held, name, value)
                else:
                    held.edit(by, **changes)
        self._insert(new, by)
        return 0

    def _insert(self, rows, by):
        actor, events = by.id if by else None, []
        for row_id, row in zip(bulk.fresh_ids(Contact, len(rows)), rows, strict=True):
            row.id = row_id
            facts = packed({"name": row.name, "customer": row.customer_id})
            about = ("contact", row_id, actor, row.created_at, self.plan.today)
            events.append(("contact.created", *about, facts, None, row.customer_id, row_id))
        bulk.insert(Contact, COLUMNS, [tuple(row.__data__.get(name) for name in COLUMNS) for row in rows])
        bulk.insert(Event, EVENT, events)
        self.plan.made.extend(("contact", row.id) for row in rows)


class Company:
    """The contacts of some customers, by what tells them apart."""

    def __init__(self, customers):
        """`customers`: {key of the name: id, or None to look it up}."""
        from models.customer import Customer

        self.ids = {key: row_id for key, row_id in customers.items() if row_id}
        if missing := [key for key, row_id in customers.items() if not row_id]:
            found = Customer.kept(Customer.name_key, Customer.id).where(Customer.name_key.in_(missing))
            self.ids |= dict(found.order_by(Customer.id.desc()).tuples())
        self.people = {}
        for row in Contact.kept().where(Contact.customer.in_(list({*self.ids.values()}))).order_by(Contact.id):
            self.add(row)

    def add(self, row):
        for mark in marks(row.__data__):
            self.people.setdefault((row.customer_id, mark), row)

    def find(self, customer_id, said):
        """The Contact at a customer that is meant, or None."""
        found = (self.people.get((customer_id, mark)) for mark in marks(said))
        return next(filter(None, found), None) if customer_id else None


def marks(said):
    """By what the same person is known, the surest first."""
    if said["email_key"]:
        yield f"@{said['email_key']}"
    if MOBILE.fullmatch(said["phone_key"] or ""):
        yield f"#{said['phone_key']}"
    yield said["name_key"]


def lacking(row, said):
    """{field: value} that a Contact has none of; what it has otherwise is a line of its description."""
    changes, lines = {}, []
    for field in ("name", *LENGTHS):
        value, held = said[field], getattr(row, field)
        if value and not held:
            changes[field] = value
        elif value and value != held:
            lines.append(value)
    held = (row.description or "").splitlines()
    new = [line for line in [*(said["description"] or "").splitlines(), *lines] if line not in held]
    return changes | ({"description": "\n".join([*held, *new])} if new else {})
