"""What is asked about an opportunity: a short form, the rest folded away."""

import datetime as dt

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from models.contact import Contact
from models.currency import Currency
from models.customer import Customer
from models.keys import person_key, tidy
from models.opportunity import GRADES
from models.opportunity.rules import SETTLED
from models.setting import today
from views.conflicts import VersionedForm
from views.fields import LONG, AtMost, Number, WholeNumber, line, text
from views.opportunities import amounts, choices
from views.opportunities.close_date import CloseDate
from views.opportunities.terms import INTENTS, LABELS
from views.page import me
from views.typed import whole
from views.words import day, money

PEOPLE = ("customer", "contact")


def seen_version():
    """The hidden field of a dialog: the version that its reader has seen."""
    return Number(validators=[Optional(), NumberRange(0, 2**31 - 1)])


class OpportunityForm(CloseDate, VersionedForm):
    """`customer` and `contact` are names, picked (`…_id`) or typed; unknown ones become new rows."""

    name = StringField(LABELS["name"], [DataRequired(_("Enter a name.")), AtMost(200)], filters=[tidy])
    customer = StringField(LABELS["customer"], line(200), filters=[tidy])
    customer_id = HiddenField()
    contact = StringField(LABELS["contact"], line(120), filters=[tidy])
    contact_id = HiddenField()
    amount = StringField(LABELS["amount"], line(40))
    currency = SelectField(LABELS["currency"])
    source = SelectField(LABELS["source"], coerce=whole)
    product = SelectField(LABELS["product"], coerce=whole)
    grade = SelectField(LABELS["grade"], choices=[("", "—"), *((grade, grade) for grade in GRADES)], default="")
    intent = SelectField(LABELS["intent"], choices=list(INTENTS.items()), default="unknown")
    probability = WholeNumber(
        LABELS["probability"], [Optional(), NumberRange(0, 100, _("Write a percentage from 0 to 100."))]
    )
    opened_on = DateField(LABELS["opened_on"], [DataRequired(_("Enter the day."))])
    requirement = TextAreaField(LABELS["requirement"], line(LONG), filters=[text])
    solution = TextAreaField(LABELS["solution"], line(LONG), filters=[text])
    description = TextAreaField(LABELS["description"], line(LONG), filters=[text])

    def __init__(self, row=None, customer=None):
        """The form of `row`, or of a new opportunity for `customer`."""
        self.row = row
        self.currencies = list(dict.fromkeys([*Currency.offered(), *([row.currency] if row else [])]))
        super().__init__(data=self.held(row, customer))
        self.currency.choices = [(code, code) for code in self.currencies]
        if self.settled:
            for name in SETTLED:
                self[name].render_kw = {"disabled": True}
        self.sources, self.source.choices = choices.sources(row and row.source)
        self.products, self.product.choices = choices.products(row and row.product)

    @property
    def settled(self):
        """Amount and currency stay: the closing has stamped a rate on them, or they are those of the product lines."""
        return bool(self.row and (self.row.outcome or self.row.has_lines))

    def held(self, row, customer=None):
        """What the fields hold when the form comes."""
        if row is None:
            fresh = {"currency": self.currencies[0], "opened_on": today(), "close_was": " "}
            return fresh | ({"customer": customer.name, "customer_id": customer.id} if customer else {})
        held = {name: getattr(row, name) for name in row.FIELDS} | {"version": row.version}
        for name in PEOPLE:
            held |= {name: held[name] and held[name].name, f"{name}_id": getattr(row, name) and getattr(row, name).id}
        held["amount"] = amounts.typed(row.amount, row.currency)
        held |= {"source": row.source_id, "product": row.product_id, "grade": row.grade or ""}
        return held | self.closing(row)

    def found(self, name):
        """The Customer or Contact within reach that is meant, or None."""
        picked, typed = whole(self[f"{name}_id"].data), self[name].data or ""
        if name == "customer":
            return Customer.found(me(), picked, typed)
        row = Contact.reached(me(), picked) if picked and typed else None
        return row if row and row.name_key == person_key(typed) else None

    def validate_customer(self, field):
        if not self.found("customer") and Customer.held_by_a_colleague(field.data):
            raise ValidationError(gettext("A colleague has this customer already. Ask a team lead or a manager."))

    def validate_contact(self, field):
        if not self.customer.data and not self.found("contact"):
            raise ValidationError(gettext("Name the customer that this contact belongs to."))

    def validate_amount(self, field):
        if self.settled:
            return
        try:
            amounts.parsed(field.data, self.currency.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def validate_opened_on(self, field):
        if field.data > today():
            raise ValidationError(gettext("The opening date cannot be in the future."))
        if self.row and self.row.closed_on and field.data > self.row.closed_on:
            raise ValidationError(gettext("The opening date cannot be after the closing."))

    def value(self, name):
        if name in SETTLED and self.settled:
            return getattr(self.row, name)
        if name in PEOPLE:
            return self.found(name) or self[name].data
        if name == "amount":
            return amounts.parsed(self.amount.data, self.currency.data)
        if name in ("source", "product"):
            return getattr(self, f"{name}s").get(self[name].data)
        return self[name].data if self[name].data != "" else None

    def fill(self, name, row):
        held = self.held(row)
        names = ("expected_close_on", "cycle", "close_was") if name == "expected_close_on" else (name, f"{name}_id")
        for field in names:
            if field in self:
                self[field].data, self[field].raw_data = held[field], None

    def said(self, name, value):
        if name == "amount":
            return money(value, self.currency.data)
        if hasattr(value, "name"):
            return value.name
        if isinstance(value, dt.date):
            return day(value)
        if name == "probability" and value is not None:
            return f"{value}%"
        return str(INTENTS.get(value, value)) if name == "intent" else super().said(name, value)

    def pair(self, name):
        """(id or None, typed name) of a customer or contact, as `Opportunity.add_named` takes it."""
        return whole(self[f"{name}_id"].data), self[name].data or ""

    def values(self):
        """What Opportunity.add_named and edit_named take."""
        names = (
            "name",
            "amount",
            "currency",
            "expected_close_on",
            "source",
            "product",
            "grade",
            "intent",
            "probability",
        )
        held = {name: self.value(name) for name in (*names, "opened_on", "requirement", "solution", "description")}
        return {**held, **{name: self.pair(name) for name in PEOPLE}}


class NewForm(OpportunityForm):
    """The form of a new opportunity: it has a stage and an owner, too."""

    stage = SelectField(_("Stage"), coerce=whole)
    owner = SelectField(_("Owner"))

    def __init__(self, stage=None, customer=None):
        self.stages, offered = choices.stages()
        self.first = stage if stage in self.stages else next(iter(self.stages), None)
        self.owners = choices.Owners(me())
        super().__init__(customer=customer)
        self.stage.choices, self.owner.choices = offered, self.owners.choices

    def held(self, row, customer=None):
        return {**super().held(row, customer), "stage": self.first, "owner": choices.value(me())}

    def values(self):
        return {**super().values(), "stage": self.stages[self.stage.data], **self.owners.chosen(self.owner.data)}
