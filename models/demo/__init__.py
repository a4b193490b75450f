"""Sample data: a believable business to look around in, which can be taken away again without touching own rows."""

import peewee as pw

from models.base import Model


class DemoRow(Model):
    """A row that belongs to the sample."""

    subject_type = pw.CharField(24)
    subject_id = pw.IntegerField()

    class Meta:
        table_name = "demo_rows"
        indexes = ((("subject_type", "subject_id"), True),)
