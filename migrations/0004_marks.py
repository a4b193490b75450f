"""Open opportunities are found and sorted by their marks: next step, last touch, pushes."""

INDEXES = {
    "opportunities_by_step": "next_step_on, id",
    "opportunities_by_touch": "touched_on, id",
    "opportunities_by_pushes": "pushes, id",
}


def up(migrator, db):
    for name, columns in INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON opportunities ({columns}) WHERE outcome IS NULL AND deleted_at IS NULL")


def down(migrator, db):
    for name in INDEXES:
        db.execute_sql(f"DROP INDEX {name}")
