"""Tags: words that users stick on opportunities, customers and contacts."""

import peewee as pw

from models.base import Model, now


class Tag(Model):
    noun = "tag"

    name = pw.CharField(60, unique=True)
    name_key = pw.CharField(60, unique=True)
    created_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "tags"


class Tagging(Model):
    tag = pw.ForeignKeyField(Tag, backref="taggings", on_delete="CASCADE")
    subject_type = pw.CharField(32)
    subject_id = pw.IntegerField()

    class Meta:
        table_name = "taggings"
        indexes = ((("tag", "subject_type", "subject_id"), True), (("subject_type", "subject_id"), False))
