"""The real files come in by the browser's way too: the same figures, in whatever characters they are written."""

import pytest

from models import Customer, ImportRun, Opportunity
from models.base import db
from tests.models.imports.conftest import worked

pytestmark = pytest.mark.data


@pytest.fixture
def bring(world, uploaded, test_data):
    """bring(kind, file) imports a file of the real data as the browser does."""

    def run(kind, file, **chosen):
        begun = uploaded(kind, path=test_data / file, name=file.rsplit("/", 1)[-1])
        begun.configure(world.ada, **chosen)
        checked = worked()
        assert checked.trouble is None
        checked.start(world.ada)
        return worked()

    return run


def test_maven_by_the_chunk_is_maven_to_the_unit(bring):
    for kind, file in (("users", "sales_teams"), ("products", "products"), ("customers", "accounts"), ("opportunities", "sales_pipeline")):  # fmt: skip
        run = bring(kind, f"maven-crm/{file}.csv")
        assert run.status == "done"
    assert run.result["written"] == {"pipeline": 1, "stage": 2, "opportunity": 8800}
    sql = "SELECT outcome, COUNT(*), SUM(base_final_amount) FROM opportunities o JOIN pipelines p ON p.id = o.pipeline_id WHERE p.name = 'sales_pipeline' GROUP BY 1"
    figures = {outcome: (count, total) for outcome, count, total in db.execute_sql(sql).fetchall()}
    assert figures == {"won": (4238, 1_000_553_400), "lost": (2473, None), None: (2089, None)}
    again = bring_again(run)
    assert again.result["counts"]["skip"] == again.result["counts"]["rows"] == 8800


def bring_again(run):
    """The same file once more, only looked at."""
    again = ImportRun.create(kind=run.kind, file_name=run.file_name, path=run.path, by=run.by)
    again.configure(run.by)
    return worked()


@pytest.mark.parametrize(
    ("file", "encoding", "name"),
    [
        ("exports/wukong_business_gbk.csv", "GB18030", None),
        ("companies-tw/tw_listed_companies_trimmed_cp950.csv", "Big5", "臺灣水泥股份有限公司"),
    ],
)
def test_chinese_characters(bring, file, encoding, name):
    run = bring("customers" if name else "opportunities", file)
    assert (run.status, run.result["file"]["encoding"]) == ("done", encoding)
    assert run.result["counts"].get("error") is None
    if name:
        assert Customer.get(Customer.name == name).industry == "水泥工業"
    else:
        assert Opportunity.select().where(Opportunity.created_by == run.by).exists()


def test_deals_that_name_nothing_come_in_all(bring):
    run = bring("opportunities", "b2b-deals/Salvirt_B2B_ML_dataset.csv")
    assert (run.result["written"]["opportunity"], run.result["counts"]["won"]) == (448, 227)
