"""Teams: who works together, and in which office."""

import peewee as pw

from models.base import N_, Model, Refused, now
from models.catalogue import Catalogued


class Team(Catalogued, Model):
    noun = "team"

    name = pw.CharField(120, unique=True)
    office = pw.CharField(120, null=True)
    created_at = pw.DateTimeField(default=now)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "teams"

    FIELDS = ("name", "office")

    @classmethod
    def named(cls, name, by=None):
        """The team of this name, however it is spelt, made when new; None for an empty name."""
        if not (name or "").strip():
            return None
        return cls.spelt(name) or cls.add(by, name=name)

    def must_be_in_use(self):
        """Refuse one in the archive: nobody joins it."""
        if self.archived_at:
            raise Refused(N_("The team “%(name)s” is in the archive."), name=self.name)

    def must_be_archivable(self):
        """Refuse a team that somebody is in."""
        from models.user import User

        if count := User.active().where(User.team == self).count():
            raise Refused(
                N_("Nobody may be in a team that goes into the archive. Members of %(name)s: %(count)d."),
                name=self.name,
                count=count,
            )

    @classmethod
    def offered(cls):
        return cls.select().where(cls.archived_at.is_null()).order_by(cls.name)

    @classmethod
    def offered_to(cls, user):
        """Teams in use that this user may filter by or assign to: all with reach "all", else the own one."""
        from models.access import sees

        query = cls.offered()
        return query if sees(user) == "all" else query.where(cls.id == user.team_id)
