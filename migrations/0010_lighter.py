"""Keys with which another index begins need none of their own: every write is cheaper, and no query is led astray by one."""

KEYS = {
    "activities": ("activity", ("opportunity_id", "customer_id", "contact_id", "assignee_id")),
    "batch_items": ("batchitem", ("batch_id",)),
    "contacts": ("contact", ("customer_id",)),
    "customers": ("customer", ("owner_id", "team_id")),
    "field_changes": ("fieldchange", ("opportunity_id",)),
    "import_items": ("importitem", ("run_id",)),
    "opportunities": ("opportunity", ("owner_id", "team_id")),
    "opportunity_competitors": ("opportunitycompetitor", ("opportunity_id",)),
    "opportunity_contacts": ("opportunitycontact", ("opportunity_id",)),
    "product_lines": ("productline", ("opportunity_id",)),
    "snapshot_rows": ("snapshotrow", ("snapshot_id",)),
    "stage_entries": ("stageentry", ("stage_id",)),
    "taggings": ("tagging", ("tag_id",)),
}
NAMED = [(table, f"{row}_{key}", key) for table, (row, keys) in KEYS.items() for key in keys]


def up(migrator, db):
    for _table, name, _key in NAMED:
        db.execute_sql(f"DROP INDEX {name}")


def down(migrator, db):
    for table, name, key in NAMED:
        db.execute_sql(f"CREATE INDEX {name} ON {table} ({key})")
