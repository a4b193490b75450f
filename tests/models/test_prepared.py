"""Questions worded once: every value goes where it stood, and none stays from the time before."""

import datetime as dt

from models import Team, User
from models.prepared import Prepared

named = Prepared(lambda since, name: Team.select().where(Team.created_at > since, Team.name == name).limit(1))
led = Prepared(lambda role: User.select(User, Team).join(Team).where(User.role == role).order_by(User.id).limit(1))
LONG_AGO = dt.datetime(2000, 1, 1)


def test_each_value_goes_where_it_stood(empty_database):
    for name in ("East", "West", ":0", "It's"):
        Team.create(name=name)
    assert [named.first(LONG_AGO, name).name for name in ("East", ":0", "It's")] == ["East", ":0", "It's"]
    assert named.first(LONG_AGO, "North") is None
    assert named.first(dt.datetime(2999, 1, 1), "East") is None


def test_rows_come_with_what_was_joined_and_typed(world, count_queries):
    north = world.bo.team.name
    with count_queries() as asked:
        lead = led.first("team_lead")
        assert lead.team.name == north
        assert isinstance(lead.created_at, dt.datetime)
    assert len(asked) == 1
