"""People who sign in, and the teams they belong to."""

import functools

import argon2
import peewee as pw

from models.base import Model, now, transaction
from models.event import record
from models.setting import must_be_kept_by
from models.team import Team
from models.told import Told
from models.user.employed import Employed
from models.user.listed import Listed

HUES = 8  # colours that an avatar may have
ROLES = ("administrator", "manager", "team_lead", "salesperson", "viewer")

# 19 MiB, two passes: 39 ms, and eight sign-ins at once fit a small machine
_hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Company:
    """The subject of events that belong to no row: settings and imports."""

    noun, id = "company", 0


class User(Employed, Listed, Told, Model):
    """Somebody who sells or looks on. Without mail address or password nobody can sign in as them."""

    noun = "user"
    FIELDS = ("name", "email", "role", "team", "language")

    name = pw.CharField(120)
    email = pw.CharField(254, null=True, unique=True)
    password_hash = pw.CharField(200, null=True)
    role = pw.CharField(16, default="salesperson", constraints=[pw.Check(f"role IN {ROLES}")])
    team = pw.ForeignKeyField(Team, null=True, backref="members", on_delete="RESTRICT")
    language = pw.CharField(8, null=True)
    time_zone = pw.CharField(64, null=True)
    theme = pw.CharField(8, default="auto")
    hue = pw.IntegerField(null=True)  # of the avatar, 1 to 8; empty: it comes from the id
    agenda_on = pw.DateField(null=True)  # the last day for which a daily agenda was queued
    briefed_on = pw.DateField(null=True)  # the first day of the last week for which a briefing was queued
    created_at = pw.DateTimeField(default=now)
    disabled_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "users"
        indexes = ((("name",), False),)

    @classmethod
    def add(cls, name, email=None, password=None, role="salesperson", team=None, by=None, **more):
        """Make a user. Refuses a mail address that is taken, and a team in the archive. Returns the User.

        Somebody who can sign in, or has another role, is made by an administrator; imports of others name colleagues, too.
        """
        if email or password or role != "salesperson":
            must_be_kept_by(by)
        email = email.strip().lower() if email else None
        if team is not None:
            team.must_be_in_use()
        with transaction():
            cls.must_have_for_itself(email)
            user = cls.create(name=name.strip(), email=email, role=role, team=team, **more)
            if password:
                user.password_hash = _hasher.hash(password)
                user.save(only=[cls.password_hash])
            record("user.added", user, by, name=user.name, role=role)
        return user

    def set_password(self, password, by):
        """A new password; every sign-in of this user ends, and every link by which one was to be chosen. Refuses who may not."""
        from models.reset import PasswordReset
        from models.sign_in import SignIn

        self._must_be_own_or_kept_by(by)
        with transaction():
            self.password_hash = _hasher.hash(password)
            self.save(only=[User.password_hash])
            SignIn.delete().where(SignIn.user == self).execute()
            PasswordReset.spend(self)
            record("user.password_changed", self, by)

    def knows(self, password):
        """Is this the user's password? Takes as long for a user without one. Old hashes are renewed."""
        try:
            _hasher.verify(self.password_hash or nobodys_hash(), password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
        if not self.password_hash or self.disabled_at:
            return False
        if _hasher.check_needs_rehash(self.password_hash):
            self.password_hash = _hasher.hash(password)
            self.save(only=[User.password_hash])
        return True

    @classmethod
    def anybody(cls):
        """Is there anybody yet who can sign in? People whom an import named cannot."""
        return cls.select(pw.SQL("1")).where(cls.password_hash.is_null(False)).limit(1).exists()

    @property
    def colour(self):
        """Of the avatar: 1 to 8."""
        return hue_of(self.id, self.hue)

    def prefer(self, **choices):
        """Keep the user's own language, theme, time zone or colour. No event: it concerns nobody else."""
        if not choices:
            return
        for name, value in choices.items():
            setattr(self, name, value)
        self.save(only=[getattr(User, name) for name in choices])
        if "time_zone" in choices:
            from models.reminder import reckon

            reckon(self)  # nine in the morning is another moment now

    @classmethod
    def active(cls):
        return cls.select().where(cls.disabled_at.is_null())

    @classmethod
    def everybody(cls):
        """All users with their teams, by name, the disabled ones too."""
        return cls.select(cls, Team).join(Team, pw.JOIN.LEFT_OUTER).order_by(cls.name, cls.id)

    @classmethod
    def by_ids(cls, ids):
        """{id: User} of some ids; None among them is passed over."""
        ids = {row_id for row_id in ids if row_id}
        return {user.id: user for user in cls.select().where(cls.id.in_(list(ids)))} if ids else {}

    @classmethod
    def by_email(cls, email):
        """The user with this mail address, or None."""
        return cls.get_or_none(cls.email == (email or "").replace("\0", "").strip().lower())


def hue_of(user_id, chosen):
    """The colour of an avatar, 1 to 8: the chosen one, else by the id. None for nobody."""
    return chosen or (user_id and user_id % HUES + 1)


@functools.cache
def nobodys_hash():
    """The hash of no password: verifying against it takes the time of a real one, so that a guess learns nothing."""
    return _hasher.hash("nobody's")
