"""Told ahead by another process, the sample is the same; ids that somebody else took meanwhile are noticed."""

import pytest

from models import ALL, DemoRow, Event, Opportunity, User
from models.base import db, transaction
from models.defaults import set_up
from models.demo import ahead, making, present, story
from models.demo.removing import remove


@pytest.fixture
def ada(empty_database):
    set_up()
    return User.add("Ada Sun", "ada@example.com", "correct horse", role="administrator")


@pytest.fixture
def large(monkeypatch):
    """Sixty are many, written by the dozen; a machine has two processors."""
    monkeypatch.setattr(making, "DENSE", 10)
    monkeypatch.setattr(making, "CHUNK", 12)
    monkeypatch.setattr(ahead, "processors", lambda: 2)


def content():
    """{table: what is in it}, without what the clock says of the making itself."""
    left = {DemoRow, Event, User}
    rows = {
        m._meta.table_name: db.execute_sql(f"SELECT * FROM {m._meta.table_name} ORDER BY 1").fetchall()
        for m in ALL
        if m not in left
    }
    told = Event.select(Event.name, Event.subject_id, Event.at, Event.facts_json).where(
        Event.name != "company.sample_made"
    )
    return rows | {"events": list(told.where(Event.opportunity_id.is_null(False)).order_by(Event.id).tuples())}


def test_it_is_the_same_as_when_nobody_helps(ada, large, monkeypatch):
    moment = making.now()
    monkeypatch.setattr(making, "now", lambda: moment)
    helpers = []
    monkeypatch.setattr(making, "helper", lambda story: helpers.append(ahead.helper(story)) or helpers[-1])
    making.make(ada, 60, language="en")
    assert isinstance(helpers[0], ahead.Ahead)
    assert not helpers[0].process.is_alive()
    first = content()
    remove(ada)
    monkeypatch.setattr(ahead, "processors", lambda: 1)
    making.make(ada, 60, language="en")
    assert isinstance(helpers[1], ahead.Alone)
    second = content()
    for table in ("opportunities", "stage_entries", "activities", "field_changes", "events", "contacts"):
        assert len(first[table]) > 0
        assert [row[1:5] for row in second[table]] == [row[1:5] for row in first[table]], table


def test_own_rows_that_came_meanwhile_keep_their_ids(ada, large):
    own = []

    def somebody_writes(done, _total):
        if done in (24, 36):
            own.append(Opportunity.add(ada, name="Mine"))

    making.make(ada, 60, language="en", progress=somebody_writes)
    assert Opportunity.select().count() == 62
    assert [Opportunity.get_by_id(row.id).name for row in own] == ["Mine", "Mine"]
    remove(ada)
    assert [row.name for row in Opportunity.select()] == ["Mine", "Mine"]


def test_whoever_stops_it_can_take_away_what_is_there(ada, large):
    def enough(done, _total):
        if done >= 36:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        making.make(ada, 60, language="en", progress=enough)
    assert Opportunity.select().count() == 36
    assert present()
    assert remove(ada).gone["opportunity"] == 36
    assert not present()


def test_a_helper_that_dies_costs_only_time(ada, large, monkeypatch):
    helpers = []
    monkeypatch.setattr(making, "helper", lambda story: helpers.append(ahead.helper(story)) or helpers[-1])
    making.make(ada, 60, language="en", progress=lambda done, _total: done == 24 and helpers[0].process.kill())
    assert Opportunity.select().count() == 60


def test_few_are_told_without_help(ada, monkeypatch):
    monkeypatch.setattr(ahead, "processors", lambda: 2)
    for dense, kind in ((True, ahead.Alone), (False, ahead.Ahead)):
        wish = story.Wish(400, 1, "en", making.today(), making.now(), making.time_zone(), dense, 100)
        with transaction(), ahead.helper(making.begun(ada, wish)) as helper:
            assert isinstance(helper, kind)
