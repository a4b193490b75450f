"""The reports on real data: the figures that its own documentation names, and sums worked out from the files themselves."""

import collections
import csv
import datetime as dt

import pytest

from models import User, base, imports, schema
from models.opportunity.filter import Filter
from models.reports import ask
from models.reports.cross import cross
from models.reports.period import Period

pytestmark = pytest.mark.data
EVERYTHING = Filter(outcome="all")


@pytest.fixture(scope="module")
def imported(tmp_path_factory, test_data):
    """A database with both files in it, made once. Returns its path."""
    path = tmp_path_factory.mktemp("known") / "known.db"
    real = base.connect(f"sqlite:///{path}")
    real.execute_sql("PRAGMA synchronous = off")
    schema.migrate()
    User.add("Ada", "ada@example.com", role="administrator")
    maven = test_data / "maven-crm"
    for kind, file in (
        ("customers", maven / "accounts.csv"),
        ("products", maven / "products.csv"),
        ("users", maven / "sales_teams.csv"),
        ("opportunities", maven / "sales_pipeline.csv"),
        ("opportunities", test_data / "open-pipeline" / "opportunities_joined.csv"),
    ):
        imports.plan(kind, file).run()
    real.close()
    return path


@pytest.fixture(autouse=True)
def known(imported):
    real = base.connect(f"sqlite:///{imported}")
    yield
    real.close()


@pytest.fixture(scope="module")
def maven(test_data):
    """The lines of the file, each with its team, office and account."""

    def read(name):
        with (test_data / "maven-crm" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    teams = {line["sales_agent"]: line for line in read("sales_teams.csv")}
    return [line | teams[line["sales_agent"]] for line in read("sales_pipeline.csv")]


def test_win_rate_and_won_amount():
    whole = ask("win-loss", None, EVERYTHING).total
    assert (whole.won, whole.lost, whole.invalid) == (4_238, 2_473, 0)
    assert round(whole.win_rate, 2) == 63.15
    assert whole.won_amount == 1_000_553_400
    assert whole.average == 236_091
    assert whole.amount_rate is None  # lost ones have no amount
    assert whole.lost_known == 0


def test_by_quarter_of_closing():
    answer = ask("won-by-month", None, EVERYTHING, by="quarter")
    assert [(row.key, row.won, row.closed, row.won_amount) for row in answer.rows] == [
        ("2017-Q1", 531, 647, 113_467_200),
        ("2017-Q2", 1_254, 2_032, 308_611_100),
        ("2017-Q3", 1_257, 2_047, 298_225_500),
        ("2017-Q4", 1_196, 1_985, 280_249_600),
    ]


def test_open_by_stage():
    answer = ask("pipeline-value", None, EVERYTHING)
    figures = {(row.pipeline, row.name): (row.count, row.amount, row.weighted) for row in answer.rows}
    assert figures == {
        ("sales_pipeline", "Prospecting"): (500, 0, 0),
        ("sales_pipeline", "Engaging"): (1_589, 0, 0),
        ("opportunities_joined", "Lead"): (268, 123_762_136_800, 12_376_213_680),
        ("opportunities_joined", "Qualify"): (94, 35_984_997_800, 7_196_999_560),
        ("opportunities_joined", "Solution"): (74, 28_853_246_000, 11_541_298_400),
        ("opportunities_joined", "Proposal"): (37, 14_972_646_200, 8_983_587_720),
        ("opportunities_joined", "Finalize"): (14, 7_517_485_900, 6_013_988_720),
    }
    assert (answer.total.amount, answer.total.weighted) == (211_090_512_700, 46_112_088_080)
    assert (answer.total.count, answer.total.known) == (2_576, 487)


@pytest.mark.parametrize(
    ("by", "column"),
    [
        ("owner", "sales_agent"),
        ("team", "manager"),
        ("office", "regional_office"),
        ("product", "product"),
        ("customer", "account"),
    ],
)
def test_split_as_the_file_itself_says(maven, by, column):
    expected = collections.defaultdict(lambda: [0, 0, 0])
    for line in maven:
        if line["deal_stage"] in ("Won", "Lost"):
            name = {"GTXPro": "GTX Pro"}.get(line[column], line[column]) or None
            expected[name][line["deal_stage"] == "Lost"] += 1
            expected[name][2] += 100 * int(float(line["close_value"] or 0))
    answer = ask("win-loss", None, EVERYTHING, by=by)
    assert {row.name: [row.won, row.lost, row.won_amount] for row in answer.rows} == expected


@pytest.mark.parametrize(("by", "across", "columns"), [("owner", "product", ("sales_agent", "product"))])
def test_crossed_as_the_file_itself_says(maven, by, across, columns):
    expected = collections.defaultdict(lambda: [0, 0, 0])
    for line in maven:
        if line["deal_stage"] in ("Won", "Lost"):
            names = tuple({"GTXPro": "GTX Pro"}.get(line[column], line[column]) for column in columns)
            expected[names][line["deal_stage"] == "Lost"] += 1
            expected[names][2] += 100 * int(float(line["close_value"] or 0))
    made = cross("win-loss", None, EVERYTHING, Period.named("all"), by, across)
    names = [{row.key: row.name for row in edge} for edge in (made.rows, made.heads)]
    assert {
        (names[0][row], names[1][head]): [cell.won, cell.lost, cell.won_amount]
        for (row, head), cell in made.cells.items()
    } == expected


def test_sizes_as_plain_sql_counts_them():
    sql = """
      SELECT CASE WHEN worth IS NULL THEN NULL WHEN worth < 1000000 THEN 0 WHEN worth < 5000000 THEN 10000
        WHEN worth < 20000000 THEN 50000 WHEN worth < 100000000 THEN 200000 ELSE 1000000 END AS size,
        SUM(outcome = 'won'), SUM(outcome = 'lost')
      FROM (SELECT outcome, CASE WHEN outcome = 'won' THEN base_final_amount ELSE base_amount END AS worth
        FROM opportunities WHERE outcome IS NOT NULL) GROUP BY 1"""
    answer = ask("win-loss", None, EVERYTHING, by="size")
    assert [(row.key, row.won, row.lost) for row in answer.rows if row.key is not None] == [
        row for row in base.db.execute_sql(sql).fetchall() if row[0] is not None
    ]
    assert sum(row.closed for row in answer.rows) == 6_711


def test_a_quarter_against_the_one_before():
    period = Period.between(dt.date(2017, 7, 1), dt.date(2017, 9, 30))
    answer = ask("win-loss", None, EVERYTHING, period, by="year", compared=True)
    assert (answer.total.won, answer.before.total.won) == (1_257, 1_254)
    columns = {column.name: column for column in answer.columns}
    assert answer.earlier(answer.total, columns["won_amount"]) == 308_611_100
