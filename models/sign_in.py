"""A signed-in browser, and the throttle before the door."""

import datetime as dt
import hashlib
import secrets

import peewee as pw

from models.base import Model, now, transaction
from models.user import User

IDLE = dt.timedelta(hours=12)
ABSOLUTE = dt.timedelta(days=14)
TOUCH = dt.timedelta(minutes=5)  # how stale `seen_at` may be: a page view must not cost a write

WINDOW = dt.timedelta(minutes=15)
TRIES = {"account": 8, "address": 40}  # failed sign-ins allowed in a window


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


class SignIn(Model):
    """One browser's session. The cookie holds the token, the table only its digest."""

    token_digest = pw.CharField(64, unique=True)
    user = pw.ForeignKeyField(User, on_delete="CASCADE")
    address = pw.CharField(64, null=True)
    agent = pw.CharField(255, null=True)
    created_at = pw.DateTimeField(default=now)
    seen_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "sign_ins"

    @classmethod
    def start(cls, user, address=None, agent=None):
        """Begin a session. Returns the token for the cookie, shown only here."""
        token = secrets.token_urlsafe(32)
        cls.create(token_digest=_digest(token), user=user, address=address, agent=(agent or "")[:255])
        return token

    @classmethod
    def resume(cls, token, touch=True):
        """The session behind `token`, or None when it ended (idle, absolute, disabled user).

        `touch` renews the idle time; a page that polls does not.
        """
        moment = now()
        found = (
            cls.select(cls, User)
            .join(User)
            .where(
                cls.token_digest == _digest(token),
                cls.seen_at > moment - IDLE,
                cls.created_at > moment - ABSOLUTE,
                User.disabled_at.is_null(),
            )
            .first()
        )
        if found and touch and found.seen_at < moment - TOUCH:
            cls.update(seen_at=moment).where(cls.id == found.id).execute()
        return found

    @classmethod
    def end(cls, token):
        cls.delete().where(cls.token_digest == _digest(token)).execute()

    @classmethod
    def sweep(cls):
        """Forget sessions that ended by themselves, and old failures."""
        moment = now()
        cls.delete().where((cls.seen_at <= moment - IDLE) | (cls.created_at <= moment - ABSOLUTE)).execute()
        FailedSignIn.delete().where(FailedSignIn.at <= moment - WINDOW).execute()


class FailedSignIn(Model):
    """A wrong password: counted per account and per address, in the database, so that every process and restart knows."""

    kind = pw.CharField(8)
    key = pw.CharField(64)
    at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "failed_sign_ins"
        indexes = ((("kind", "key", "at"), False),)

    @classmethod
    def add(cls, email, address):
        with transaction():
            for kind, key in _keys(email, address):
                cls.create(kind=kind, key=key)

    @classmethod
    def too_many(cls, email, address):
        """Must this account or this address wait?"""
        since = now() - WINDOW
        return any(
            cls.select().where(cls.kind == kind, cls.key == key, cls.at > since).count() >= TRIES[kind]
            for kind, key in _keys(email, address)
        )

    @classmethod
    def forgive(cls, email):
        cls.delete().where(cls.kind == "account", cls.key == _keys(email, "")[0][1]).execute()


def _keys(email, address):
    return (("account", _digest((email or "").strip().lower())), ("address", _digest(address or "")))
