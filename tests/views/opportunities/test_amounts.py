"""Amounts as they are typed: read exactly, or refused with a word; never guessed."""

import pytest

from views.opportunities.amounts import parsed, typed


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("1500", "CNY", 150_000),
        ("1,500", "CNY", 150_000),
        ("1,234,567.8", "CNY", 123_456_780),
        ("0", "CNY", 0),
        ("86.5万", "CNY", 86_500_000),
        ("８６．５万", "CNY", 86_500_000),
        ("１，５００", "CNY", 150_000),
        ("￥ 1,500.00", "CNY", 150_000),
        ("1500元", "CNY", 150_000),
        ("1.2亿", "CNY", 12_000_000_000),
        ("128k", "USD", 12_800_000),
        ("$12.50", "USD", 1_250),
        ("USD 12", "USD", 1_200),
        ("1500", "JPY", 1_500),
        ("1.234", "KWD", 1_234),
        ("  ", "CNY", None),
        ("", "CNY", None),
        (None, "CNY", None),
    ],
)
def test_what_is_meant_is_read(text, code, minor):
    assert parsed(text, code) == minor


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("1,5", "CNY", "Write 1.5 or 1,500."),
        ("1.500.000", "CNY", "Write 1.5 or 1,500."),
        ("15,00", "CNY", "Write 1.5 or 1,500."),
        ("1,5000", "CNY", "Write 1.5 or 1,500."),
        ("a lot", "CNY", "in digits"),
        ("万", "CNY", "in digits"),
        ("$12", "CNY", "in digits"),
        ("-5", "CNY", "below zero"),
        ("1.234", "CNY", "at most 2 decimals"),
        ("1.5", "JPY", "at most 0 decimals"),
        ("99999999999999999999", "CNY", "too large"),
    ],
)
def test_what_is_not_plain_is_refused(text, code, word):
    with pytest.raises(ValueError, match=word):
        parsed(text, code)


@pytest.mark.parametrize(
    ("minor", "code", "text"),
    [
        (131_000_000, "CNY", "1,310,000"),
        (1_250, "USD", "12.50"),
        (1_500, "JPY", "1,500"),
        (None, "CNY", ""),
        (5, "CNY", "0.05"),
    ],
)
def test_what_is_written_into_the_field_can_be_read_again(minor, code, text):
    assert typed(minor, code) == text
    assert parsed(text, code) == minor
