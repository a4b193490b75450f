"""What the figures read: how far each opportunity got, what is closed, and follow-ups done, each from an index alone."""

INDEXES = {
    "stage_entries_furthest": "stage_entries (opportunity_id, position)",
    "opportunities_ended": "opportunities (pipeline_id, outcome, id) WHERE outcome IS NOT NULL AND deleted_at IS NULL",
    "activities_volume": "activities (assignee_id, kind, done_on, opportunity_id) "
    "WHERE done_on IS NOT NULL AND deleted_at IS NULL",
}


def up(migrator, db):
    for name, rest in INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON {rest}")


def down(migrator, db):
    for name in INDEXES:
        db.execute_sql(f"DROP INDEX {name}")
