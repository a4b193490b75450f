"""The real files come in whole, and plain SQL finds the figures that are known of them."""

import pytest

from models import Customer, Opportunity, User, imports, schema
from models.base import connect, db
from models.defaults import set_up
from models.opportunity import OpportunityText, StageEntry
from models.pipeline import Pipeline
from tests.models.imports.conftest import noted, told

pytestmark = pytest.mark.data

MAVEN = (
    ("users", "sales_teams"),
    ("products", "products"),
    ("customers", "accounts"),
    ("opportunities", "sales_pipeline"),
)


def sql(text, *values):
    return db.execute_sql(text, values).fetchall()


@pytest.fixture
def bring(company, test_data):
    """bring(kind, file, **options) imports a file of the real data; returns its Plan."""

    def run(kind, file, **options):
        planned = imports.plan(kind, test_data / file, **options)
        assert [told(problem) for problem in planned.problems] == []
        planned.run()
        return planned

    return run


@pytest.fixture(scope="module", params=["as they belong", "backwards"])
def maven_file(request, tmp_path_factory, test_data):
    """A database with the four files of maven-crm, brought in in either order, and the Plan of the opportunities."""
    path = tmp_path_factory.mktemp("maven") / "maven.db"
    real = connect(f"sqlite:///{path}")
    schema.migrate()
    set_up()
    User.add("Ada Sun", "ada@example.com", "correct horse", role="administrator")
    plans = {}
    for kind, file in MAVEN if request.param == "as they belong" else MAVEN[::-1]:
        plans[file] = imports.plan(kind, test_data / "maven-crm" / f"{file}.csv")
        plans[file].run()
    real.close()
    return path, plans["sales_pipeline"]


@pytest.fixture
def maven(maven_file):
    """The Plan of Maven's opportunities and the id of their pipeline, on their database. Only read it."""
    path, plan = maven_file
    real = connect(f"sqlite:///{path}")
    yield plan, Pipeline.get(Pipeline.name == "sales_pipeline").id
    real.close()


def test_maven_to_the_unit(maven):
    plan, pipeline = maven
    outcomes = dict(sql("SELECT outcome, COUNT(*) FROM opportunities WHERE pipeline_id = ? GROUP BY outcome", pipeline))
    assert outcomes == {"won": 4238, "lost": 2473, None: 2089}
    stages = sql(
        "SELECT s.name, COUNT(*) FROM opportunities o JOIN stages s ON s.id = o.stage_id "
        "WHERE o.outcome IS NULL AND o.pipeline_id = ? GROUP BY s.id ORDER BY s.position",
        pipeline,
    )
    assert stages == [("Prospecting", 500), ("Engaging", 1589)]
    ((count, total, mean),) = sql(
        "SELECT COUNT(*), SUM(base_final_amount), AVG(base_final_amount) FROM opportunities WHERE outcome = 'won' AND pipeline_id = ?",
        pipeline,
    )
    assert (count, total, round(mean / 100, 2)) == (4238, 1_000_553_400, 2360.91)
    middle = sql(
        "SELECT base_final_amount FROM opportunities WHERE outcome = 'won' AND pipeline_id = ? ORDER BY 1 LIMIT 2 OFFSET 2118",
        pipeline,
    )
    assert sum(amount for (amount,) in middle) / 200 == 1117
    quarters = sql(
        "SELECT (CAST(strftime('%m', closed_on) AS INTEGER) + 2) / 3, SUM(outcome = 'won'), COUNT(*), SUM(base_final_amount) / 100 "
        "FROM opportunities WHERE outcome IN ('won', 'lost') AND closed_on LIKE '2017-%' AND pipeline_id = ? GROUP BY 1",
        pipeline,
    )
    assert quarters == [
        (1, 531, 647, 1_134_672), (2, 1254, 2032, 3_086_111), (3, 1257, 2047, 2_982_255), (4, 1196, 1985, 2_802_496),
    ]  # fmt: skip
    ((unknown,),) = sql(
        "SELECT COUNT(*) FROM opportunities WHERE amount IS NOT NULL AND outcome IS NOT 'won' AND pipeline_id = ?",
        pipeline,
    )
    assert unknown == 0  # empty while open, 0 when lost: nobody knows
    assert noted(plan)["Without an opening date: opened on the day of the import, or of their closing"][0] == 500


