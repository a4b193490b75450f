"""What was deleted stays in the bin for a while: out of everybody's sight, and back when it is wanted."""

import peewee as pw

from models.base import Model
from models.user import User


class Binned(Model):
    """A row that can lie in the bin. `deleted_with` names the row it went along with ("customer 5"), None when by itself."""

    deleted_at = pw.DateTimeField(null=True)
    deleted_by = pw.ForeignKeyField(User, null=True, backref="+", index=False, on_delete="RESTRICT")
    deleted_with = pw.CharField(40, null=True)

    @classmethod
    def kept(cls, *columns):
        """A query on what is not in the bin."""
        return cls.select(*columns).where(cls.deleted_at.is_null())
