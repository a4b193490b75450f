"""What a user is told in the bell: a row a person and fact."""

import peewee as pw

from models.activity import Activity
from models.base import Model, now
from models.event import Event
from models.opportunity import Opportunity
from models.user import User


class Notification(Model):
    user = pw.ForeignKeyField(User, backref="notifications", on_delete="CASCADE")
    kind = pw.CharField(24)
    event = pw.ForeignKeyField(Event, null=True, on_delete="CASCADE")
    activity = pw.ForeignKeyField(Activity, null=True, on_delete="CASCADE")
    opportunity = pw.ForeignKeyField(Opportunity, null=True, on_delete="CASCADE")
    facts_json = pw.TextField(default="{}")
    created_at = pw.DateTimeField(default=now)
    read_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "notifications"
        indexes = ((("user", "id"), False),)
