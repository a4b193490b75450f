"""Importing contacts: each at its customer; who is there already is only given what they lack."""

import pytest

from models import Contact, Customer
from models.imports.trouble import Unreadable
from tests.models.imports.conftest import events_of, noted, told

HEAD = "联系人姓名,客户名称,职务,手机,邮箱,微信,备注,生日"


def called(name):
    return Contact.get(Contact.name == name)


def lines_of(plan):
    return [(line.verdict, line.reason) for line in plan.ledger.lines(limit=100)]


def test_every_field_finds_its_place(world, brought):
    planned = brought("contacts", HEAD, "李娜,新客户有限公司,采购经理,139 1234 5678,li@x.example,lina88,常客,5月1日")
    row = called("李娜")
    assert (row.customer.name, row.title, row.wechat) == ("新客户有限公司", "采购经理", "lina88")
    assert (row.phone_key, row.email_key, row.description) == ("13912345678", "li@x.example", "常客\n生日: 5月1日")
    assert [name for name, _ in events_of(row)] == ["contact.created"]
    assert (planned.counts["contacts_new"], planned.counts["customers_new"]) == (1, 1)


def test_what_is_no_mail_address_is_kept_in_words(world, brought):
    planned = brought("contacts", HEAD, "李娜,新客户有限公司,,,见名片,,常客,")
    assert (called("李娜").email, called("李娜").description) == (None, "常客\n邮箱: 见名片")
    assert noted(planned)["No mail address: kept as written in the text"] == (1, [2])


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [("Max", "Muster", "Max Muster"), ("娜", "李", "李娜"), ("", "Muster", "Muster"), ("Max", "", "Max")],
)
def test_a_name_in_two_columns(brought, first, last, name):
    brought("contacts", "First Name,Last Name,Company", f"{first},{last},Acme")
    assert called(name).customer.name == "Acme"


def test_who_is_there_is_given_what_they_lack(world, brought):
    wei = world.acme_wei
    planned = brought("contacts", "Name,Company,Title,WeChat", f"{wei.name},Acme Ltd,CFO,wei1")
    assert lines_of(planned) == [("update", "There already: given what they lack")]
    wei = Contact.get_by_id(wei.id)
    assert wei.wechat == "wei1"
    assert Contact.select().where(Contact.name_key == wei.name_key).count() == 1
    again = brought("contacts", "Name,Company,Title,WeChat", f"{wei.name},Acme Ltd,CFO,wei1")
    assert lines_of(again) == [("skip", "There already: what it has stays as it is")]
    assert Contact.get_by_id(wei.id).version == wei.version


def test_the_same_person_by_mail_or_mobile_but_not_by_a_number_that_colleagues_share(brought):
    brought(
        "contacts",
        "Name,Company,Phone,Email",
        "Li Na,Acme,13912345678,li@x.example",
        "Max,Acme,021-5550000,max@x.example",
    )
    brought(
        "contacts", "Name,Company,Phone,Email", "Na Li,Acme,,LI@x.example", "Miss Li,Acme,+86 139 1234 5678,", "Moritz,Acme,021-5550000,",
        "Li Na,Other,13912345678,li@x.example",
    )  # fmt: skip
    acme = Customer.get(Customer.name == "Acme")
    names = {row.name for row in Contact.select().where(Contact.customer == acme)}
    assert {"Li Na", "Max", "Moritz"} <= names
    assert not names & {"Na Li", "Miss Li"}
    assert called("Li Na").description.splitlines() == ["Na Li", "LI@x.example", "Miss Li", "+86 139 1234 5678"]
    assert Contact.select().where(Contact.name == "Li Na").count() == 2  # at another customer it is another one


def test_a_person_who_comes_twice_is_one(brought):
    planned = brought(
        "contacts", "Name,Company,Title,Email", "Li Na,Acme,,li@x.example", "Li Na,ACME,CFO,", "李,Acme,,li@x.example"
    )
    (row,) = Contact.select().where(Contact.name == "Li Na")
    assert (row.title, row.email, row.description) == ("CFO", "li@x.example", "李")
    assert noted(planned)["The same person as in an earlier row"] == (2, [3, 4])


def test_rows_are_refused_in_words(plan):
    planned = plan("contacts", "Name,Company", "Li Na,", ",Acme", f"{'x' * 121},Acme")
    assert [told(problem) for problem in planned.problems] == [
        (2, "Company", "The customer is empty."),
        (3, "Name", "The name is empty."),
        (4, "Name", "The text is longer than 120 characters."),
    ]


def test_without_customers_there_are_no_contacts(plan):
    with pytest.raises(Unreadable, match=r"No column is the customer\."):
        plan("contacts", "Name,Phone", "Li Na,1")
    with pytest.raises(Unreadable, match=r"No column is the name\."):
        plan("contacts", "Company,Phone", "Acme,1")


def test_the_number_of_queries_does_not_grow_with_the_rows(world, plan, count_queries):
    def queries(count):
        lines = (f"Person {n} of {count},Customer {n % 3},x{n}@{count}.example" for n in range(count))
        planned = plan("contacts", "Name,Company,Email", *lines, name=f"{count}.csv")
        with count_queries() as counted:
            planned.run()
        return len(counted)

    queries(5)
    assert queries(400) <= queries(50)
