"""The nightly snapshot: what is open, once a day, kept for as long as something is held against it."""

import datetime as dt
import threading

import pytest

from models import Opportunity, Setting, Snapshot, SnapshotRow, base
from models.setting import today
from models.snapshot import nightly


def taken(*days):
    return [Snapshot.create(taken_on=day) for day in days]


def days_left():
    return [row.taken_on.isoformat() for row in Snapshot.select().order_by(Snapshot.taken_on)]


def test_it_holds_what_is_open_as_it_is(world):
    assert Snapshot.take() == 10
    row = SnapshotRow.get(SnapshotRow.opportunity_id == world.crane_upgrade.id)
    crane = world.crane_upgrade
    assert (row.owner_id, row.team_id) == (world.bo.id, world.north.id)
    assert (row.pipeline_id, row.stage_id, row.category) == (world.pipeline.id, crane.stage_id, "best_case")
    assert (row.base_amount, row.weighted, row.expected_close_on) == (7_000_000, 5_600_000, crane.expected_close_on)
    unknown = SnapshotRow.get(SnapshotRow.opportunity_id == world.star_rollout.id)
    assert (unknown.base_amount, unknown.weighted) == (None, None)


def test_neither_closed_ones_nor_those_in_the_bin(world):
    world.acme_renewal.bin(by=world.mia)
    Snapshot.take()
    ids = {row.opportunity_id for row in SnapshotRow.select()}
    assert not ids & {world.acme_renewal.id, world.acme_won.id, world.acme_lost.id, world.bolt_invalid.id}
    assert len(ids) == 9


def test_it_never_changes_afterwards(world):
    Snapshot.take()
    world.bolt_shared.edit(by=world.cy, amount=1)
    world.south_pilot.bin(by=world.mia)
    amounts = dict(SnapshotRow.select(SnapshotRow.opportunity_id, SnapshotRow.base_amount).tuples())
    assert amounts[world.bolt_shared.id] == 20_000_000
    assert amounts[world.south_pilot.id] == 5_000_000


def test_once_a_day(world):
    assert nightly()
    assert not nightly()
    assert Snapshot.select().count() == 1
    assert SnapshotRow.select().count() == 10
    assert Snapshot.take(today() + dt.timedelta(days=1)) == 10


def test_after_an_absence_only_today_is_made_up_for(world):
    taken(today() - dt.timedelta(days=3))
    nightly()
    assert days_left() == [str(today() - dt.timedelta(days=3)), str(today())]


def test_of_two_at_once_one_takes_it(world):
    found, barrier = [], threading.Barrier(4)

    def take():
        barrier.wait()
        found.append(Snapshot.take())
        base.db.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == [10, None, None, None]
    assert SnapshotRow.select().count() == 10


def test_what_broke_off_leaves_nothing_and_is_taken_later(world, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("models.snapshot._copied", lambda header: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Snapshot.take()
    assert Snapshot.select().count() == 0
    assert Snapshot.take() == 10


def test_every_day_for_sixty_days_then_the_first_of_week_and_month(world):
    day = dt.date(2026, 11, 23)  # a Monday; sixty days before is 24 September
    first = dt.date(2026, 8, 20)  # a Thursday
    taken(*(first + dt.timedelta(days=n) for n in range((day - first).days + 1)))
    Snapshot.thin_out(day)
    assert [text for text in days_left() if text < "2026-09-24"] == [
        "2026-08-20",  # the first there is
        "2026-08-24",
        "2026-08-31",
        "2026-09-01",
        "2026-09-07",
        "2026-09-14",
        "2026-09-21",
    ]
    assert days_left()[7:] == [str(dt.date(2026, 9, 24) + dt.timedelta(days=n)) for n in range(61)]


def test_the_week_begins_where_the_company_says(world):
    Setting.write(company__week_start="sunday")
    taken(*(dt.date(2026, 3, 1) + dt.timedelta(days=n) for n in range(31)))
    Snapshot.thin_out(dt.date(2026, 11, 23))
    assert days_left() == ["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29"]


def test_rows_go_with_their_day_in_small_steps(world, monkeypatch):
    monkeypatch.setattr("models.snapshot.PIECE", 4)
    for number in (1, 2, 3):
        Snapshot.take(dt.date(2026, 3, number))  # a Sunday, a Monday and a Tuesday
    turns = iter([True, True, False])  # of ten rows, eight
    assert Snapshot.thin_out(go_on=lambda: next(turns)) == 0
    assert SnapshotRow.select().count() == 22
    assert Snapshot.thin_out() == 1
    assert days_left() == ["2026-03-01", "2026-03-02"]
    assert SnapshotRow.select().count() == 20


def test_reach_is_that_of_the_day_it_was_taken(world):
    Snapshot.take()
    whole = {who: SnapshotRow.visible_to(world.user(who)).count() for who in ("ann", "bo", "cy", "mia", "ada", "vic")}
    assert whole == {"ann": 3, "bo": 4, "cy": 5, "mia": 10, "ada": 10, "vic": 10}
    world.acme_renewal.assign(by=world.mia, owner=world.cy)
    assert SnapshotRow.visible_to(world.ann).count() == 3
    assert SnapshotRow.visible_to(None).count() == 10
    Setting.write(reach__salesperson="team")
    assert SnapshotRow.visible_to(world.ann).count() == 4


def test_twenty_thousand_rows_take_no_two_seconds(world):
    columns = [field for field in Opportunity._meta.sorted_fields if field.name != "id"]
    one = Opportunity.select(*columns).where(Opportunity.id == world.south_pilot.id)
    values = dict(zip([field.name for field in columns], next(iter(one.tuples())), strict=True))
    for _ in range(40):
        Opportunity.insert_many([values] * 500).execute()
    started = base.now()
    assert Snapshot.take() == 20_010
    assert (base.now() - started).seconds < 2
