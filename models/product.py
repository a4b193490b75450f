"""What we sell."""

import peewee as pw

from models.base import Model, folded, now


class Product(Model):
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

    @classmethod
    def offered(cls):
        return cls.select().where(cls.archived_at.is_null()).order_by(cls.name)


def product_key(name):
    """How two spellings of a product compare: width, case and every space folded away."""
    return folded(name).replace(" ", "")
