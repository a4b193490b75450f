"""Colleagues who work on it too."""

import datetime as dt

import pytest

from models import Opportunity
from models.base import Refused
from models.event import Event
from models.setting import today


def sees(user, row):
    return Opportunity.reached(user, row.id) is not None


def test_reading_and_writing_through_the_day_that_is_set(world):
    row, cy = world.acme_renewal, world.cy
    assert not sees(cy, row)
    assert row.share(world.ann, cy, until_on=today())
    assert sees(cy, row)
    assert row.is_shared_with(cy)
    assert not Opportunity.may_change(cy, row)
    assert row.share(world.ann, cy, writes=True)
    assert Opportunity.may_change(cy, row)
    assert not row.share(world.ann, cy, writes=True)
    assert row.unshare(world.ann, cy)
    assert not sees(cy, row)
    assert not row.unshare(world.ann, cy)
    events = list(Event.about(row).where(Event.name.startswith("opportunity.collaborator")).order_by(Event.id))
    assert [event.name.rpartition("_")[2] for event in events] == ["added", "changed", "removed"]
    assert events[0].facts == {"user": cy.id, "writes": False, "until": today().isoformat()}


def test_a_past_one_sees_nothing_and_can_be_brought_back(world):
    row = world.bolt_expired
    assert not sees(world.ann, row)
    assert not row.is_shared_with(world.ann)
    row.share(world.cy, world.ann)
    assert sees(world.ann, row)


def test_who_says_who_works_on_it(world):
    assert world.acme_renewal.may_be_shared_by(None)
    for who, row, may in (
        ("ann", "acme_renewal", True),
        ("bo", "acme_renewal", True),
        ("mia", "acme_renewal", True),
        ("vic", "acme_renewal", False),
        ("ann", "bolt_joint", False),  # a collaborator with write
        ("bo", "bolt_joint", False),
        ("ann", "north_unowned", False),
        ("bo", "north_unowned", True),
    ):
        assert getattr(world, row).may_be_shared_by(getattr(world, who)) == may, (who, row)
    with pytest.raises(Refused, match="Only its owner"):
        world.bolt_joint.share(world.ann, world.bo)
    with pytest.raises(Refused, match="Only its owner"):
        world.bolt_joint.unshare(world.ann, world.mia)


def test_everybody_may_leave(world):
    assert world.bolt_shared.unshare(world.ann, world.ann)
    assert not sees(world.ann, world.bolt_shared)


@pytest.mark.parametrize(
    ("who", "more", "words"),
    [
        ("finn", {}, "has left"),
        ("ann", {}, "is the owner already"),
        ("vic", {"writes": True}, "change nothing"),
        ("cy", {"until_on": dt.date(2020, 1, 1)}, "day is past"),
    ],
)
def test_whom_it_cannot_be_shared_with(world, who, more, words):
    with pytest.raises(Refused, match=words):
        world.acme_renewal.share(world.ann, getattr(world, who), **more)


def test_those_who_may_join_are_active_and_not_the_owner(world):
    assert [user.name for user in world.acme_renewal.may_join()] == ["Ada Sun", "Bo Chen", "Cy Wang", "Mia Zhou"]
    assert world.ann in world.orphan.may_join()
