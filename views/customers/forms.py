"""What is asked about a customer."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, NumberRange, Optional

from models import access
from models.customer import Customer
from models.keys import tidy
from views.conflicts import VersionedForm
from views.fields import LONG, AtMost, WholeNumber, a_mail, a_phone, a_website, line, text
from views.page import me

NOBODY = 0
KINDS = {"organisation": _("Organisation"), "person": _("Person")}


class CustomerForm(VersionedForm):
    name = StringField(_("Name"), [DataRequired(_("Enter the customer's name.")), AtMost(200)], filters=[tidy])
    kind = RadioField(_("Kind"), choices=list(KINDS), default="organisation")
    industry = StringField(_("Industry"), line(120), filters=[tidy])
    phone = TelField(_("Phone"), line(64, a_phone), filters=[tidy])
    email = EmailField(_("Mail address"), line(254, a_mail), filters=[tidy])
    website = StringField(_("Website"), line(254, a_website), filters=[tidy])
    employees = WholeNumber(
        _("Employees"), [Optional(), NumberRange(0, 10_000_000, _("Write a whole number, such as 120."))]
    )
    address = StringField(_("Address"), line(300), filters=[tidy])
    owner = SelectField(_("Owner"), coerce=int)
    description = TextAreaField(_("Description"), line(LONG), filters=[text])

    def __init__(self, *args, row=None, **kwargs):
        """The form of `row`, or of a new customer, which is proposed to be the reader's own."""
        held = {name: getattr(row, name) for name in row.FIELDS if name != "owner"} if row else {}
        owner = (row.owner_id if row else me().id) or NOBODY
        super().__init__(*args, data={**held, "owner": owner, "version": row.version if row else ""}, **kwargs)
        self.kind.choices = [(kind, str(name)) for kind, name in KINDS.items()]
        self.people = {user.id: user for user in access.assignable_by(me())}
        if row and row.owner:
            self.people[row.owner_id] = row.owner
        self.owner.choices = [(user.id, user.name) for user in self.people.values()] + [(NOBODY, gettext("Nobody"))]

    def value(self, name):
        return self.people.get(self.owner.data) if name == "owner" else self[name].data

    def fill(self, name, row):
        if name == "owner":
            self.owner.data = row.owner_id or NOBODY
        else:
            super().fill(name, row)

    def said(self, name, value):
        if name == "owner":
            return value.name if value else gettext("Nobody")
        return str(KINDS.get(value, value)) if name == "kind" else super().said(name, value)

    def values(self):
        """What Customer.add and Customer.edit take."""
        return {name: self.value(name) for name in Customer.FIELDS}
