"""Every report beside plain SQL, figure by figure: on the sample, and on the real file of 8,800 opportunities."""

import statistics

import pytest

from models import User, base, imports, schema
from models.defaults import set_up
from models.demo.making import make
from models.opportunity.filter import Filter
from models.reports import REPORTS, ask
from models.reports.cross import cross
from models.reports.period import Period
from models.setting import today

EVERYTHING = Filter(outcome="all")
KEPT = "FROM opportunities o JOIN stages s ON s.id = o.stage_id WHERE o.deleted_at IS NULL"
CLOSED = f"""SUM(outcome = 'won'), SUM(outcome = 'lost'), SUM(outcome = 'invalid'),
  SUM(CASE WHEN outcome = 'won' THEN IFNULL(base_final_amount, 0) ELSE 0 END) {KEPT} AND outcome IS NOT NULL"""
SQL = {  # (report, by): (the columns, SQL of the key and of the columns)
    ("pipeline-value", "stage"): (("count", "amount", "weighted"),
        f"SELECT o.stage_id, COUNT(*), IFNULL(SUM(base_amount), 0), IFNULL(SUM(weighted), 0) {KEPT} AND outcome IS NULL GROUP BY 1"),
    ("pipeline-value", "owner"): (("count", "known"),
        f"SELECT o.owner_id, COUNT(*), COUNT(base_amount) {KEPT} AND outcome IS NULL GROUP BY 1"),
    ("forecast", "month"): (("count", "weighted"),
        f"""SELECT MAX(SUBSTR(expected_close_on, 1, 7), SUBSTR(:today, 1, 7)), COUNT(*), SUM(IFNULL(weighted, 0)) {KEPT}
        AND outcome IS NULL AND s.category <> 'omitted' AND expected_close_on IS NOT NULL AND expected_close_on < :until
        GROUP BY 1"""),
    ("win-loss", "month"): (("won", "lost", "invalid", "won_amount"), f"SELECT SUBSTR(closed_on, 1, 7), {CLOSED} GROUP BY 1"),
    ("win-loss", "reason"): (("won", "lost", "invalid", "won_amount"), f"SELECT close_reason_id, {CLOSED} GROUP BY 1"),
    ("win-loss", "source"): (("won", "lost", "invalid", "won_amount"), f"SELECT source_id, {CLOSED} GROUP BY 1"),
    ("win-loss", "stage_lost"): (("won", "lost", "invalid", "won_amount"), f"SELECT o.stage_id, {CLOSED} GROUP BY 1"),
    ("won-by-month", "year"): (("won", "lost", "invalid", "won_amount"), f"SELECT SUBSTR(closed_on, 1, 4), {CLOSED} GROUP BY 1"),
    ("sales-cycle", "owner"): (("won",), f"SELECT owner_id, COUNT(*) {KEPT} AND outcome = 'won' GROUP BY 1"),
    ("team-performance", "owner"): (("won", "lost", "open"),
        f"""SELECT owner_id, SUM(IFNULL(outcome = 'won', 0)), SUM(IFNULL(outcome = 'lost', 0)), SUM(outcome IS NULL) {KEPT}
        GROUP BY 1"""),
    ("activity-volume", "person"): (("total", "call", "visit"),
        """SELECT assignee_id, COUNT(*), SUM(kind = 'call'), SUM(kind = 'visit') FROM activities
        WHERE deleted_at IS NULL AND done_on BETWEEN :first AND :last GROUP BY 1"""),
    ("new-opportunities", "month"): (("count", "won", "lost", "open"),
        f"""SELECT SUBSTR(opened_on, 1, 7), COUNT(*), SUM(IFNULL(outcome = 'won', 0)), SUM(IFNULL(outcome = 'lost', 0)),
        SUM(outcome IS NULL) {KEPT} GROUP BY 1"""),
    ("pushes", "owner"): (("open", "pushed", "pushes", "days", "pushed_decided"),
        f"""SELECT owner_id, SUM(outcome IS NULL), SUM(outcome IS NULL AND pushes > 0), SUM((outcome IS NULL) * pushes),
        SUM((outcome IS NULL) * pushed_days), SUM(IFNULL(outcome IN ('won', 'lost'), 0) AND pushes > 0) {KEPT} GROUP BY 1"""),
}  # fmt: skip


def _sample():
    set_up()
    make(User.add("Ada Sun", "ada@example.com", role="administrator"), 300, language="en")


