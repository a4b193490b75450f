"""Sample rows are marked by the range: a million of them in a few hundred marks."""


def up(migrator, db):
    moment = "TIMESTAMP" if type(db).__name__.startswith("Postgres") else "DATETIME"
    db.execute_sql("ALTER TABLE demo_rows ADD COLUMN last_id INTEGER NOT NULL DEFAULT 0")
    db.execute_sql(f"ALTER TABLE demo_rows ADD COLUMN made_at {moment}")


def down(migrator, db):
    for name in ("last_id", "made_at"):
        migrator.migrate(migrator.drop_column("demo_rows", name))
