"""What we sell."""

import peewee as pw

from models.base import Model, folded, now
from models.catalogue import Catalogued


class Product(Catalogued, Model):
    noun = "product"

    name = pw.CharField(200, unique=True)
    name_key = pw.CharField(200)  # "GTXPro" and "GTX Pro" are one product
    series = pw.CharField(120, null=True)
    price = pw.BigIntegerField(null=True)  # minor units
    currency = pw.CharField(3, null=True)
    created_at = pw.DateTimeField(default=now)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "products"
        indexes = ((("name_key",), False),)

    FIELDS = ("name", "series", "price", "currency")

    @staticmethod
    def fold(name):
        return product_key(name)

    @classmethod
    def ready(cls, values):
        """As they are kept: with the key of the name, and no currency without a price."""
        values = super().ready(values)
        if "name" in values:
            values["name_key"] = product_key(values["name"])
        if "price" in values and values["price"] is None:
            values["currency"] = None
        return values

    @classmethod
    def offered(cls):
        return cls.select().where(cls.archived_at.is_null()).order_by(cls.name)

    @classmethod
    def offered_names(cls):
        """The names of those in use, in order."""
        return [name for (name,) in cls.offered().select(cls.name).tuples()]

    @classmethod
    def called(cls, name):
        """The one in use of this name, however it is spelt, or None."""
        key = product_key(name)
        return cls.offered().where(cls.name_key == key).first() if key else None


def product_key(name):
    """How two spellings of a product compare: width, case and every space folded away."""
    return folded(name).replace(" ", "")
