"""A link to a new password: found by its token alone, good for an hour, and once even when two use it together."""

import datetime as dt

import pytest

from models import Event, PasswordReset, SignIn
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
    PasswordReset.update(created_at=now() - dt.timedelta(days=2)).execute()
    PasswordReset.start(world.bo)
    assert PasswordReset.select().count() == 1
