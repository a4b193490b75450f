"""The open opportunities as they stood on a day: what a forecast is later held against. Written once a night, never changed."""

import peewee as pw

from models.base import Model, now


class Snapshot(Model):
    taken_on = pw.DateField(unique=True)  # the company's day that had begun
    taken_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "snapshots"


class SnapshotRow(Model):
    """One open opportunity on that day. Plain ids: what is deleted later was there all the same."""

    snapshot = pw.ForeignKeyField(Snapshot, backref="rows", on_delete="CASCADE")
    opportunity_id = pw.IntegerField()
    owner_id = pw.IntegerField(null=True)
    team_id = pw.IntegerField(null=True)
    pipeline_id = pw.IntegerField()
    stage_id = pw.IntegerField()
    category = pw.CharField(12)
    base_amount = pw.BigIntegerField(null=True)
    weighted = pw.BigIntegerField(null=True)
    expected_close_on = pw.DateField(null=True)

    class Meta:
        table_name = "snapshot_rows"
        indexes = ((("snapshot", "expected_close_on"), False), (("opportunity_id",), False))
