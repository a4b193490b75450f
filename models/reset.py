"""A way in for who has forgotten their password, or never had one: a link, good for a while and once."""

import datetime as dt
import hashlib
import secrets

import peewee as pw

from models.base import N_, Model, Refused, now, transaction
from models.event import Event, record
from models.setting import must_be_kept_by
from models.sign_in import FailedSignIn
from models.user import User

LIFE = dt.timedelta(hours=1)
WELCOME = dt.timedelta(days=7)  # of the link for somebody who never had a password: there is none yet to be stolen
KEPT = WELCOME + dt.timedelta(days=1)


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
        if user is None or not may_get_link(user) or user.email != event.facts.get("email", user.email):
            return None
        since = Event.about(user).where(Event.name == "user.password_changed", Event.id > event.id)
        return None if since.exists() else user

    @classmethod
    def send(cls, user, by):
        """An administrator sends the user a link by which a password is chosen: the worker mails it."""
        must_get_link_from(user, by)
        with transaction():
            record(
                "user.reset_sent" if user.password_hash else "user.invited", user, by, email=user.email, name=user.name
            )

    @classmethod
    def hand(cls, user, by):
        """The same link to pass on by other ways. Returns its token, shown only here; links before it open nothing more."""
        must_get_link_from(user, by)
        with transaction():
            cls.spend(user)
            record("user.link_shown", user, by, name=user.name)
            return cls.start(user)

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
        found = (
            cls.select(cls, User).join(User).where(cls.token_digest == _digest(token), cls.used_at.is_null()).first()
        )
        return found if found and found.created_at > now() - life(found.user) and may_get_link(found.user) else None

    def redeem(self, password):
        """Give the user this password; every session ends. Refuses a link that was used meanwhile."""
        with transaction():
            user = User.get_by_id(self.user_id)  # the first password shortens the life of every other link
            mine = PasswordReset.id == self.id, PasswordReset.created_at > now() - life(user)
            used = PasswordReset.update(used_at=now()).where(*mine, PasswordReset.used_at.is_null()).execute()
            if not used:
                raise Refused(N_("This link has been used, or it is too old."))
            self.user.set_password(password, by=self.user)
            FailedSignIn.forgive(self.user.email)

    @classmethod
    def spend(cls, user):
        """None of the user's links opens anything any more."""
        cls.update(used_at=now()).where(cls.user == user, cls.used_at.is_null()).execute()


def can_sign_in(user):
    """May this person come in by a password? One whom an import named, or who left, may not."""
    return bool(user.email and user.password_hash and not user.disabled_at)


def may_get_link(user):
    """May this person choose a password by a link? Who left may not, nor who has no address to sign in with."""
    return bool(user.email and not user.disabled_at)


def must_get_link_from(user, by):
    """Refuse who is no administrator, and for whom no link is any use."""
    must_be_kept_by(by)
    if by is not None and by.id == user.id:
        raise Refused(N_("Change your own password in your account."))
    if user.disabled_at:
        raise Refused(N_("The account of %(name)s has ended. Bring it back first."), name=user.name)
    if not user.email:
        raise Refused(N_("%(name)s has no mail address to sign in with."), name=user.name)


def life(user):
    """How long a link for this user opens."""
    return LIFE if user.password_hash else WELCOME
