"""The working day: follow-ups, notes, marks, tags, notifications, the bin, actions that can be taken back."""

import datetime as dt
import itertools

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

BINNED = ("opportunities", "contacts", "customers")
TABLES = (
    "password_resets",
    "batch_items",
    "batches",
    "saved_views",
    "notifications",
    "preferences",
    "product_lines",
    "opportunity_competitors",
    "taggings",
    "tags",
    "notes",
    "activities",
)
COLUMNS = {  # table: (column, its type); {moment} is what the database calls a date with its time
    "opportunities": (
        ("next_step_on", "DATE"),
        ("next_step_kind", "VARCHAR(8)"),
        ("next_step_id", "INTEGER"),
        ("quiet_until", "DATE"),
        ("last_contact_at", "{moment}"),
        ("touched_on", "DATE"),
        ("pushes", "INTEGER NOT NULL DEFAULT 0"),
        ("pushed_days", "INTEGER NOT NULL DEFAULT 0"),
        ("pushed_on", "DATE"),
    ),
    "opportunity_texts": (("solution", "TEXT"),),
    "stages": (("limit_days", "INTEGER"),),
    "users": (("hue", "INTEGER"), ("agenda_on", "DATE")),
    "deliveries": (("recipient_id", "INTEGER NOT NULL DEFAULT 0"),),
    "events": (("opportunity_id", "INTEGER"), ("customer_id", "INTEGER"), ("contact_id", "INTEGER")),
}
DELETED = (
    ("deleted_at", "{moment}"),
    ("deleted_by_id", "INTEGER REFERENCES users (id) ON DELETE RESTRICT"),
    ("deleted_with", "VARCHAR(40)"),
)
# Those of the first step that read open rows: what is in the bin is not among them any more.
REPLACED = (
    (
        "opportunities_on_board",
        "ON opportunities (stage_id, entered_stage_at DESC, id DESC) WHERE outcome IS NULL",
    ),
    (
        "opportunities_totals",
        "ON opportunities (pipeline_id, stage_id, owner_id, team_id, source_id, base_amount, weighted) "
        "WHERE outcome IS NULL",
    ),
    ("opportunities_closed", "ON opportunities (closed_on, outcome) WHERE outcome IS NOT NULL"),
)
INDEXES = (
    "CREATE INDEX events_of_opportunity ON events (opportunity_id, happened_on, id) WHERE opportunity_id IS NOT NULL",
    "CREATE INDEX events_of_customer ON events (customer_id, happened_on, id) WHERE customer_id IS NOT NULL",
    "CREATE INDEX events_of_contact ON events (contact_id, happened_on, id) WHERE contact_id IS NOT NULL",
    "CREATE UNIQUE INDEX deliveries_event_reaction_recipient ON deliveries (event_id, reaction, recipient_id)",
    "CREATE INDEX activities_planned ON activities (assignee_id, due_on) WHERE done_at IS NULL AND deleted_at IS NULL",
    "CREATE INDEX activities_next ON activities (opportunity_id, due_on) WHERE done_at IS NULL AND deleted_at IS NULL",
    "CREATE INDEX activities_remind ON activities (remind_at) WHERE remind_at IS NOT NULL",
    "CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL",
    *(f"CREATE INDEX {table}_binned ON {table} (deleted_at) WHERE deleted_at IS NOT NULL" for table in
      (*BINNED, "activities", "notes")),
)  # fmt: skip


def up(migrator, db):
    moment = "TIMESTAMP" if type(db).__name__.startswith("Postgres") else "DATETIME"
    for table, columns in (*COLUMNS.items(), *((table, DELETED) for table in BINNED)):
        for name, kind in columns:
            db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {name} {kind.format(moment=moment)}")
    create(db)
    for name, rest in REPLACED:
        db.execute_sql(f"DROP INDEX {name}")
        db.execute_sql(f"CREATE INDEX {name} {rest} AND deleted_at IS NULL")
    db.execute_sql('DROP INDEX "delivery_event_id_reaction"')
    for index in INDEXES:
        db.execute_sql(index)
    tell_where(db)
    start_clocks(db)
    count_pushes(db)


