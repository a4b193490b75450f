"""What a follow-up is about: an opportunity, a customer, a contact, or nothing but oneself."""

import dataclasses

from flask import abort, url_for

from models import access
from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity
from views.page import find, me
from views.typed import whole


@dataclasses.dataclass
class Subject:
    opportunity: object = None
    customer: object = None
    contact: object = None

    @classmethod
    def asked(cls, args):
        """The Subject that an address or a form names. 404 outside of the reader's reach, 403 where they may only look."""
        if not access.may_create(me()):
            abort(403)
        named = {name: args[name] for name in ("opportunity", "customer", "contact") if args.get(name)}
        ids = {name: whole(named.get(name)) for name in ("opportunity", "customer", "contact")}
        if any(ids[name] is None for name in named):
            abort(404)
        opportunity = find(Opportunity, ids["opportunity"], to="change") if ids["opportunity"] else None
        customer = find(Customer, ids["customer"]) if ids["customer"] and not opportunity else None
        alone = ids["contact"] and not opportunity and not customer
        return cls(opportunity, customer, find(Contact, ids["contact"]) if alone else None)

    @classmethod
    def of(cls, activity):
        return cls(
            activity.opportunity,
            None if activity.opportunity_id else activity.customer,
            None if activity.opportunity_id or activity.customer_id else activity.contact,
        )

    @property
    def address(self):
        """The parameters that name it."""
        rows = {"opportunity": self.opportunity, "customer": self.customer, "contact": self.contact}
        return {name: row.id for name, row in rows.items() if row}

    @property
    def name(self):
        row = self.opportunity or self.customer or self.contact
        return row.name if row else ""

    @property
    def page(self):
        """The address of its page; of Today where it is about nothing."""
        if self.opportunity:
            return url_for("opportunities.show", opportunity_id=self.opportunity.id)
        if self.customer:
            return url_for("customers.show", customer_id=self.customer.id)
        return url_for("contacts.show", contact_id=self.contact.id) if self.contact else url_for("today.show")

    @property
    def takes_plans(self):
        """May the reader plan what is next? Who does one thing on a colleague's opportunity may only read it."""
        return self.opportunity is None or Opportunity.may_change(me(), self.opportunity)

    def contacts(self):
        """The contacts to choose from: those of the opportunity first, then the others at its customer."""
        if self.contact:
            return [self.contact]
        found = {contact.id: contact for contact, _role in self.opportunity.contacts()} if self.opportunity else {}
        customer = self.opportunity.customer if self.opportunity else self.customer
        return list((found | {c.id: c for c in (Contact.at(customer) if customer else ())}).values())

    def rows(self):
        """What the verbs of a follow-up take."""
        return {"opportunity": self.opportunity, "customer": self.customer, "contact": self.contact}

    def just_made(self, model, **values):
        """The row of a `model` about it that the reader made a moment ago with these values, or None."""
        rows = {name: row for name, row in self.rows().items() if row or name == "opportunity"}
        return model.just_made(me(), **{**rows, **values})
