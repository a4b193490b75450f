"""A link to a new password: found by its token alone, good for an hour, and once even when two use it together."""

import datetime as dt

import pytest

from models import Event, PasswordReset, SignIn, User
from models.base import Refused, now


def test_two_who_open_it_together_use_it_once(world):
    token = PasswordReset.start(world.ann)
    first, second = PasswordReset.behind(token), PasswordReset.behind(token)
    first.redeem("a longer sentence")
    with pytest.raises(Refused):
        second.redeem("another sentence")
    assert world.ann.knows("a longer sentence")


def test_one_that_was_used_spends_the_others(world):
    used, other = PasswordReset.start(world.ann), PasswordReset.start(world.ann)
    of_bo = PasswordReset.start(world.bo)
    PasswordReset.behind(used).redeem("a longer sentence")
    assert PasswordReset.behind(other) is None
    assert PasswordReset.behind(of_bo)


def test_it_ends_with_its_hour_to_the_second(world):
    token = PasswordReset.start(world.ann)
    row = PasswordReset.behind(token)
    PasswordReset.update(created_at=now() - dt.timedelta(minutes=59, seconds=55)).execute()
    assert PasswordReset.behind(token)
    PasswordReset.update(created_at=now() - dt.timedelta(hours=1)).execute()
    assert PasswordReset.behind(token) is None
    with pytest.raises(Refused):
        row.redeem("a longer sentence")
    assert world.ann.knows(world.password)


def test_a_refused_one_ends_no_session(world):
    SignIn.start(world.ann)
    row = PasswordReset.behind(PasswordReset.start(world.ann))
    PasswordReset.spend(world.ann)
    with pytest.raises(Refused):
        row.redeem("a longer sentence")
    assert SignIn.of(world.ann)


def test_who_cannot_sign_in_gets_no_link_by_asking(world):
    bo = world.bo
    bo.password_hash = None  # as somebody whom an import named
    bo.save()
    for email in ("bo@example.com", "finn@example.com", "", "nobody@example.com"):
        assert PasswordReset.ask(email, "192.0.2.1")
    assert not Event.select().where(Event.name == "user.reset_asked").exists()


def test_old_ones_are_forgotten(world):
    PasswordReset.start(world.ann)
    PasswordReset.update(created_at=now() - dt.timedelta(days=9)).execute()
    PasswordReset.start(world.bo)
    assert PasswordReset.select().count() == 1


def test_who_never_had_a_password_has_a_week(world):
    kit = User.add("Kit Moor", "kit@example.com")
    token = PasswordReset.hand(kit, world.ada)
    PasswordReset.update(created_at=now() - dt.timedelta(days=6)).execute()
    row = PasswordReset.behind(token)
    other = PasswordReset.behind(PasswordReset.start(kit))
    PasswordReset.update(created_at=now() - dt.timedelta(days=8)).where(PasswordReset.id == row.id).execute()
    with pytest.raises(Refused):
        row.redeem("a longer sentence")
    other.redeem("a longer sentence")
    assert User.get_by_id(kit.id).knows("a longer sentence")


def test_a_link_that_was_handed_over_replaces_those_before(world):
    first = PasswordReset.hand(world.ann, world.ada)
    second = PasswordReset.hand(world.ann, world.ada)
    assert PasswordReset.behind(first) is None
    assert PasswordReset.behind(second)
    assert Event.about(world.ann).order_by(Event.id.desc()).get().name == "user.link_shown"
    assert second not in Event.about(world.ann).order_by(Event.id.desc()).get().facts_json


def test_an_administrator_sends_it_for_who_can_use_it(world):
    PasswordReset.send(world.ann, world.ada)
    PasswordReset.send(User.add("Kit Moor", "kit@example.com"), world.ada)
    names = [event.name for event in Event.select().order_by(Event.id.desc()).limit(3)]
    assert names == ["user.invited", "user.added", "user.reset_sent"]
    with pytest.raises(Refused, match="has ended"):
        PasswordReset.send(world.finn, world.ada)
    with pytest.raises(Refused, match="no mail address"):
        PasswordReset.hand(User.add("No Address"), world.ada)
