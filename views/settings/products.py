"""What is sold: products with their series and price."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from models.currency import Currency
from models.keys import tidy
from models.opportunity.used import counted, on_offers
from models.product import Product
from models.setting import Setting
from views.fields import AtMost, line
from views.opportunities import amounts
from views.settings.catalogue import Kind, catalogue
from views.settings.catalogue.forms import NamedForm
from views.words import money


class ProductForm(NamedForm):
    """The price is typed as amounts are; empty is unknown."""

    model, minor = Product, None
    name = StringField(_("Name"), [DataRequired(_("Enter a name.")), AtMost(200)], filters=[tidy])
    series = StringField(_("Series"), line(120), filters=[tidy])
    price = StringField(_("Unit price"), line(40))
    currency = SelectField(_("Currency"))

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        codes = dict.fromkeys([*Currency.offered(), *([row.currency] if row and row.currency else [])])
        self.currency.choices = [(code, code) for code in codes]

    def held(self, held):
        code = held.get("currency") or Setting.read("company.currency")
        return {**held, "currency": code, "price": amounts.typed(held.get("price"), code)}

    def validate_price(self, field):
        try:
            self.minor = amounts.parsed(field.data, self.currency.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def value(self, name):
        if name == "currency":
            return self.currency.data if self.minor is not None else None
        return self.minor if name == "price" else super().value(name)

    def fill(self, name, row):
        if name == "price":
            self.minor = row.price
            self.price.data, self.price.raw_data = (
                self.held({"price": row.price, "currency": row.currency})["price"],
                None,
            )
        elif name == "currency":
            self.currency.data, self.currency.raw_data = row.currency or Setting.read("company.currency"), None
        else:
            super().fill(name, row)

    def said(self, name, value):
        return money(value, self.row.currency) if name == "price" else super().said(name, value)


def counts(rows):
    ids = [row.id for row in rows]
    return {"used": counted("product", ids), "offers": on_offers(ids)}


products = catalogue(
    Kind(
        key="products",
        model=Product,
        form=ProductForm,
        field="product",
        cells="settings/products/_cells.html",
        heads=((_("Series"), "kept__wide"), (_("Unit price"), "end"), (_("On offers"), "end kept__wide"), (_("Opportunities"), "end")),
        counts=counts,
        new=_("New product"),
        edit=_("Edit product"),
        find=_("Find by name or series"),
        empty=_("No products yet"),
        about=_("Products with a price fill the lines of an opportunity by themselves. A whole list can be imported."),
        fields="settings/products/_fields.html",
    )
)  # fmt: skip
