"""The Maven company goes out and comes back: 8,800 opportunities, each report with the same rows."""

import pytest

from models import Opportunity, User, imports, schema
from models.base import connect
from models.defaults import set_up
from models.everything.restoring import restore
from models.everything.writing import write
from models.opportunity.filter import Filter
from models.reports import REPORTS
from models.reports.period import Period
from tests.models.imports.test_real_data import MAVEN

pytestmark = pytest.mark.data


def told():
    """Every report by what it is usually told by, of all time and of a quarter."""
    quarter = Period.between(*map(type(Opportunity.get().opened_on).fromisoformat, ("2017-07-01", "2017-09-30")))
    found = {}
    for report in (report for report in REPORTS.values() if report.by):
        for period in (Period.named("all"), quarter):
            answer = report.ask(None, Filter(outcome="all"), period, report.by[0])
            found[report.name, period.name] = (answer.rows, answer.total)
    return found


def test_every_report_is_the_same(tmp_path, test_data):
    here = connect(f"sqlite:///{tmp_path / 'here.db'}")
    here.execute_sql("PRAGMA synchronous = off")
    schema.migrate()
    set_up()
    User.add("Ada Sun", "ada@example.com", "correct horse", role="administrator")
    for kind, file in MAVEN:
        imports.plan(kind, test_data / "maven-crm" / f"{file}.csv").run()
    with (tmp_path / "all.zip").open("wb") as target:
        write(target)
    before = told()
    here.close()
    there = connect(f"sqlite:///{tmp_path / 'there.db'}")
    there.execute_sql("PRAGMA synchronous = off")
    schema.migrate()
    restore(tmp_path / "all.zip")
    assert Opportunity.select().count() == 8_800
    assert told() == before
    there.close()
