"""A query among the found rows of another says what `in_` says, and words the inner one once."""

import pytest

from models import Opportunity
from models.base import Within


def test_it_finds_what_in_finds(world):
    some = Opportunity.select(Opportunity.id).where(Opportunity.owner == world.ann)
    found = Opportunity.select().where(Within(Opportunity.id, some)).order_by(Opportunity.id)
    assert list(found) == list(Opportunity.select().where(Opportunity.id.in_(some)).order_by(Opportunity.id))
    assert found.count() > 0
    other = Opportunity.select().where(~Within(Opportunity.id, some))
    assert other.count() + found.count() == Opportunity.select().count()


@pytest.mark.parametrize("deep", [1, 5])
def test_the_inner_query_is_worded_once(world, monkeypatch, deep):
    query, worded = Opportunity.select(Opportunity.id), []
    plain = type(query).__sql__
    monkeypatch.setattr(type(query), "__sql__", lambda self, ctx: worded.append(self) or plain(self, ctx))
    for _ in range(deep):
        query = Opportunity.select(Opportunity.id).where(Within(Opportunity.id, query))
    query.sql()
    assert len(worded) == deep + 1
