"""One action of a person on one or many rows, with what was there before: so that it can be taken back."""

import peewee as pw

from models.base import Model, now
from models.user import User


class Batch(Model):
    noun = "batch"

    by = pw.ForeignKeyField(User, null=True, on_delete="RESTRICT")
    verb = pw.CharField(24)
    count = pw.IntegerField(default=0)
    facts_json = pw.TextField(default="{}")
    created_at = pw.DateTimeField(default=now)
    undone_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "batches"
        indexes = ((("verb", "id"), False), (("created_at",), False))


class BatchItem(Model):
    batch = pw.ForeignKeyField(Batch, backref="items", on_delete="CASCADE")
    subject_type = pw.CharField(32)
    subject_id = pw.IntegerField()
    version = pw.IntegerField(null=True)  # of the row as the action left it
    before_json = pw.TextField(default="{}")  # {column: value}

    class Meta:
        table_name = "batch_items"
        indexes = ((("batch", "id"), False), (("subject_type", "subject_id"), False))
