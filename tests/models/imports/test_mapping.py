"""Headings by their meaning, in two languages and the words of other systems."""

import pytest

from models.imports.mapping import mapped
from models.imports.trouble import Unreadable


def fields(kind, *headings, sample=(), **given):
    return mapped(kind, list(headings), list(sample), given).fields()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Opportunity Name", "name"),
        ("Deal - Title", "name"),
        ("商機名稱", "name"),
        ("Deal - Deal created", "opened_on"),
        ("engage_date", "opened_on"),
        ("EstimatedCloseDate", "expected_close_on"),
        ("预计成交日期", "expected_close_on"),
        ("Probability (%)", "probability"),
        ("商机金额（万元）", "amount"),
        ("ＡＭＯＵＮＴ", "amount"),
        ("负责人", "owner"),
        ("負責人", "owner"),
        ("Deal Stage", "stage"),
        ("Opportunity Days", None),
        ("Opportunity Size", None),
        ("Account ID", None),
        ("Owner Role", None),
        ("FactoredProductRevenue", None),
    ],
)
def test_headings_of_opportunities(heading, field):
    assert fields("opportunities", heading) == {heading: field}


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("customers", "公司名稱", "name"),
        ("customers", "客户行业", "industry"),
        ("customers", "subsidiary_of", "parent"),
        ("customers", "客户来源", None),
        ("products", "sales_price", "price"),
        ("products", "产品名称", "name"),
        ("users", "sales_agent", "name"),
        ("users", "manager", "team"),
        ("users", "regional_office", "office"),
    ],
)
def test_headings_of_the_others(kind, heading, field):
    assert fields(kind, heading) == {heading: field}


def test_the_plainest_word_wins_whatever_its_place():
    found = fields("opportunities", "Product Code", "Expected Revenue", "Product", "Amount")
    assert found == {"Product Code": None, "Expected Revenue": None, "Product": "product", "Amount": "amount"}


def test_of_repeated_headings_the_first_counts():
    assert fields("opportunities", "Opportunity ID", "Opportunity ID (2)") == {
        "Opportunity ID": "key",
        "Opportunity ID (2)": None,
    }


def test_a_lone_column_of_states_holds_the_stages():
    assert fields("opportunities", "Status") == {"Status": "stage"}
    assert fields("opportunities", "Status", "Stage") == {"Status": "outcome", "Stage": "stage"}


def test_a_column_of_yes_and_no_names_nobody():
    sample = [["Current", "Yes"], ["New", "No"], ["", "Unknown"]]
    assert fields("opportunities", "Client", "Competitor", sample=sample) == {"Client": None, "Competitor": None}
    assert fields("opportunities", "Client", sample=[["Acme"], ["New"]]) == {"Client": "customer"}


def test_whoever_imports_has_the_last_word():
    assert fields("opportunities", "Name", "Size", amount="Size") == {"Name": "name", "Size": "amount"}
    assert fields("opportunities", "Name", "Amount", name="amount") == {"Name": None, "Amount": "name"}
    assert fields("opportunities", "Name", "Probability", probability=None) == {"Name": "name", "Probability": None}


def test_one_column_may_be_two_fields_if_asked_for():
    mapping = mapped("opportunities", ["Account"], [], {"name": "Account", "customer": "Account"})
    assert mapping.columns == {"name": [0], "customer": [0]}


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"nonsense": "Name"}, "no field nonsense. The fields are: key, name"),
        ({"name": "Nmae"}, "no column “Nmae”. The columns are: Name"),
    ],
)
def test_fields_and_columns_that_do_not_exist(given, word):
    with pytest.raises(Unreadable, match=word):
        fields("opportunities", "Name", **given)


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("金额（万元）", (10_000, "CNY")),
        ("Amount (USD)", (1, "USD")),
        ("金额(单位：元)", (1, "CNY")),
        ("Amount (net)", (1, None)),
        ("Amount", (1, None)),
    ],
)
def test_brackets_tell_unit_and_currency(heading, hint):
    times, currencies = mapped("opportunities", [heading], [], None).hint("amount")
    assert (times, currencies[0] if currencies else None) == hint
