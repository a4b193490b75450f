"""Importing products."""

from models import Product
from tests.models.imports.conftest import noted, told


def test_names_series_and_prices(world, brought):
    planned = brought("products", "product,series,sales_price", "GTX Basic,GTX,550", 'MG Special,MG,"1,055.50"')
    assert [(p.name, p.series, p.price, p.currency) for p in Product.select().order_by(Product.id)] == [
        ("GTX Basic", "GTX", 55_000, "CNY"), ("MG Special", "MG", 105_550, "CNY"),
    ]  # fmt: skip
    assert planned.counts["products_new"] == 2


def test_what_is_there_is_spelled_as_in_the_catalogue_and_given_what_it_lacks(world, brought):
    made = Product.create(name="GTXPro", name_key="gtxpro")
    planned = brought("products", "product,series,sales_price", "GTX Pro,GTX,4821", "gtx  pro,Other,1")
    row = Product.get_by_id(made.id)
    assert (row.series, row.price) == ("GTX", 482_100)
    assert (planned.counts["products_found"], planned.counts["products_new"]) == (1, 0)
    assert noted(planned)["The same product as in an earlier row"] == (1, [3])
    assert Product.select().count() == 1


def test_currencies(world, brought):
    brought("products", "Name,Price,Currency", "a,5,USD", "b,,USD")
    assert [(p.price, p.currency) for p in Product.select().order_by(Product.name)] == [(500, "USD"), (None, None)]


def test_rows_are_refused_in_words(plan):
    problems = [told(p) for p in plan("products", "Name,Price", ",5", "a,cheap").problems]
    assert [(row, column) for row, column, _ in problems] == [(2, "Name"), (3, "Price")]
