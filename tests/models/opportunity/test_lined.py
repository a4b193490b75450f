"""Product lines, which make the amount."""

import fractions
import random

import pytest

from models import FieldChange
from models.base import Refused, Stale
from models.opportunity.lined import line_amount


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "amount"),
    [
        (1000, 999, 0, 999),
        (2500, 101, 0, 252),  # 252.5: half to even
        (1500, 101, 0, 152),  # 151.5
        (1000, 5, 50, 2),  # 2.5
        (1000, 7, 50, 4),  # 3.5
        (1, 499, 0, 0),
        (1, 501, 0, 1),
        (3000, 100, 100, 0),
        (1000, 0, 0, 0),
    ],
)
def test_a_line_is_rounded_half_even(quantity, price, discount, amount):
    assert line_amount(quantity, price, discount) == amount


def test_a_line_is_what_exact_figures_say():
    draw = random.Random(7)
    for _ in range(2000):
        quantity, price, discount = draw.randint(1, 10**6), draw.randint(0, 10**9), draw.randint(0, 100)
        exact = fractions.Fraction(quantity * price * (100 - discount), 100_000)
        assert line_amount(quantity, price, discount) == round(exact)  # python rounds a fraction half to even


def test_the_amount_is_the_sum_and_follows_every_line(world):
    row, ann = world.acme_renewal, world.ann
    seat = row.add_line(ann, "Seat", price=50_000, quantity=200_000, discount=10)
    row.add_line(ann, "Set-up", price=1_000_000)
    assert world.acme_renewal.amount == row.amount == 9_000_000 + 1_000_000
    assert world.acme_renewal.weighted == 5_000_000
    assert row.change_line(ann, seat, discount=0)
    assert world.acme_renewal.amount == 11_000_000
    assert not row.change_line(ann, row.line(seat.id), discount=0)
    row.remove_line(ann, seat)
    assert world.acme_renewal.amount == 1_000_000
    row.remove_line(ann, row.product_lines()[0])
    assert world.acme_renewal.amount == 1_000_000, "the amount stays when the last line goes"
    row.edit(ann, amount=5)
    assert world.acme_renewal.amount == 5
    history = FieldChange.select(FieldChange.new).where(FieldChange.opportunity == row, FieldChange.field == "amount")
    assert [change.new for change in history.order_by(FieldChange.id)] == [
        "12000000",
        "9000000",
        "10000000",
        "11000000",
        "1000000",
        "5",
    ]


def test_an_unknown_amount_becomes_known(world):
    world.star_rollout.add_line(world.ann, "Licence", price=700)
    assert (world.star_rollout.amount, world.star_rollout.base_amount) == (700, 700)


def test_with_lines_amount_and_currency_are_not_set_by_any_path(world):
    row, ann = world.acme_renewal, world.ann
    row.add_line(ann, "Seat", price=700)
    with pytest.raises(Refused, match="sum of the product lines"):
        row.edit(ann, amount=5)
    with pytest.raises(Refused, match="sum of the product lines"):
        world.acme_renewal.edit(None, amount=5, currency="USD")
    with pytest.raises(Refused, match="prices in CNY"):
        world.acme_renewal.edit_named(ann, currency="USD")
    assert row.edit(ann, grade="B", amount=700) == {"grade"}
    assert world.acme_renewal.amount == 700


def test_won_for_what_was_agreed_whatever_the_lines_say(world):
    row = world.acme_renewal
    line = row.add_line(world.ann, "Seat", price=700)
    row.win(by=world.ann, amount=650)
    assert (world.acme_renewal.amount, world.acme_renewal.final_amount) == (700, 650)
    for verb in (
        lambda: row.add_line(world.ann, "More", price=1),
        lambda: row.change_line(world.ann, line, price=1),
        lambda: row.remove_line(world.ann, line),
    ):
        with pytest.raises(Refused, match="Reopen it first"):
            verb()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "Name the product"),
        ({"name": "x" * 201}, "too long"),
        ({"quantity": 0}, "more than nothing"),
        ({"quantity": -1}, "more than nothing"),
        ({"price": -1}, "not below zero"),
        ({"price": 10**15, "quantity": 2000}, "beyond all measure"),
        ({"discount": 101}, "from 0 to 100"),
        ({"discount": -1}, "from 0 to 100"),
    ],
)
def test_what_no_line_may_hold(world, values, words):
    row = world.acme_renewal
    with pytest.raises(Refused, match=words):
        row.add_line(world.ann, **{"name": "Seat", "price": 1, **values})
    assert world.acme_renewal.product_lines() == []
    line = row.add_line(world.ann, "Seat", price=1)
    with pytest.raises(Refused, match=words):
        row.change_line(world.ann, line, **values)
    assert (world.acme_renewal.amount, world.acme_renewal.line(line.id).price) == (1, 1)


def test_an_old_version_writes_nothing(world):
    row = world.acme_renewal
    with pytest.raises(Stale):
        row.add_line(world.ann, "Seat", price=1, version=row.version - 1)
    assert world.acme_renewal.product_lines() == []
    assert world.acme_renewal.amount == 12_000_000
