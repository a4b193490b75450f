"""What is asked about a contact."""

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from models.contact import Contact
from models.customer import Customer
from models.keys import name_key, tidy
from views.conflicts import VersionedForm
from views.fields import LONG, AtMost, a_mail, a_phone, line, text
from views.page import me

ROLES = {
    "primary": _("Primary contact"),
    "decision_maker": _("Decision maker"),
    "influencer": _("Influencer"),
    "user": _("User"),
}


class ContactForm(VersionedForm):
    """`customer` is a name, picked (`customer_id`) or typed; an unknown one becomes a new customer."""

    customer = StringField(
        _("Customer"), [DataRequired(_("Name the customer that this contact belongs to.")), AtMost(200)], filters=[tidy]
    )
    customer_id = HiddenField()
    name = StringField(
        lazy_pgettext("person", "Name"), [DataRequired(_("Enter the contact's name.")), AtMost(120)], filters=[tidy]
    )
    title = StringField(_("Job title"), line(120), filters=[tidy])
    phone = TelField(_("Phone"), line(64, a_phone), filters=[tidy])
    email = EmailField(_("Mail address"), line(254, a_mail), filters=[tidy])
    wechat = StringField(_("WeChat"), line(64), filters=[tidy])
    description = TextAreaField(_("Description"), line(LONG), filters=[text])

    def __init__(self, *args, row=None, customer=None, **kwargs):
        """The form of `row`, or of a new contact at `customer`."""
        held = {name: getattr(row, name) for name in row.FIELDS} if row else {}
        customer = row.customer if row else customer
        held |= {"customer": customer and customer.name, "customer_id": customer and customer.id}
        super().__init__(*args, data={**held, "version": row.version if row else ""}, **kwargs)
        self.present = row and row.customer

    def found(self):
        """The Customer that is meant: the present one, else one within reach, or None."""
        picked = str(self.customer_id.data or "")
        picked = int(picked) if picked.isascii() and picked.isdigit() and len(picked) < 10 else None
        typed = self.customer.data or ""
        if self.present and picked == self.present.id and name_key(typed) == self.present.name_key:
            return self.present
        return Customer.found(me(), picked, typed)

    def validate_customer(self, field):
        if not self.found() and Customer.held_by_a_colleague(field.data):
            raise ValidationError(gettext("A colleague has this customer already. Ask a team lead or a manager."))

    def value(self, name):
        return (self.found() or self.customer.data) if name == "customer" else self[name].data

    def fill(self, name, row):
        if name == "customer":
            self.customer.data, self.customer_id.data = row.customer.name, row.customer_id
        else:
            super().fill(name, row)

    def said(self, name, value):
        return value.name if isinstance(value, Customer) else super().said(name, value)

    def values(self):
        """What Contact.add and Contact.edit take; a customer that nobody knew is made. Call it in the transaction."""
        held = {name: self[name].data for name in Contact.FIELDS}
        return held | {"customer": self.found() or Customer.picked(me(), None, self.customer.data)}
