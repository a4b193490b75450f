"""A way back in for who has forgotten their password: a link by mail, good for a while and once."""

import peewee as pw

from models.base import Model, now
from models.user import User


class PasswordReset(Model):
    """The link holds the token, the table only its digest."""

    token_digest = pw.CharField(64, unique=True)
    user = pw.ForeignKeyField(User, on_delete="CASCADE")
    address = pw.CharField(64, null=True)
    created_at = pw.DateTimeField(default=now)
    used_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "password_resets"
