"""What a manager runs the team with: settings that can be archived, nightly snapshots, imports in the browser, sample data."""

from peewee import BigIntegerField, CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, Model, TextField

TABLES = ("demo_rows", "import_items", "import_runs", "snapshot_rows", "snapshots")
COLUMNS = {  # table: (column, its type); {moment} is what the database calls a date with its time
    "stages": (("required", "TEXT NOT NULL DEFAULT '[]'"),),
    "competitors": (("archived_at", "{moment}"),),
    "teams": (("archived_at", "{moment}"),),
    "users": (("briefed_on", "DATE"),),
}
INDEXES = {
    "opportunities_by_opened": "opportunities (opened_on, id)",
    "activities_done": "activities (done_on, assignee_id) WHERE done_on IS NOT NULL AND deleted_at IS NULL",
    "events_by_actor": "events (actor_id, id)",
    "stage_entries_when": "stage_entries (entered_at)",
}


def up(migrator, db):
    moment = "TIMESTAMP" if type(db).__name__.startswith("Postgres") else "DATETIME"
    for table, columns in COLUMNS.items():
        for name, kind in columns:
            db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {name} {kind.format(moment=moment)}")
    create(db)
    for name, rest in INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON {rest}")


def create(db):
    class User(Model):
        class Meta:
            database = db
            table_name = "users"

    class Snapshot(Model):
        taken_on = DateField(unique=True)
        taken_at = DateTimeField()

        class Meta:
            database = db
            table_name = "snapshots"

    class SnapshotRow(Model):
        snapshot = ForeignKeyField(Snapshot, on_delete="CASCADE")
        opportunity_id = IntegerField()
        owner_id = IntegerField(null=True)
        team_id = IntegerField(null=True)
        pipeline_id = IntegerField()
        stage_id = IntegerField()
        category = CharField(max_length=12)
        base_amount = BigIntegerField(null=True)
        weighted = BigIntegerField(null=True)
        expected_close_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "snapshot_rows"
            indexes = ((("snapshot", "expected_close_on"), False), (("opportunity_id",), False))

    class ImportRun(Model):
        kind = CharField(max_length=16)
        status = CharField(max_length=12)
        file_name = CharField(max_length=200)
        path = TextField(null=True)
        options_json = TextField(default="{}")
        result_json = TextField(default="{}")
        done = BigIntegerField(default=0)
        total = BigIntegerField(default=0)
        error = TextField(null=True)
        by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        created_at = DateTimeField()
        started_at = DateTimeField(null=True)
        finished_at = DateTimeField(null=True)
        claimed_by = CharField(null=True, max_length=64)
        seen_at = DateTimeField(null=True)
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "import_runs"
            indexes = ((("status", "id"), False), (("by", "id"), False))

    class ImportItem(Model):
        run = ForeignKeyField(ImportRun, on_delete="CASCADE")
        subject_type = CharField(max_length=16)
        subject_id = IntegerField()

        class Meta:
            database = db
            table_name = "import_items"
            indexes = ((("run", "subject_type", "subject_id"), True),)

    class DemoRow(Model):
        subject_type = CharField(max_length=24)
        subject_id = IntegerField()

        class Meta:
            database = db
            table_name = "demo_rows"
            indexes = ((("subject_type", "subject_id"), True),)

    db.create_tables([Snapshot, SnapshotRow, ImportRun, ImportItem, DemoRow])


def down(migrator, db):
    for name in INDEXES:
        db.execute_sql(f"DROP INDEX {name}")
    for table in TABLES:
        migrator.migrate(migrator.drop_table(table))
    for table, columns in COLUMNS.items():
        for name, _kind in columns:
            migrator.migrate(migrator.drop_column(table, name))
