"""Importing customers: made, or given what they lack; nothing overwritten, nothing dropped."""

import pytest

from models import Customer, Opportunity, User
from models.imports.trouble import Unreadable
from tests.models.imports.conftest import events_of, noted, told

HEAD = "客户名称,手机,电话,邮箱,网址,客户行业,地址,员工数,上级客户,负责人,备注,客户级别"


def called(name):
    return Customer.get(Customer.name == name)


def test_every_field_finds_its_place(world, brought):
    brought("customers", HEAD, '新客户有限公司,,021-5550000,a@b.example,b.example,IT,上海市,"1,200",Acme,Ann Li,好,A')
    row = called("新客户有限公司")
    assert (row.phone, row.phone_key, row.email_key) == ("021-5550000", "0215550000", "a@b.example")
    assert (row.website, row.industry, row.address, row.employees) == ("b.example", "IT", "上海市", 1200)
    assert (row.parent, row.owner, row.team, row.description) == (world.acme, world.ann, world.north, "好")
    assert row.imported == "客户级别: A"
    assert [name for name, _ in events_of(row)] == ["customer.created"]


def test_of_two_telephones_the_second_stays_as_text(brought):
    brought("customers", HEAD, "甲公司,13800000000,021-5550000,,,,,,,,,")
    assert (called("甲公司").phone, called("甲公司").imported) == ("13800000000", "电话: 021-5550000")


def test_who_is_there_is_only_given_what_is_lacking(world, brought):
    planned = brought("customers", "Name,Phone,Industry,Website", "ACME Ltd,555 000 111,Steel,acme.example")
    row = world.acme
    assert (planned.counts["customers_found"], planned.counts["customers_new"]) == (1, 0)
    assert (row.name, row.phone, row.industry, row.website) == ("Acme", "+86 138 0013 8000", "Steel", "acme.example")
    assert row.imported.splitlines() == ["Name: ACME Ltd", "Phone: 555 000 111"]
    assert "customer.edited" in [name for name, _ in events_of(row)]


def test_who_lies_in_the_bin_is_not_there(world, brought):
    world.acme.bin(None)
    planned = brought("customers", "Name,Phone", "Acme,555 000 111")
    assert (planned.counts["customers_found"], planned.counts["customers_new"]) == (0, 1)
    brought("opportunities", "Opportunity,Customer,Contact", "Second try,Acme,Wei Zhang")
    (row,) = Opportunity.kept().where(Opportunity.name == "Second try")
    assert (row.customer.deleted_at, row.contact.deleted_at) == (None, None)
    assert row.customer != world.acme


def test_the_same_file_twice_changes_nothing_more(world, brought):
    lines = ("Name,Industry,Colour", "Acme,Steel,blue", "Fresh,Wood,red")
    brought("customers", *lines)
    before = [(row.name, row.industry, row.imported, row.version) for row in Customer.select()]
    brought("customers", *lines)
    assert [(row.name, row.industry, row.imported, row.version) for row in Customer.select()] == before


def test_a_customer_that_comes_twice_is_one(brought):
    planned = brought(
        "customers", "客户名称,客户来源,手机,备注", "示例（上海）科技有限公司,转介绍,13800000000,", "示例(上海)科技有限公司 ,广告,+86 138 0000 0000,疑似重复",
    )  # fmt: skip
    row = called("示例（上海）科技有限公司")
    assert (row.phone, row.description) == ("13800000000", "疑似重复")
    assert row.imported.splitlines() == [
        "客户来源: 转介绍",
        "客户来源: 广告",
        "客户名称: 示例(上海)科技有限公司",
        "手机: +86 138 0000 0000",
    ]
    assert noted(planned)["The same customer as in an earlier row: what differs is kept as text"] == (1, [3])


def test_parents_may_come_later_or_not_at_all(brought):
    planned = brought("customers", "account,subsidiary_of", "Child,Parent", "Parent,Grandparent", "Self,Self")
    assert called("Child").parent == called("Parent")
    assert called("Parent").parent == called("Grandparent")
    assert called("Self").parent is None
    assert planned.counts["customers_new"] == 4


def test_unknown_owners_are_made(world, brought):
    planned = brought("customers", "Name,Owner", "Fresh,New Face")
    assert called("Fresh").owner == User.get(User.name == "New Face")
    assert planned.counts["owners_new"] == 1


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        (",1", "Name", "name is empty"),
        ("a,many", "Employees", "is not a number"),
        (f"{'x' * 201},1", "Name", "longer than 200"),
    ],
)
def test_rows_are_refused_in_words(plan, line, column, word):
    (problem,) = plan("customers", "Name,Employees", line).problems
    assert told(problem)[:2] == (2, column)
    assert word in told(problem)[2]


def test_without_a_name_column_there_are_no_customers(plan):
    with pytest.raises(Unreadable, match=r"No column is the name\. The columns are: 线索名称, 邮箱"):
        plan("customers", "线索名称,邮箱", "李示例,li@example.test")
    assert (
        plan("customers", "线索名称,邮箱", "李示例,li@example.test", mapping={"name": "线索名称"}).counts[
            "customers_new"
        ]
        == 1
    )
