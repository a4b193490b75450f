"""What other systems export comes in without options, or says clearly why not."""

import datetime as dt
import decimal

import pytest

from models import Customer, Opportunity, imports
from models.imports.trouble import Unreadable
from models.opportunity import OpportunityContact
from models.setting import Setting
from tests.models.imports.conftest import told

pytestmark = pytest.mark.data


@pytest.fixture
def export(company, test_data):
    """export(kind, file, **options) is the Plan for one of the exports."""

    def plan(kind, file, **options):
        return imports.plan(kind, test_data / "exports" / file, **options)

    return plan


def summary(*names):
    rows = Opportunity.select().where(Opportunity.name.in_(names)).order_by(Opportunity.id)
    return [
        (row.name, row.outcome, row.stage.name, row.amount, row.currency, row.customer and row.customer.name)
        for row in rows
    ]


def test_pipedrive_asks_for_a_rate_and_comes_in_with_it(export):
    planned = export("opportunities", "pipedrive_deals.csv")
    assert [told(problem) for problem in planned.problems] == [
        (2, "Deal - Currency of value", "There is no rate for EUR. Say what one unit is worth.")
    ]  # the row in dollars is lost with 0: an amount that nobody knows needs no rate
    export("opportunities", "pipedrive_deals.csv", rates={"EUR": decimal.Decimal("7.8")}).run()
    assert summary("Acme, pilot", "Beta renewal") == [
        ("Acme, pilot", None, "Proposal Made", 1_250_000, "EUR", "Acme GmbH"),
        ("Beta renewal", "lost", "Negotiations Started", None, "USD", 'Beta "B" Ltd'),
    ]
    pilot, renewal = Opportunity.select().where(Opportunity.key.in_(["101", "102"])).order_by(Opportunity.id)
    assert (pilot.owner.name, pilot.stage.rate, pilot.expected_close_on) == ("Ann Owner", 60, dt.date(2026, 12, 31))
    assert (renewal.closed_on, renewal.close_reason.name) == (dt.date(2026, 3, 1), "Price too high")
    assert OpportunityContact.get(OpportunityContact.opportunity == pilot).contact.name == "Max Muster"
    assert "Deal - Label: Hot, EU" in pilot.text.imported


def test_hubspot(export):
    export("opportunities", "hubspot_deals.csv").run()
    assert summary("Bluebay – Casino", "Harbour – Draw Games") == [
        ("Bluebay – Casino", None, "Contract Sent", 1_500_000, "CNY", None),
        ("Harbour – Draw Games", "lost", "Contract Sent", None, "CNY", None),
    ]
    first = Opportunity.get(Opportunity.key == "7001")
    assert (first.stage.rate, first.expected_close_on, first.opened_on) == (
        90,
        dt.date(2026, 12, 1),
        dt.date(2026, 9, 1),
    )
    assert first.text.imported.splitlines() == [
        "Pipeline: Sales Pipeline", "Deal Type: newbusiness", "Associated Company IDs: 9001",
        "Associated Contact IDs: 8001;8002", "Last Modified Date: 2026-09-09 10:11",
    ]  # fmt: skip


def test_salesforce(export):
    Setting.write(company__currency="USD")
    export("opportunities", "salesforce_opportunity_report.csv").run()
    assert summary("Aurora Bank — Process Mining", "Zebra renewal") == [
        ("Aurora Bank — Process Mining", None, "Proposal/Price Quote", 45_000_000, "USD", "Aurora Bank"),
        ("Zebra renewal", "won", "Proposal/Price Quote", 1_200_000, "USD", 'Zebra "Z" Co'),
    ]
    won = Opportunity.get(Opportunity.name == "Zebra renewal")
    assert (won.opened_on, won.closed_on, won.key) == (dt.date(2026, 1, 3), dt.date(2026, 1, 15), "0065e00000BBBBB")
    assert "Opportunity ID (2): 0065e00000BBBBBBB2" in won.text.imported.splitlines()


@pytest.mark.parametrize(("file", "count"), [("wukong_business_gbk.csv", 3), ("wukong_business_utf8bom.csv", 4)])
def test_wukong_opportunities(export, file, count):
    planned = export("opportunities", file)
    assert planned.refused == 0
    planned.run()
    rows = Opportunity.select().order_by(Opportunity.id.desc()).limit(count)
    found = {
        row.name: (row.outcome, row.amount, row.closed_on and str(row.closed_on), row.owner and row.owner.name)
        for row in rows
    }
    assert found["数字化改造一期"] == (None, 128_000_000, None, "张三")
    assert found["ＥＲＰ升级"] == ("won", 86_500_000, "2026-11-05", "李四")
    assert found["設備更新"] == ("lost", None, "2026-03-05", "王五")
    assert len({row.customer_id for row in rows if row.customer.name.startswith("示例")}) == 1
    if count == 4:
        assert found["𠮷祥订单"][0] == "invalid"


def test_wukong_customers(export):
    export("customers", "wukong_customer_gbk.csv").run()
    row = Customer.get(Customer.name == "示例（上海）科技有限公司")
    assert (row.phone, row.website, row.industry, row.email) == (
        "13800000000",
        "http://example.test",
        "IT",
        "a@example.test",
    )
    assert "客户级别: B（普通客户）" in row.imported.splitlines()


@pytest.mark.parametrize(
    ("kind", "file", "word"),
    [
        ("opportunities", "wukong_leads_utf8bom.csv", "does not look like a list of opportunities"),
        ("customers", "wukong_leads_utf8bom.csv", "No column is the name"),
        ("opportunities", "wukong_customer_gbk.csv", "does not look like a list of opportunities"),
    ],
)
def test_lists_of_something_else_say_so(export, kind, file, word):
    with pytest.raises(Unreadable, match=word):
        export(kind, file)


def test_leads_come_in_as_customers_when_told_how(export):
    export("customers", "wukong_leads_utf8bom.csv", mapping={"name": "线索名称"}).run()
    row = Customer.get(Customer.name == "李示例")
    assert (row.phone, row.address) == ("13900000000", "北京市")
    assert row.imported.splitlines() == ["线索来源: 线上注册", "客户级别: C（非优先客户）"]
