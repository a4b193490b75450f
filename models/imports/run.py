"""A file that somebody brought in through the browser: where it stands, and what came of it."""

import json

import peewee as pw

from models.base import Model, now
from models.user import User

STATUSES = ("uploaded", "checking", "checked", "queued", "running", "done", "failed", "cancelled", "undone")


class ImportRun(Model):
    """`options` is what was chosen (mapping, values, pipeline …), `result` what checking and running found, both JSON.

    `done` of `total` is the progress of the status it has. The worker that has it renews `seen_at`.
    """

    noun = "import"

    kind = pw.CharField(16)
    status = pw.CharField(12, default="uploaded")
    file_name = pw.CharField(200)
    path = pw.TextField(null=True)  # of the file in the data folder; empty once it is deleted
    options_json = pw.TextField(default="{}")
    result_json = pw.TextField(default="{}")
    done = pw.BigIntegerField(default=0)
    total = pw.BigIntegerField(default=0)
    error = pw.TextField(null=True)
    by = pw.ForeignKeyField(User, null=True, on_delete="RESTRICT")
    created_at = pw.DateTimeField(default=now)
    started_at = pw.DateTimeField(null=True)
    finished_at = pw.DateTimeField(null=True)
    claimed_by = pw.CharField(64, null=True)
    seen_at = pw.DateTimeField(null=True)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "import_runs"
        indexes = ((("status", "id"), False), (("by", "id"), False))

    @property
    def options(self):
        return json.loads(self.options_json)

    @property
    def result(self):
        return json.loads(self.result_json)


class ImportItem(Model):
    """A row that an import made: by it the import can be taken back."""

    run = pw.ForeignKeyField(ImportRun, backref="items", on_delete="CASCADE")
    subject_type = pw.CharField(16)
    subject_id = pw.IntegerField()

    class Meta:
        table_name = "import_items"
        indexes = ((("run", "subject_type", "subject_id"), True),)
