"""A view of the list or the board that somebody keeps under a name: filter, order, columns."""

import peewee as pw

from models.base import Model, now
from models.user import User


class SavedView(Model):
    noun = "saved_view"

    user = pw.ForeignKeyField(User, backref="saved_views", on_delete="CASCADE")
    name = pw.CharField(80)
    area = pw.CharField(12)  # list or board
    shared = pw.BooleanField(default=False)
    query = pw.TextField(default="")  # the parameters of its address
    columns = pw.TextField(null=True)  # JSON: their names in order; empty: the usual ones
    position = pw.IntegerField(default=0)
    created_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "saved_views"
        indexes = ((("user", "area", "name"), True), (("area", "shared"), False))
