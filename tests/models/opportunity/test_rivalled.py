"""Who else is in the running."""

import pytest

from models.base import Refused
from models.event import Event
from models.pipeline import Competitor


def test_named_noted_and_taken_out(world):
    row, ann = world.acme_renewal, world.ann
    rival = row.add_competitor(ann, " Rival Ltd ")
    assert rival == Competitor.get(Competitor.name == "Rival Ltd")
    assert row.add_competitor(ann, "Newcomer", "cheaper") != rival
    row.add_competitor(ann, "Rival Ltd", "10% below us")
    assert [(link.competitor.name, link.note) for link in row.competitors()] == [
        ("Newcomer", "cheaper"),
        ("Rival Ltd", "10% below us"),
    ]
    assert not row.note_competitor(ann, rival, "10% below us")
    assert row.remove_competitor(ann, rival)
    assert not row.remove_competitor(ann, rival)
    with pytest.raises(Refused, match="not among the competitors"):
        row.note_competitor(ann, rival, "back")
    last = Event.about(row).order_by(Event.id.desc()).first()
    assert (last.name, last.facts) == ("opportunity.competitor_removed", {"competitor": "Rival Ltd"})
    assert row.version == world.acme_renewal.version


def test_a_competitor_has_a_name(world):
    with pytest.raises(Refused, match="Enter a name"):
        world.acme_renewal.add_competitor(world.ann, " ")
