"""The board by month of expected close: its totals and cards are found along one index over open rows."""

COLUMNS = "pipeline_id, expected_close_on, base_amount, weighted, owner_id, team_id, source_id"


def up(migrator, db):
    db.execute_sql(
        f"CREATE INDEX opportunities_by_month ON opportunities ({COLUMNS}) WHERE outcome IS NULL AND deleted_at IS NULL"
    )


def down(migrator, db):
    db.execute_sql("DROP INDEX opportunities_by_month")