def test_maven_by_owner_team_office_product_and_customer(maven):
    _, pipeline = maven
    ((owners, teams, products, customers, without),) = sql(
        "SELECT COUNT(DISTINCT owner_id), COUNT(DISTINCT team_id), COUNT(DISTINCT product_id), COUNT(DISTINCT customer_id), "
        "SUM(customer_id IS NULL) FROM opportunities WHERE pipeline_id = ?",
        pipeline,
    )
    assert (owners, teams, products, customers, without) == (30, 6, 7, 85, 1425)
    gaps = sql(
        "SELECT COUNT(*) FROM opportunities WHERE pipeline_id = ? AND (team_id IS NULL OR owner_id IS NULL OR product_id IS NULL)",
        pipeline,
    )
    assert gaps == [(0,)]
    offices = sql(
        "SELECT t.office, SUM(o.outcome = 'won'), SUM(o.base_final_amount) / 100 FROM opportunities o JOIN teams t ON t.id = o.team_id "
        "WHERE o.pipeline_id = ? GROUP BY 1 ORDER BY 1",
        pipeline,
    )
    assert offices == [("Central", 1629, 3_346_293), ("East", 1171, 3_090_594), ("West", 1438, 3_568_647)]
    assert sql("SELECT name, series, price FROM products WHERE name_key = 'gtxpro'") == [("GTX Pro", "GTX", 482_100)]
    assert sql("SELECT COUNT(*) FROM products") == [(7,)]
    bluth = Customer.get(Customer.name == "Bluth Company")
    assert (bluth.parent.name, bluth.industry, bluth.employees, bluth.address) == (
        "Acme Corporation",
        "technolgy",
        3027,
        "United States",
    )
    assert bluth.imported.splitlines() == ["year_established: 1993", "revenue: 1242.32"]


def test_maven_proves_only_the_stages_of_open_rows(maven):
    _, pipeline = maven
    entries = StageEntry.select().join(Opportunity).where(Opportunity.pipeline == pipeline)
    assert entries.count() == 2089
    assert entries.where(Opportunity.outcome.is_null(False)).count() == 0
    days = sql(
        "SELECT e.name, COUNT(*) FROM events e JOIN opportunities o ON o.id = e.subject_id AND e.subject_type = 'opportunity' "
        "WHERE o.pipeline_id = ? AND e.happened_on = CASE e.name WHEN 'opportunity.created' THEN o.opened_on ELSE o.closed_on END "
        "GROUP BY e.name ORDER BY e.name",
        pipeline,
    )
    assert [count for _, count in days] == [8800, 2473, 4238]
    assert sql("SELECT COUNT(*) FROM deliveries") == [(0,)]


def test_open_pipeline_to_the_unit(bring):
    plan = bring("opportunities", "open-pipeline/opportunities_joined.csv")
    stages = sql(
        "SELECT s.name, s.rate, COUNT(*), SUM(o.base_amount), SUM(o.weighted) FROM opportunities o JOIN stages s ON s.id = o.stage_id "
        "JOIN pipelines p ON p.id = o.pipeline_id WHERE p.name = 'opportunities_joined' GROUP BY s.id ORDER BY s.position"
    )
    assert stages == [
        ("Lead", 10, 268, 123_762_136_800, 12_376_213_680),
        ("Qualify", 20, 94, 35_984_997_800, 7_196_999_560),
        ("Solution", 40, 74, 28_853_246_000, 11_541_298_400),
        ("Proposal", 60, 37, 14_972_646_200, 8_983_587_720),
        ("Finalize", 80, 14, 7_517_485_900, 6_013_988_720),
    ]
    assert sum(row[3] for row in stages) == 211_090_512_700
    assert sum(row[4] for row in stages) == 46_112_088_080
    assert plan.counts["rows"] == plan.counts["open"] == 487
    assert noted(plan)["The key of an earlier row again: imported as an opportunity of its own"][0] == 1
    twice = Opportunity.select().where(Opportunity.key == "302").order_by(Opportunity.id)
    assert [row.stage.name for row in twice] == ["Lead", "Solution"]
    row = Opportunity.get(Opportunity.key == "84")
    assert (row.name, row.customer.name, row.product.name) == ("Opportunity #84", "Itzozstrip", "Abbas")
    assert (str(row.opened_on), str(row.expected_close_on), row.probability) == ("2014-02-09", "2015-11-20", None)
    lines = row.text.imported.splitlines()
    assert {"Region: Central", "Segment: Large", "Partner: Direct", "FactoredProductRevenue: 35698.1"} <= set(lines)
    assert len(lines) == 16


def test_closed_deals_with_whole_repeats(bring):
    plan = bring("opportunities", "b2b-deals/Salvirt_B2B_ML_dataset.csv")
    assert (plan.counts["won"], plan.counts["lost"], plan.counts["opportunities"]) == (227, 221, 448)
    assert noted(plan)["The same as an earlier row in every cell: imported all the same"][0] == 448 - 365
    assert plan.counts["customers_new"] == 0  # “Client: Current” names nobody
    assert OpportunityText.select().where(OpportunityText.imported.contains("Client: Current")).exists()


def test_taiwanese_companies(bring):
    plan = bring("customers", "companies-tw/tw_listed_companies_trimmed_cp950.csv")
    assert plan.counts["customers_new"] == 1041
    row = Customer.get(Customer.name == "臺灣水泥股份有限公司")
    assert (row.industry, row.phone, row.address) == ("水泥工業", "(02)2531-7099", "台北市中山北路2段113號")
    assert "公司簡稱: 台泥" in row.imported.splitlines()
