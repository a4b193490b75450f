"""The product lines of an opportunity: what is sold, how many, at what price; together they are the amount."""

from flask import Blueprint, abort
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from models.base import Refused, Stale
from models.keys import tidy
from models.opportunity import Opportunity
from models.product import Product
from views.fields import AtMost, WholeNumber, line
from views.opportunities import amounts, beside
from views.opportunities.forms import seen_version
from views.page import find, me

lines = Blueprint("lines", __name__, url_prefix="/<int:opportunity_id>/lines")
NEW, EDIT = "opportunities/lines/_new.html", "opportunities/lines/_edit.html"


class LineForm(FlaskForm):
    """The name of a product of ours, or of anything else; without a price that of the product."""

    version = seen_version()
    name = StringField(
        _("Product"), [DataRequired(_("Name the product, or what is sold.")), AtMost(200)], filters=[tidy]
    )
    quantity = StringField(_("Quantity"), line(20))
    price = StringField(_("Unit price"), line(40))
    thousandths, minor = 1000, None  # quantity and price as they are kept
    discount = WholeNumber(_("Discount %"), [Optional(), NumberRange(0, 100, _("Write a percentage from 0 to 100."))])

    def __init__(self, row, one=None):
        self.row = row
        held = {"version": row.version, "quantity": "1"}
        if one:
            held |= {
                "name": one.name,
                "quantity": amounts.quantity_typed(one.quantity),
                "price": amounts.typed(one.price, row.currency),
                "discount": one.discount or None,
            }
        super().__init__(data=held)

    @property
    def product(self):
        return Product.called(self.name.data)

    def validate_quantity(self, field):
        try:
            self.thousandths = amounts.quantity(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def validate_price(self, field):
        try:
            self.minor = amounts.parsed(field.data, self.row.currency)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def validate(self, **kwargs):
        if not super().validate(**kwargs):
            return False
        product = self.product
        if self.minor is not None:
            return True
        if product and product.price is not None and product.currency == self.row.currency:
            self.minor = product.price
            return True
        self.price.errors = [gettext("Enter the price of one.")]
        return False

    def values(self):
        return {
            "name": self.name.data,
            "product": self.product,
            "quantity": self.thousandths,
            "price": self.minor,
            "discount": self.discount.data or 0,
        }


@lines.get("/new")
def new(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return shown(NEW, row, LineForm(row))


@lines.post("")
def create(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    form = LineForm(row)
    if not form.validate_on_submit():
        return shown(NEW, row, form)
    try:
        row.add_line(me(), version=form.version.data, **form.values())
    except Refused as error:
        return refused(NEW, row, form, error)
    return beside.part(row, beside.LINES, "lines")


@lines.get("/<int:line_id>")
def edit(opportunity_id, line_id):
    row = find(Opportunity, opportunity_id, to="change")
    one = row.line(line_id) or abort(404)
    return shown(EDIT, row, LineForm(row, one), one=one)


@lines.post("/<int:line_id>")
def update(opportunity_id, line_id):
    row = find(Opportunity, opportunity_id, to="change")
    one = row.line(line_id) or abort(404)
    form = LineForm(row, one)
    if not form.validate_on_submit():
        return shown(EDIT, row, form, one=one)
    try:
        row.change_line(me(), one, version=form.version.data, **form.values())
    except Refused as error:
        return refused(EDIT, row, form, error, one=one)
    return beside.part(row, beside.LINES, "lines")


@lines.post("/<int:line_id>/remove")
def destroy(opportunity_id, line_id):
    row = find(Opportunity, opportunity_id, to="change")
    row.remove_line(me(), row.line(line_id) or abort(404))
    return beside.part(row, beside.LINES, "lines")


def shown(template, row, form, status=200, why=None, **more):
    return beside.form(template, row, form, status, why, products=Product.offered_names(), **more)


def refused(template, row, form, error, one=None):
    """The form once more with the reason; after somebody else's change beside what stands there now."""
    why = beside.words(error)
    if isinstance(error, Stale):
        row = Opportunity.reached(me(), row.id) or row
        form.version.data = row.version
        there = one and row.line(one.id)
        if there:
            why += " " + gettext("It says now: %(line)s.", line=beside.in_words(row, there))
        why += " " + gettext("Look at it as it is now, and send it again if you still want to.")
    return shown(template, row, form, 409, why, **({"one": one} if one else {}))
