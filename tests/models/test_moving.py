"""A business moves to another kind of database and back: the same rows, the same figures; or nothing, and a sentence why."""

import json

import pytest

from models import Lease, Team, User, base, moving, schema
from models.base import Refused, now
from models.demo import making
from models.opportunity.filter import Filter
from models.reports import REPORTS, ask
from models.reports.period import Period
from tests import world as worlds

pytestmark = pytest.mark.postgresql("moves to it and back")


@pytest.fixture
def files(tmp_path):
    """(URL of a business in a file, URL of a file that is not there yet)."""
    there = f"sqlite:///{tmp_path}/there.db"
    base.connect(there)
    schema.migrate()
    worlds.build()
    making.make(User.get(User.email == "ada@example.com"), 60, language="zh")
    base.db.close()
    yield there, f"sqlite:///{tmp_path}/back.db"
    base.db.close()


def figures():
    """What every report says, by everything that it can be split by."""
    found = {}
    for name, known in REPORTS.items():
        for by in (None, *known.by):
            answer = ask(name, None, Filter(outcome="all"), Period.named("all") if known.timely else None, by)
            found[f"{name} {by}"] = [repr(row) for row in (*answer.rows, answer.total)]
    return json.dumps(found, sort_keys=True)


def test_there_and_back_every_figure_is_the_same(files, databases):
    base.connect(files[0])
    before = figures()
    there = databases.new()
    counts = moving.move(files[0], there)
    assert counts["opportunities"] > 60
    assert figures() == before
    assert Team.create(name="The next one").id == counts["teams"] + 1
    base.db.close()
    moving.move(there, files[1])
    assert Team.select().where(Team.name == "The next one").exists()
    base.db.close()


def test_what_is_not_empty_is_left_as_it_is(files, databases):
    there = databases.new()
    moving.move(files[0], there)
    people = User.select().count()
    with pytest.raises(Refused, match="There is a business in the target already"):
        moving.move(files[0], there)
    assert User.select().count() == people
    base.db.close()


def test_who_still_works_with_it_is_told_to_stop(files, databases):
    base.connect(files[0])
    Lease.insert(name="worker", holder="here", seen_at=now()).execute()
    base.db.close()
    with pytest.raises(Refused, match="Stop it, wait a minute"):
        moving.move(files[0], databases.new())


def test_what_fails_on_the_way_leaves_nothing(files, databases):
    base.connect(files[0])
    Team.create(name="a\0b")  # no text of PostgreSQL
    base.db.close()
    with pytest.raises(Exception, match="NUL"):
        moving.move(files[0], databases.new())
    assert User.select().count() == 0
    base.db.close()


def test_the_same_kind_is_copied_otherwise(files):
    with pytest.raises(Refused, match="of the same kind"):
        moving.move(*files)
