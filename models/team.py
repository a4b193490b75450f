"""Teams: who works together, and in which office."""

import peewee as pw

from models.base import Model, now


class Team(Model):
    noun = "team"

    name = pw.CharField(120, unique=True)
    office = pw.CharField(120, null=True)
    created_at = pw.DateTimeField(default=now)
    archived_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "teams"

    @classmethod
    def named(cls, name):
        """The team of this name, made when new; None for an empty name."""
        name = (name or "").strip()
        return cls.get_or_create(name=name)[0] if name else None

    @classmethod
    def offered_to(cls, user):
        """Teams that this user may filter by or assign to: all with reach "all", else the own one."""
        from models.access import sees

        query = cls.select().order_by(cls.name)
        return query if sees(user) == "all" else query.where(cls.id == user.team_id)
