"""A way back in for who has forgotten their password: a link by mail, good for a while and once."""

import datetime as dt
import hashlib
import secrets

import peewee as pw

from models.base import N_, Model, Refused, now, transaction
from models.event import Event, record
from models.sign_in import FailedSignIn
from models.user import User

LIFE = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=1)


def _digest(token):
    return hashlib.sha256((token or "").encode()).hexdigest()


class PasswordReset(Model):
    """The link holds the token, the table only its digest."""

    token_digest = pw.CharField(64, unique=True)
    user = pw.ForeignKeyField(User, on_delete="CASCADE")
    address = pw.CharField(64, null=True)
    created_at = pw.DateTimeField(default=now)
    used_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "password_resets"

    @classmethod
    def ask(cls, email, address):
        """Somebody at `address` says that the password of `email` is forgotten: the worker mails a link.

        Whether anybody has that mail address is told nowhere. Returns False when `address` has asked too often.
        """
        if FailedSignIn.too_many(None, address, "reset"):
            return False
        enough = FailedSignIn.too_many(email, None, "reset")
        user = User.by_email(email)
        with transaction():
            FailedSignIn.add(email, address, "reset")
            if user and not enough and can_sign_in(user):
                record("user.reset_asked", user, None, address=address)
        return True

    @classmethod
    def still_wanted(cls, event):
        """The User who waits for the mail of this event, or None: they are gone, or have a new password meanwhile."""
        user = User.get_or_none(User.id == event.subject_id)
        if user is None or not can_sign_in(user):
            return None
        since = Event.about(user).where(Event.name == "user.password_changed", Event.id > event.id)
        return None if since.exists() else user

    @classmethod
    def start(cls, user, address=None):
        """Make a link for `user`. Returns its token, shown only here."""
        token = secrets.token_urlsafe(32)
        with transaction():
            cls.delete().where(cls.created_at <= now() - KEPT).execute()
            cls.create(token_digest=_digest(token), user=user, address=address)
        return token

    @classmethod
    def forget(cls, token):
        """The link of this token was not sent."""
        cls.delete().where(cls.token_digest == _digest(token)).execute()

    @classmethod
    def behind(cls, token):
        """The reset that this token opens, or None: unknown, used, too old, of somebody disabled."""
        found = cls.select(cls, User).join(User).where(cls.token_digest == _digest(token), *cls._open()).first()
        return found if found and can_sign_in(found.user) else None

    @classmethod
    def _open(cls):
        return cls.used_at.is_null(), cls.created_at > now() - LIFE

    def redeem(self, password):
        """Give the user this password; every session ends. Refuses a link that was used meanwhile."""
        with transaction():
            used = PasswordReset.update(used_at=now()).where(PasswordReset.id == self.id, *self._open()).execute()
            if not used:
                raise Refused(N_("This link has been used, or it is older than an hour."))
            self.user.set_password(password, by=self.user)
            FailedSignIn.forgive(self.user.email)

    @classmethod
    def spend(cls, user):
        """None of the user's links opens anything any more."""
        cls.update(used_at=now()).where(cls.user == user, cls.used_at.is_null()).execute()


def can_sign_in(user):
    """May this person come in by a password? One whom an import named, or who left, may not."""
    return bool(user.email and user.password_hash and not user.disabled_at)
