"""Amounts as they are written in the wild."""

import decimal

import pytest

from models.imports.money import amount, currency_of, decimal_vote, minor
from models.imports.trouble import Bad


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("￥1,280,000.00", "1280000", "CNY"),
        ("86.5万", "865000", None),
        ("$12,000", "12000", "USD"),
        ("1.234,56", "1234.56", None),
        ("1 234,56", "1234.56", None),
        ("1'234.50", "1234.50", None),
        ("1,5", "1.5", None),
        ("356981.0", "356981", None),
        ("1,2800,0000", "128000000", None),
        ("12,50,000", "1250000", None),
        ("1.234.567", "1234567", None),
        ("１２，０００", "12000", None),
        ("USD 12,000", "12000", "USD"),
        ("12,500.00 EUR", "12500", "EUR"),
        ("HK$ 5", "5", "HKD"),
        ("100万元", "1000000", "CNY"),
        ("5000元", "5000", "CNY"),
        ("€5m", "5000000", "EUR"),
        ("12k", "12000", None),
        ("1.2亿", "120000000", None),
        ("0", "0", None),
    ],
)
def test_amounts(text, value, currency):
    found, currencies = amount(text)
    assert found == decimal.Decimal(value)
    assert (currencies[0] if currencies else None) == currency


@pytest.mark.parametrize("text", ["", "-", "—", "n/a", "无"])
def test_nothing_is_unknown_and_not_zero(text):
    assert amount(text) == (None, ())


@pytest.mark.parametrize(
    "text", ["二十八万", "abc", "1,23,4", "1.2.3", "1,,2", "12 apples", "#REF!", "1e5", "1-2", "5 5"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Bad, match="is not an amount"):
        amount(text)


@pytest.mark.parametrize("text", ["-5", "(1,000)", "-￥5", "$-5", "−5"])
def test_less_than_nothing_is_refused(text):
    with pytest.raises(Bad, match="below zero"):
        amount(text)


def test_what_can_be_read_both_ways_goes_by_the_column():
    assert amount("1.234", ".")[0] == decimal.Decimal("1.234")
    assert amount("1.234", ",")[0] == 1234
    assert amount("1,234", ".")[0] == 1234
    assert amount("1,234", ",")[0] == decimal.Decimal("1.234")
    votes = [decimal_vote(text) for text in ("1.234", "1,234", "1,5", "1.5", "1.234,5", "1,234.5", "7", "1.2.3")]
    assert votes == [None, None, ",", ".", ",", ".", None, ","]


def test_a_column_in_ten_thousands_counts_bare_numbers_so():
    assert amount("28", ".", 10_000)[0] == 280_000
    assert amount("28亿", ".", 10_000)[0] == 2_800_000_000


def test_minor_units_follow_the_currency_and_round_half_even():
    assert minor(decimal.Decimal("12.34"), "CNY") == (1234, True)
    assert minor(decimal.Decimal("12"), "JPY") == (12, True)
    assert minor(decimal.Decimal("0.125"), "USD") == (12, False)
    with pytest.raises(Bad, match="too large"):
        minor(decimal.Decimal(10) ** 20, "CNY")


def test_currency_words():
    assert [currency_of(word)[:1] for word in ("人民币", "usd", "美元", "￥", "EUR", "apples")] == [
        ("CNY",), ("USD",), ("USD",), ("CNY",), ("EUR",), (),
    ]  # fmt: skip