def _maven(folder):
    User.add("Ada", "ada@example.com", role="administrator")
    for kind, file in (
        ("customers", "accounts.csv"),
        ("products", "products.csv"),
        ("users", "sales_teams.csv"),
        ("opportunities", "sales_pipeline.csv"),
    ):
        imports.plan(kind, folder / "maven-crm" / file).run()


@pytest.fixture(scope="module", params=["sample", pytest.param("maven", marks=pytest.mark.data)])
def stored(request, tmp_path_factory):
    """The path of a database with the sample, or the file, in it, made once."""
    path = tmp_path_factory.mktemp(request.param) / "figures.db"
    real = base.connect(f"sqlite:///{path}")
    real.execute_sql("PRAGMA synchronous = off")
    schema.migrate()
    _sample() if request.param == "sample" else _maven(request.getfixturevalue("test_data"))
    real.close()
    return path


@pytest.fixture(autouse=True)
def company(stored):
    real = base.connect(f"sqlite:///{stored}")
    yield
    real.close()


def rows(sql, **given):
    return base.db.obj.connection().execute(sql, given).fetchall()


def nonzero(found):
    return {key: figures for key, figures in found.items() if any(figures)}


@pytest.mark.parametrize(("name", "by"), SQL)
def test_row_by_row(name, by):
    columns, sql = SQL[name, by]
    answer = ask(name, None, EVERYTHING, by=by)
    period = Period.named(REPORTS[name].usual)
    ends = {"first": str(period.first), "last": str(period.last), "today": str(today())}
    until = f"{answer.rows[-1].key}-99" if name == "forecast" else ""
    expected = {key: tuple(figures) for key, *figures in rows(sql, until=until, **ends)}
    told = {row.key: tuple(getattr(row, column) for column in columns) for row in answer.rows}
    assert nonzero(told) == nonzero(expected)
    for place, column in enumerate(columns):
        assert getattr(answer.total, column) == sum(figures[place] for figures in expected.values()), column


def test_the_median_of_the_days():
    told = ask("sales-cycle", None, EVERYTHING).total
    days = [row[0] for row in rows(f"SELECT JULIANDAY(closed_on) - JULIANDAY(opened_on) {KEPT} AND outcome = 'won'")]
    assert (told.won, told.median) == (len(days), statistics.median(days))
    quarters = statistics.quantiles(days, n=4, method="inclusive")
    assert [told.lower, told.upper] == [quarters[0], quarters[2]]


def test_how_far_they_got():
    answer = ask("funnel", None, EVERYTHING)
    pipeline = answer.wanted.pipeline
    decided = f"{KEPT} AND o.pipeline_id = :pipeline AND outcome IN ('won', 'lost')"
    for place, row in enumerate(answer.rows[:-1]):
        sql = f"""SELECT COUNT(*) {decided} AND (:place = 0 OR outcome = 'won' OR EXISTS (SELECT 1 FROM stage_entries e
          JOIN stages t ON t.id = e.stage_id AND t.pipeline_id = o.pipeline_id
          WHERE e.opportunity_id = o.id AND e.position >= (SELECT position FROM stages WHERE id = :stage)))"""
        assert rows(sql, pipeline=pipeline, place=place, stage=row.key)[0][0] == row.reached, row.name
    won = rows(f"SELECT COUNT(*) {decided} AND outcome = 'won'", pipeline=pipeline)[0][0]
    assert answer.rows[-1].reached == won


def test_crossed_by_two():
    sql = f"SELECT owner_id, product_id, {CLOSED} GROUP BY 1, 2"
    made = cross("win-loss", None, EVERYTHING, Period.named("all"), "owner", "product")
    assert {key: (cell.won, cell.lost, cell.invalid, cell.won_amount) for key, cell in made.cells.items()} == {
        (owner, product): tuple(figures) for owner, product, *figures in rows(sql)
    }


def test_the_overview_at_a_glance():
    told = {row.name: row.value for row in ask("overview", None, EVERYTHING).rows}
    sql = f"SELECT SUM(outcome IS NULL), SUM(outcome = 'won'), SUM(outcome = 'lost'), SUM(outcome = 'invalid') {KEPT}"
    names = ("Open opportunities", "Won", "Lost", "Invalid")
    assert tuple(told[name] for name in names) == rows(sql)[0]
