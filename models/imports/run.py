"""A file that somebody brings in: where it stands, what was chosen, and what came of it.

    uploaded ──configure──▶ checking ──▶ checked ──start──▶ queued ──▶ running ──▶ done ──undo──▶ undoing ──▶ undone
                              │  ▲          │                            │
                              ▼  └─configure┘                     cancelled, failed (start goes on, undo takes back)
                            failed

`checking queued running undoing` wait for the worker or are in its hands; `done` of `total` is the progress of what it does.
Whatever the status, `version` rises with every choice; progress does not raise it.

`options`, what was chosen:
    mapping     {field: heading, or null for no column}, guesses where a field is not named
    values      {field: {text of a cell: choice}}; fields: see choices.FIELDS; a choice is the id of a row, "new", "empty" (the
                cell is kept as text), "skip" (rows that say so are left out), or for stage and outcome won lost invalid open
    pipeline    the name of the one that opportunities go into; a new name makes one; null: guessed
    rates       {code: text of a decimal} for currencies without a rate
    duplicates  "skip" (the default) or "import": what becomes of rows that are there already
    left_out    headings of columns that are not even kept as text
    sheet       the sheet of a workbook

`result`, what was found:
    file        {encoding, delimiter, sheets}; sheets: names, of a workbook only
    columns     [{heading, field or null, samples: [three texts]}], in the order of the file
    counts      {rows, create, update, skip, error}: update is a row that is there and is given what it lacks; and what would
                be made: customers_new, owners_new, … (see cli/imports.py)
    notes       [{reason, facts, count, rows}]; reason is a msgid
    values      {field: [{text, count, choice, hint}]}, commonest first; choice is what counts while nobody chooses, hint the id
                of a row that is spelled alike; `more` says per field how many are not listed
    currencies  codes that need a rate
    pipeline    {name, is_new, stages: [names]}: where opportunities go
    written     {noun: how many rows were made}, while running and afterwards
    late        how many rows turned out to be there already when their turn came
    stayed      {noun: how many} rows that `undo` left because they were changed since; undone: {noun: how many} went
    at tries undone_by    where to go on, how often it was begun without coming further, who takes it back
"""

import json

import peewee as pw

from models import access
from models.base import Model, now
from models.imports.lifting import BUSY, KEPT, Lifting
from models.imports.steps import Steps
from models.user import User

STATUSES = (
    *("uploaded", "checking", "checked", "queued", "running"),
    *("done", "failed", "cancelled", "undoing", "undone"),
)


class ImportRun(Steps, Lifting, Model):
    noun = "import"

    kind = pw.CharField(16)
    status = pw.CharField(12, default="uploaded")
    file_name = pw.CharField(200)
    path = pw.TextField(null=True)  # of the file in the data folder; empty once it is deleted
    options_json = pw.TextField(default="{}")
    result_json = pw.TextField(default="{}")
    done = pw.BigIntegerField(default=0)
    total = pw.BigIntegerField(default=0)
    error = pw.TextField(null=True)  # JSON: [msgid, facts]
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

    @classmethod
    def visible_to(cls, user):
        """Managers and administrators see every import; of people only administrators."""
        query = cls.select()
        if not access.may_import(user):
            return query.where(cls.id.in_([]))
        return query if access.may_import(user, "users") else query.where(cls.kind != "users")

    @classmethod
    def editable_by(cls, user):
        return cls.visible_to(user)

    @classmethod
    def latest(cls, user, before=None, limit=50):
        """The imports that `user` sees, the newest first, with who made them; those older than the id `before`."""
        query = cls.visible_to(user).select(cls, User).join(User, pw.JOIN.LEFT_OUTER).order_by(cls.id.desc())
        return list((query.where(cls.id < before) if before else query).limit(limit))

    @property
    def options(self):
        return json.loads(self.options_json)

    @property
    def result(self):
        return json.loads(self.result_json)

    @property
    def trouble(self):
        """Why it failed: (msgid, facts), or None."""
        return tuple(json.loads(self.error)) if self.error else None

    def made(self, noun):
        """A query of the ids of the rows of one kind that it made."""
        return ImportItem.select(ImportItem.subject_id).where(
            ImportItem.run == self.id, ImportItem.subject_type == noun
        )

    @property
    def waits(self):
        """Is it the worker's turn?"""
        return self.status in BUSY

    @property
    def undoable(self):
        """Could it be taken back now, by whoever may?"""
        over = self.status == "done" or (self.status in ("cancelled", "failed") and self.result.get("written"))
        return bool(over) and self.finished_at is not None and self.finished_at > now() - KEPT

    @property
    def rate(self):
        """Percent of the present step that are done; None while nobody knows."""
        return min(100, 100 * self.done // self.total) if self.total else None


class ImportItem(Model):
    """A row that an import made: by it the import can be taken back."""

    run = pw.ForeignKeyField(ImportRun, index=False, backref="items", on_delete="CASCADE")
    subject_type = pw.CharField(16)
    subject_id = pw.IntegerField()

    class Meta:
        table_name = "import_items"
        indexes = ((("run", "subject_type", "subject_id"), True),)
