"""A signed-in browser, and the throttle before the door."""

import datetime as dt
import hashlib
import secrets

import peewee as pw

from models.base import Model, now, transaction
from models.event import Event, record
from models.prepared import Prepared
from models.troubled import courtesy
from models.user import User

IDLE = dt.timedelta(hours=12)
ABSOLUTE = dt.timedelta(days=14)
TOUCH = dt.timedelta(minutes=5)  # how stale `seen_at` may be: a page view must not cost a write

WINDOW = dt.timedelta(minutes=15)
ASKING = dt.timedelta(hours=1)
DOORS = {"sign_in": ("account", "address"), "reset": ("reset_of", "reset_by")}  # what is counted: of whom, by whom
LIMITS = {  # so many are allowed in a window
    "account": (8, WINDOW),
    "address": (40, WINDOW),
    "reset_of": (3, ASKING),  # nobody's mailbox is flooded
    "reset_by": (20, ASKING),
}


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
    def begin(cls, user, address=None, agent=None):
        """Somebody comes in, and that is told. Returns the token for the cookie, shown only here."""
        with transaction():
            record("user.signed_in", user, user, name=user.name, address=address)
            return cls.start(user, address, agent)

    @classmethod
    def last_of(cls, ids):
        """{user id: the moment} at which these users last signed in; those who never did are left out."""
        found = Event.select(Event.subject_id, pw.fn.MAX(Event.at)).where(
            Event.subject_type == User.noun, Event.subject_id.in_(list(ids)), Event.name == "user.signed_in"
        )
        moment = cls.seen_at.python_value
        return {user_id: moment(at) for user_id, at in found.group_by(Event.subject_id).tuples()}

    @classmethod
    def resume(cls, token, touch=True):
        """The session behind `token`, or None when it ended (idle, absolute, disabled user).

        `touch` renews the idle time; a page that polls does not.
        """
        moment = now()
        found = _resumed.first(_digest(token), moment - IDLE, moment - ABSOLUTE)
        if found and touch and found.seen_at < moment - TOUCH:
            with courtesy():
                cls.update(seen_at=moment).where(cls.id == found.id).execute()
        return found

    @classmethod
    def visible_to(cls, user):
        """The user's own, those that still hold."""
        return cls.select().where(cls.user == user, cls.seen_at > now() - IDLE, cls.created_at > now() - ABSOLUTE)

    editable_by = visible_to

    @classmethod
    def of(cls, user):
        """Where the user is signed in, what was used last first."""
        return list(cls.visible_to(user).order_by(cls.seen_at.desc(), cls.id.desc()))

    @classmethod
    def end(cls, token):
        cls.delete().where(cls.token_digest == _digest(token)).execute()

    @classmethod
    def end_others(cls, user, token):
        """Sign the user out everywhere but here. Returns how many that were."""
        return cls.delete().where(cls.user == user, cls.token_digest != _digest(token)).execute()

    def opened_by(self, token):
        """Is this the session of this browser?"""
        return self.token_digest == _digest(token)

    @classmethod
    def sweep(cls):
        """Forget sessions that ended by themselves, and old failures."""
        moment = now()
        cls.delete().where((cls.seen_at <= moment - IDLE) | (cls.created_at <= moment - ABSOLUTE)).execute()
        FailedSignIn.delete().where(FailedSignIn.at <= moment - ASKING).execute()


def _resume(digest, idle, absolute):
    open_ones = SignIn.select(SignIn, User).join(User).where(SignIn.seen_at > idle, SignIn.created_at > absolute)
    return open_ones.where(SignIn.token_digest == digest, User.disabled_at.is_null()).limit(1)


_resumed = Prepared(_resume)  # every request asks it


class FailedSignIn(Model):
    """A wrong password, or a wish for a new one: counted per account and per address.

    In the database, so that every process and restart knows.
    """

    kind = pw.CharField(8)
    key = pw.CharField(64)
    at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "failed_sign_ins"
        indexes = ((("kind", "key", "at"), False),)

    @classmethod
    def add(cls, email, address, door="sign_in"):
        with transaction():
            for kind, key in _keys(email, address, door):
                cls.create(kind=kind, key=key)

    @classmethod
    def too_many(cls, email, address, door="sign_in"):
        """Must this account or this address wait? None: not asked."""
        for kind, key in _keys(email, address, door):
            most, window = LIMITS[kind]
            if cls.select().where(cls.kind == kind, cls.key == key, cls.at > now() - window).count() >= most:
                return True
        return False

    @classmethod
    def forgive(cls, email):
        ((_kind, key),) = _keys(email, None, "sign_in")
        cls.delete().where(cls.kind == "account", cls.key == key).execute()


def _keys(email, address, door):
    of, by = DOORS[door]
    keys = ((of, email and email.strip().lower()), (by, address))
    return [(kind, _digest(value)) for kind, value in keys if value is not None]
