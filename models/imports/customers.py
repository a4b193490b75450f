"""Importing customers: who is there already is found by the key of the name, and only what is empty is filled."""

from models.base import N_
from models.customer import Customer
from models.imports.companies import customers_named, write_customers
from models.imports.importer import Importer
from models.imports.people import CANNOT_SIGN_IN, People
from models.keys import keyed, name_key

LENGTHS = {"phone": 64, "email": 254, "website": 254, "industry": 120, "address": 300, "description": None}


class Customers(Importer):
    def __init__(self, plan):
        super().__init__(plan)
        self.people = People()
        self.names = {"owner": self.people}

    def decide(self, row):
        """Columns of a Customer (owner as a key of People), its `parent` as a name, and the lines `imported`."""
        said = {"name": self.required(row, "name", 200)}
        for field, most in LENGTHS.items():
            said[field] = self.mail(row) if field == "email" else row.text(field, most) or None
        said |= {"employees": row.number_of("employees"), "owner": row.key("owner", self.people)}
        said["parent"] = row.line("parent", 200)
        said["imported"] = row.kept()
        return keyed(said)

    def uses(self, said):
        yield "owner", said["owner"]

    def count(self, decided):
        there = self._there([said["name_key"] for _, said in decided])
        for row, said in decided:
            held = there.get(said["name_key"])
            if not self.plan.ledger.first("customer", said["name_key"], row.number):
                reason = N_("The same customer as in an earlier row: what differs is kept as text")
                self.plan.note(reason, row.number)
                self.verdict(row, "update", reason)
            elif held:
                self.plan.counts["customers_found"] += 1
                self._found(row, held, said)
            else:
                self.plan.counts["customers_new"] += 1
            if said["parent"]:
                self.plan.ledger.pair(said["name_key"], said["parent"])

    def _found(self, row, held, said):
        changes, lines = self._lacking(held, self._owned(dict(said)))
        news = changes or (said["parent"] and not held.parent_id) or _longer(held.imported, lines) != held.imported
        if news or (said["owner"] in self.people.missing and held.owner_id is None):
            self.verdict(row, "update", N_("There already: given what they lack"))
        else:
            self.verdict(row, "skip", N_("There already: what it has stays as it is"))

    def _there(self, keys):
        """{key: Customer} of those that exist, of equals the oldest."""
        return {row.name_key: row for row in Customer.kept().where(Customer.name_key.in_(keys)).order_by(-Customer.id)}

    def conclude(self):
        for _, parent in list(self.plan.ledger.pairs()):
            key = name_key(parent)
            if self.plan.ledger.first("customer", key, 0) and not Customer.alike([(Customer.name_key, key)]):
                self.plan.counts["customers_new"] += 1
        self.plan.counts["owners_new"] = len(self.people.missing)
        self.plan.note_names(CANNOT_SIGN_IN, list(self.people.missing.values()))
        self.plan.note_loose()

    def begin(self, by):
        self.plan.made.extend(self.people.make(by))

    def write(self, rows, by):
        said = [self._owned(self.decide(row)) for row in rows]
        keys = [one["name_key"] for one in said]
        there = self._there(keys)
        new = {}
        for one in said:
            key = one["name_key"]
            if key in there:
                self._fill(there[key], one, by)
            elif key in new:
                changes, lines = self._lacking(new[key], one)
                for name, value in keyed(changes).items():
                    setattr(new[key], name, value)
                new[key].imported = _longer(new[key].imported, lines)
            else:
                new[key] = Customer(created_by=by, team=one["owner"] and one["owner"].team, **one)
        write_customers(list(new.values()), {row.name: self.plan.today for row in new.values()}, by, self.plan.made)
        return 0

    def _owned(self, said):
        said.pop("parent")
        return said | {"owner": self.people.user(said["owner"])}

    def _fill(self, row, said, by):
        """Give a customer who is there what it lacks; what differs from what it has is added to its text."""
        changes, lines = self._lacking(row, said)
        if changes:
            row.edit(by, **changes)
        if (longer := _longer(row.imported, lines)) != row.imported:
            row.imported = longer
            row.save(only=[Customer.imported])

    def _lacking(self, row, said):
        """({field: value} that `row` has none of, lines of what it has otherwise)."""
        changes, lines = {}, [said["imported"]]
        for field in ("name", "employees", "owner", *LENGTHS):
            value, held = said[field], getattr(row, field)
            if value is None or value == held:
                continue
            if held is None:
                changes[field] = value
            else:
                lines.append(f"{self.mapping.heading(field)}: {getattr(value, 'name', value)}")
        return changes, lines

    def finish(self, by):
        """Now that all are there: whom each belongs to."""
        pairs = self.plan.ledger.pairs()
        while some := pairs.fetchmany(500):
            made = customers_named({parent: self.plan.today for _, parent in some}, by, self.plan.made)
            for key, parent in some:
                row_id = made[parent][0]
                Customer.update(parent=row_id).where(
                    Customer.name_key == key, Customer.parent.is_null(), Customer.id != row_id
                ).execute()
            yield


def _longer(text, lines):
    """`text` with those of `lines` (each perhaps several) that it does not hold yet."""
    held = (text or "").splitlines()
    new = [line for some in lines if some for line in some.splitlines() if line not in held]
    return "\n".join([*held, *new]) or None