def create(db):
    class User(Model):
        class Meta:
            database = db
            table_name = "users"

    class Opportunity(User):
        class Meta:
            table_name = "opportunities"

    class Customer(User):
        class Meta:
            table_name = "customers"

    class Contact(User):
        class Meta:
            table_name = "contacts"

    class Competitor(User):
        class Meta:
            table_name = "competitors"

    class Product(User):
        class Meta:
            table_name = "products"

    class Event(User):
        class Meta:
            table_name = "events"

    class Owned(Model):
        created_at = DateTimeField()
        updated_at = DateTimeField()
        version = IntegerField(default=1)
        deleted_at = DateTimeField(null=True)
        deleted_with = CharField(null=True, max_length=40)

        class Meta:
            database = db

    class Activity(Owned):
        kind = CharField(max_length=8)
        opportunity = ForeignKeyField(Opportunity, null=True, on_delete="CASCADE")
        customer = ForeignKeyField(Customer, null=True, on_delete="CASCADE")
        contact = ForeignKeyField(Contact, null=True, on_delete="SET NULL")
        subject = CharField(max_length=200, default="")
        text = TextField(null=True)
        outcome = CharField(null=True, max_length=200)
        due_on = DateField(null=True)
        due_at = DateTimeField(null=True)
        minutes = IntegerField(null=True)
        assignee = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        done_at = DateTimeField(null=True)
        done_on = DateField(null=True)
        remind_minutes = IntegerField(null=True)
        remind_at = DateTimeField(null=True)
        reminded = IntegerField(default=0)
        created_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        deleted_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")

        class Meta:
            table_name = "activities"
            indexes = (
                (("opportunity", "done_at"), False),
                (("customer", "done_at"), False),
                (("contact", "done_at"), False),
                (("assignee", "done_at"), False),
            )

    class Note(Owned):
        opportunity = ForeignKeyField(Opportunity, null=True, on_delete="CASCADE")
        customer = ForeignKeyField(Customer, null=True, on_delete="CASCADE")
        contact = ForeignKeyField(Contact, null=True, on_delete="SET NULL")
        text = TextField()
        created_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        deleted_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")

        class Meta:
            table_name = "notes"
            indexes = ((("opportunity",), False), (("customer",), False), (("contact",), False))

    class Tag(Model):
        name = CharField(unique=True, max_length=60)
        name_key = CharField(unique=True, max_length=60)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "tags"

    class Tagging(Model):
        tag = ForeignKeyField(Tag, on_delete="CASCADE")
        subject_type = CharField(max_length=32)
        subject_id = IntegerField()

        class Meta:
            database = db
            table_name = "taggings"
            indexes = ((("tag", "subject_type", "subject_id"), True), (("subject_type", "subject_id"), False))

    class OpportunityCompetitor(Model):
        opportunity = ForeignKeyField(Opportunity, on_delete="CASCADE")
        competitor = ForeignKeyField(Competitor, on_delete="RESTRICT")
        note = CharField(null=True, max_length=300)

        class Meta:
            database = db
            table_name = "opportunity_competitors"
            indexes = ((("opportunity", "competitor"), True),)

    class ProductLine(Model):
        opportunity = ForeignKeyField(Opportunity, on_delete="CASCADE")
        product = ForeignKeyField(Product, null=True, on_delete="RESTRICT")
        name = CharField(max_length=200)
        quantity = BigIntegerField(default=1000)
        price = BigIntegerField()
        discount = IntegerField(default=0)
        amount = BigIntegerField()
        position = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "product_lines"
            indexes = ((("opportunity", "position"), False),)

    class Preference(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        key = CharField(max_length=40)
        value = TextField()

        class Meta:
            database = db
            table_name = "preferences"
            indexes = ((("user", "key"), True),)

    class Notification(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        kind = CharField(max_length=24)
        event = ForeignKeyField(Event, null=True, on_delete="CASCADE")
        activity = ForeignKeyField(Activity, null=True, on_delete="CASCADE")
        opportunity = ForeignKeyField(Opportunity, null=True, on_delete="CASCADE")
        facts_json = TextField(default="{}")
        created_at = DateTimeField()
        read_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "notifications"
            indexes = ((("user", "id"), False),)

    class SavedView(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        name = CharField(max_length=80)
        area = CharField(max_length=12)
        shared = BooleanField(default=False)
        query = TextField(default="")
        columns = TextField(null=True)
        position = IntegerField(default=0)
        created_at = DateTimeField()
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "saved_views"
            indexes = ((("user", "area", "name"), True), (("area", "shared"), False))

    class Batch(Model):
        by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        verb = CharField(max_length=24)
        count = IntegerField(default=0)
        facts_json = TextField(default="{}")
        created_at = DateTimeField()
        undone_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "batches"
            indexes = ((("verb", "id"), False), (("created_at",), False))

    class BatchItem(Model):
        batch = ForeignKeyField(Batch, on_delete="CASCADE")
        subject_type = CharField(max_length=32)
        subject_id = IntegerField()
        version = IntegerField(null=True)
        before_json = TextField(default="{}")

        class Meta:
            database = db
            table_name = "batch_items"
            indexes = ((("batch", "id"), False), (("subject_type", "subject_id"), False))

    class PasswordReset(Model):
        token_digest = CharField(unique=True, max_length=64)
        user = ForeignKeyField(User, on_delete="CASCADE")
        address = CharField(null=True, max_length=64)
        created_at = DateTimeField()
        used_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "password_resets"

    db.create_tables(
        [Activity, Note, Tag, Tagging, OpportunityCompetitor, ProductLine, Preference, Notification]
        + [SavedView, Batch, BatchItem, PasswordReset]
    )


def tell_where(db):
    """Events of before get the page that they are told on."""
    db.execute_sql(
        "UPDATE events SET opportunity_id = subject_id, customer_id = "
        "(SELECT customer_id FROM opportunities WHERE opportunities.id = events.subject_id) "
        "WHERE subject_type = 'opportunity'"
    )
    db.execute_sql("UPDATE events SET customer_id = subject_id WHERE subject_type = 'customer'")
    db.execute_sql(
        "UPDATE events SET contact_id = subject_id, customer_id = "
        "(SELECT customer_id FROM contacts WHERE contacts.id = events.subject_id) WHERE subject_type = 'contact'"
    )


def start_clocks(db):
    """Nobody has contacted anybody yet: the clock of neglect starts at the opening, the import or the assignment."""
    db.execute_sql(
        "UPDATE opportunities SET touched_on = "
        "CASE WHEN DATE(created_at) > opened_on THEN DATE(created_at) ELSE opened_on END"
    )
    given = (
        "(SELECT MAX(happened_on) FROM events "
        "WHERE events.opportunity_id = opportunities.id AND events.name = 'opportunity.assigned')"
    )
    db.execute_sql(f"UPDATE opportunities SET touched_on = {given} WHERE {given} > touched_on")  # noqa: S608


def count_pushes(db):
    """How often the expected close moved later, a day counted once, from the history that is there."""
    moved = db.execute_sql(
        "SELECT opportunity_id, old, new, at FROM field_changes WHERE field = 'expected_close_on' "
        "AND old IS NOT NULL AND new > old ORDER BY opportunity_id, at, id"
    ).fetchall()
    mark = "%s" if type(db).__name__.startswith("Postgres") else "?"
    for row_id, changes in itertools.groupby(moved, key=lambda row: row[0]):
        changes = list(changes)
        days = {str(at)[:10] for _row, _old, _new, at in changes}
        gone = sum((dt.date.fromisoformat(new) - dt.date.fromisoformat(old)).days for _row, old, new, _at in changes)
        db.execute_sql(
            f"UPDATE opportunities SET pushes = {mark}, pushed_days = {mark}, pushed_on = {mark} WHERE id = {mark}",  # noqa: S608
            (len(days), gone, max(days), row_id),
        )


def down(migrator, db):
    for table in TABLES:
        db.execute_sql(f"DROP TABLE {table}")
    for index in ("events_of_opportunity", "events_of_customer", "events_of_contact"):
        db.execute_sql(f"DROP INDEX {index}")
    db.execute_sql("DROP INDEX deliveries_event_reaction_recipient")
    for table in BINNED:
        db.execute_sql(f"DROP INDEX {table}_binned")
        db.execute_sql(f"DELETE FROM {table} WHERE deleted_at IS NOT NULL")  # noqa: S608
    for name, rest in REPLACED:
        db.execute_sql(f"DROP INDEX {name}")
        db.execute_sql(f"CREATE INDEX {name} {rest}")
    for table, columns in (*COLUMNS.items(), *((table, DELETED) for table in BINNED)):
        for name, _kind in columns:
            db.execute_sql(f"ALTER TABLE {table} DROP COLUMN {name}")
    db.execute_sql(
        "DELETE FROM deliveries WHERE id NOT IN (SELECT MIN(id) FROM deliveries GROUP BY event_id, reaction)"
    )
    db.execute_sql('CREATE UNIQUE INDEX "delivery_event_id_reaction" ON deliveries (event_id, reaction)')
