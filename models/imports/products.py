"""Importing products: what is there already is found by its name, and only what is empty is filled.

The catalogue decides how a product is spelled: opportunities that came first may have said GTXPro for GTX Pro.
"""

from models.base import N_
from models.imports import money
from models.imports.exchange import Exchange
from models.imports.importer import Importer
from models.imports.trouble import Bad
from models.product import Product, product_key


class Products(Importer):
    def __init__(self, plan):
        super().__init__(plan)
        self.exchange = Exchange(plan.rates)
        self.times, self.hinted = self.mapping.hint("price")

    def decide(self, row):
        """{name, name_key, series, price, currency}; the price in minor units."""
        name = self.required(row, "name", 200)
        value, signs = row.amount("price", self.plan.habits, self.times)
        try:
            currency = self.exchange.code(row.text("currency"), signs or self.hinted)
            price = None if value is None else money.minor(value, currency)[0]
        except Bad as bad:
            bad.column = self.mapping.heading("price")
            raise
        said = {"name": name, "name_key": product_key(name), "series": row.line("series", 120)}
        return said | {"price": price, "currency": None if price is None else currency}

    def count(self, decided):
        there = self._there([said["name_key"] for _, said in decided])
        for row, said in decided:
            held = there.get(said["name_key"])
            if not self.plan.ledger.first("product", said["name_key"], row.number):
                self.plan.note(N_("The same product as in an earlier row"), row.number)
                self.verdict(row, "update", N_("The same product as in an earlier row"))
            else:
                self.plan.counts["products_found" if held else "products_new"] += 1
            if held and lacking(held, said):
                self.verdict(row, "update", N_("There already: given what they lack"))
            elif held:
                self.verdict(row, "skip", N_("There already: what it has stays as it is"))
            self.note_left(row)

    def _there(self, keys):
        """{key: Product} of those that exist."""
        return {
            row.name_key: row for row in Product.select().where(Product.name_key.in_(keys)).order_by(Product.id.desc())
        }

    def write(self, rows, by):
        said = [self.decide(row) for row in rows]
        there = self._there([one["name_key"] for one in said])
        for one in said:
            if (row := there.get(one["name_key"])) is None:
                there[one["name_key"]] = row = Product.create(**one)
                self.plan.made.append(("product", row.id))
                continue
            new = lacking(row, one)
            for name, value in new.items():
                setattr(row, name, value)
            if new:
                row.save(only=[Product._meta.fields[name] for name in new])
        return 0


def lacking(row, said):
    """{field: value} that a row of the file tells of a Product and that it has none of; the file decides how it is spelled."""
    new = {name: value for name, value in said.items() if value is not None and getattr(row, name) is None}
    if row.name != said["name"]:
        new["name"] = said["name"]
    if row.price is not None:
        new.pop("currency", None)
    return new
