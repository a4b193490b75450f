"""What figures read stands in the index as a whole, and the database knows it: else it looks up row after row at 100,000 of them.

`deleted_at` is empty in all of these, but only an index that has every column of the question is taken for covering it.
"""

BEFORE = {
    "stage_entries_furthest": "stage_entries (opportunity_id, position)",
    "activities_done": "activities (done_on, assignee_id) WHERE done_on IS NOT NULL AND deleted_at IS NULL",
    "activities_volume": "activities (assignee_id, kind, done_on, opportunity_id) "
    "WHERE done_on IS NOT NULL AND deleted_at IS NULL",
    "opportunities_closed": "opportunities (closed_on, outcome) WHERE outcome IS NOT NULL AND deleted_at IS NULL",
    "opportunities_totals": "opportunities (pipeline_id, stage_id, owner_id, team_id, source_id, base_amount, weighted) "
    "WHERE outcome IS NULL AND deleted_at IS NULL",
}
AFTER = {
    "stage_entries_furthest": "stage_entries (opportunity_id, position, stage_id)",
    "activities_done": "activities (done_on, assignee_id, kind, opportunity_id, deleted_at) "
    "WHERE done_on IS NOT NULL AND deleted_at IS NULL",
    "opportunities_closed": "opportunities (closed_on, outcome, pipeline_id, owner_id, team_id, source_id, "
    "close_reason_id, base_amount, base_final_amount, pushes, opened_on, deleted_at) "
    "WHERE outcome IS NOT NULL AND deleted_at IS NULL",
    "opportunities_totals": "opportunities (pipeline_id, stage_id, owner_id, team_id, source_id, base_amount, weighted, "
    "outcome, deleted_at) WHERE outcome IS NULL AND deleted_at IS NULL",
}


def up(migrator, db):
    _turn(db, BEFORE, AFTER)


def down(migrator, db):
    _turn(db, AFTER, BEFORE)


def _turn(db, before, after):
    for name in before:
        db.execute_sql(f"DROP INDEX {name}")
    for name, rest in after.items():
        db.execute_sql(f"CREATE INDEX {name} ON {rest}")
