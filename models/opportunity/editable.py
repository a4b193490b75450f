"""Its fields are written by people, two of them at once sometimes; customer and contact come as names, too."""

import peewee as pw

from models.attached import MOMENT
from models.base import now, transaction
from models.contact import Contact
from models.customer import Customer
from models.opportunity.followed import go_along
from models.opportunity.rules import check
from models.versioned import Versioned, plain


class Editable(Versioned):
    """For Opportunity: `FIELDS` are columns, the long texts, and `contact`, who is the primary one."""

    def edit(self, by, version=None, why=None, **values):
        """Change FIELDS, and tell `why` where somebody said it. Stale when another version was written since `version` was read, and nothing is written.

        Returns the names that changed.
        """
        self.must_be_written_by(by)
        if "name" in values:
            values["name"] = values["name"].strip()
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        if not changed:
            return set()
        check(by, changed, self)
        facts = {name: [plain(getattr(self, name)), plain(value)] for name, value in changed.items()}
        more = {"currency": self.currency} if "amount" in changed else {}
        more |= {"why": why} if why else {}
        columns = {name: value for name, value in changed.items() if name != "contact"}
        with transaction():
            self.write("opportunity.edited", by, columns, version=version, changes=facts, **more)
            if "customer" in changed:
                go_along(self.id, self.customer_id)
            if "contact" in changed:
                self._name_primary(changed["contact"])
        return set(changed)

    @classmethod
    def add_named(cls, by, customer, contact, **values):
        """`add`, with customer and contact each as (id of a picked one or None, typed name): found, or made.

        Refused where `Customer.picked` or `Contact.picked` are; then nothing is written.
        """
        with transaction():
            return cls.add(by, **values, **named(by, None, customer, contact))

    @classmethod
    def just_made(cls, by, name, customer, amount=None, **_more):
        """What `by` made a moment ago of the same name, customer (as in `add_named`) and amount, untouched since; or None.

        A form comes twice when the first answer to it was lost on its way: it must not leave two rows.
        """
        query = cls.kept().join(Customer, pw.JOIN.LEFT_OUTER, on=(cls.customer == Customer.id))
        query = query.where(cls.created_by == by, cls.created_at > now() - MOMENT, cls.version == 1, cls.name == name)
        query = query.where(cls.amount.is_null() if amount is None else cls.amount == amount)
        picked, typed = customer
        same = Customer.id == picked if picked else Customer.name == typed if typed else cls.customer.is_null()
        return query.where(same).order_by(cls.id.desc()).first()

    def edit_named(self, by, customer=..., contact=..., version=None, **values):
        """`edit`, with customer and contact as in `add_named`; what is not given stays."""
        with transaction():
            return self.edit(by, version=version, **values, **named(by, self.customer, customer, contact))

    @property
    def contact(self):
        """The primary contact, or None; one in the bin is none."""
        if "_contact" not in self.__dict__:
            link = self.people.model
            query = Contact.kept().join(link, on=(link.contact == Contact.id))
            self.__dict__["_contact"] = query.where(link.opportunity == self.id, link.role == "primary").first()
        return self.__dict__["_contact"]

    @property
    def requirement(self):
        return self.text.requirement

    @property
    def solution(self):
        return self.text.solution

    @property
    def description(self):
        return self.text.description

    def _name_primary(self, contact):
        """In the place of the former primary contact; one with another role gets this one."""
        link = self.people.model
        link.delete().where(link.opportunity == self.id, link.role == "primary").execute()
        if contact:
            link.insert(opportunity=self.id, contact=contact, role="primary").on_conflict(
                conflict_target=[link.opportunity, link.contact], update={link.role: "primary"}
            ).execute()
        self.__dict__["_contact"] = contact


def named(by, present, customer, contact):
    """{"customer": …, "contact": …} of two pairs (id, name), `...` for what was not asked; `present` is the customer so far.

    A contact alone brings its customer along.
    """
    found = {}
    if customer is not ...:
        found["customer"] = present = Customer.picked(by, *customer)
    if contact is not ...:
        found["contact"] = person = Contact.picked(by, present, *contact)
        if present is None and person:
            found["customer"] = person.customer
    return found
