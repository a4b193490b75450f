"""The thread: people, customers, opportunities with their typed history, deliveries, settings."""

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

# What a model cannot say: indexes over open rows only, or by an expression. Both databases read these words.
INDEXES = (
    "CREATE INDEX opportunities_on_board ON opportunities (stage_id, entered_stage_at DESC, id DESC) WHERE outcome IS NULL",
    "CREATE INDEX opportunities_totals ON opportunities "
    "(pipeline_id, stage_id, owner_id, team_id, source_id, base_amount, weighted) WHERE outcome IS NULL",
    "CREATE INDEX opportunities_closed ON opportunities (closed_on, outcome) WHERE outcome IS NOT NULL",
    # the orders of the list, see models/opportunity/tabled.py
    "CREATE INDEX opportunities_by_name ON opportunities (LOWER(name), id)",
    "CREATE INDEX opportunities_by_worth ON opportunities "
    "((CASE WHEN outcome = 'won' THEN base_final_amount ELSE base_amount END), id)",
    "CREATE INDEX opportunities_by_weight ON opportunities ((CASE WHEN outcome IS NULL THEN weighted END), id)",
    "CREATE INDEX opportunities_by_close ON opportunities (expected_close_on, id, outcome)",
    "CREATE INDEX opportunities_by_closed ON opportunities (closed_on, id, outcome)",
    "CREATE INDEX opportunities_by_grade ON opportunities (grade, id, outcome)",
    "CREATE INDEX deliveries_pending ON deliveries (next_at) WHERE status = 'pending'",
)


def up(migrator, db):
    class CloseReason(Model):
        outcome = CharField(max_length=8)
        name = CharField(max_length=120)
        position = IntegerField(default=0)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "close_reasons"
            indexes = ((("outcome", "name"), True),)

    db.create_tables([CloseReason])

    class Team(Model):
        name = CharField(unique=True, max_length=120)
        office = CharField(null=True, max_length=120)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "teams"

    db.create_tables([Team])

    class User(Model):
        name = CharField(max_length=120)
        email = CharField(unique=True, null=True, max_length=254)
        password_hash = CharField(null=True, max_length=200)
        role = CharField(max_length=16, default="salesperson")
        team = ForeignKeyField(Team, null=True, on_delete="RESTRICT")
        language = CharField(null=True, max_length=8)
        time_zone = CharField(null=True, max_length=64)
        theme = CharField(max_length=8, default="auto")
        created_at = DateTimeField()
        disabled_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "users"
            indexes = ((("name",), False),)

    db.create_tables([User])

    class Customer(Model):
        name = CharField(max_length=200)
        name_key = CharField(max_length=200)
        kind = CharField(max_length=12, default="organisation")
        phone = CharField(null=True, max_length=64)
        phone_key = CharField(max_length=32, default="")
        email = CharField(null=True, max_length=254)
        email_key = CharField(max_length=254, default="")
        website = CharField(null=True, max_length=254)
        industry = CharField(null=True, max_length=120)
        address = CharField(null=True, max_length=300)
        employees = IntegerField(null=True)
        description = TextField(null=True)
        imported = TextField(null=True)
        parent = ForeignKeyField("self", null=True, on_delete="SET NULL")
        owner = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        team = ForeignKeyField(Team, null=True, on_delete="RESTRICT")
        created_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        created_at = DateTimeField()
        updated_at = DateTimeField()
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "customers"
            indexes = (
                (("name_key",), False),
                (("phone_key",), False),
                (("email_key",), False),
                (("owner", "id"), False),
                (("team", "owner"), False),
                (("industry",), False),
                (("created_by",), False),
            )

    db.create_tables([Customer])

    class Pipeline(Model):
        name = CharField(unique=True, max_length=120)
        position = IntegerField(default=0)
        version = IntegerField(default=1)
        created_at = DateTimeField()
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "pipelines"

    db.create_tables([Pipeline])

    class Stage(Model):
        pipeline = ForeignKeyField(Pipeline, on_delete="RESTRICT")
        name = CharField(max_length=120)
        position = IntegerField()
        rate = IntegerField()
        expected_days = IntegerField(null=True)
        category = CharField(max_length=12, default="pipeline")
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "stages"
            indexes = ((("pipeline", "position"), False),)

    db.create_tables([Stage])

    class Source(Model):
        name = CharField(unique=True, max_length=120)
        position = IntegerField(default=0)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sources"

    db.create_tables([Source])

    class Product(Model):
        name = CharField(unique=True, max_length=200)
        name_key = CharField(max_length=200)
        series = CharField(null=True, max_length=120)
        price = BigIntegerField(null=True)
        currency = CharField(null=True, max_length=3)
        created_at = DateTimeField()
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "products"
            indexes = ((("name_key",), False),)

    db.create_tables([Product])

    class Competitor(Model):
        name = CharField(unique=True, max_length=120)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "competitors"

    db.create_tables([Competitor])

    class Opportunity(Model):
        name = CharField(max_length=200)
        key = CharField(null=True, max_length=64)
        customer = ForeignKeyField(Customer, null=True, on_delete="RESTRICT")
        pipeline = ForeignKeyField(Pipeline, on_delete="RESTRICT")
        stage = ForeignKeyField(Stage, on_delete="RESTRICT")
        entered_stage_at = DateTimeField()
        furthest_position = IntegerField(default=0)
        owner = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        team = ForeignKeyField(Team, null=True, on_delete="RESTRICT")
        owner_seen_at = DateTimeField(null=True)
        source = ForeignKeyField(Source, null=True, on_delete="RESTRICT")
        product = ForeignKeyField(Product, null=True, on_delete="RESTRICT")
        amount = BigIntegerField(null=True)
        currency = CharField(max_length=3)
        base_amount = BigIntegerField(null=True)
        probability = IntegerField(null=True)
        weighted = BigIntegerField(null=True)
        expected_close_on = DateField(null=True)
        opened_on = DateField()
        grade = CharField(null=True, max_length=1)
        intent = CharField(max_length=8, default="unknown")
        outcome = CharField(null=True, max_length=8)
        closed_on = DateField(null=True)
        close_reason = ForeignKeyField(CloseReason, null=True, on_delete="RESTRICT")
        competitor = ForeignKeyField(Competitor, null=True, on_delete="RESTRICT")
        final_amount = BigIntegerField(null=True)
        base_final_amount = BigIntegerField(null=True)
        created_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        created_at = DateTimeField()
        updated_at = DateTimeField()
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "opportunities"
            indexes = ((("key",), False), (("owner", "id"), False), (("team", "id"), False), (("created_by",), False))

    db.create_tables([Opportunity])

    class Collaboration(Model):
        opportunity = ForeignKeyField(Opportunity, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        writes = BooleanField(default=False)
        until_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "collaborations"
            indexes = ((("opportunity", "user"), True), (("user", "until_on"), False))

    db.create_tables([Collaboration])

    class Contact(Model):
        customer = ForeignKeyField(Customer, on_delete="RESTRICT")
        name = CharField(max_length=120)
        name_key = CharField(max_length=120)
        title = CharField(null=True, max_length=120)
        phone = CharField(null=True, max_length=64)
        phone_key = CharField(max_length=32, default="")
        email = CharField(null=True, max_length=254)
        email_key = CharField(max_length=254, default="")
        wechat = CharField(null=True, max_length=64)
        description = TextField(null=True)
        created_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
        created_at = DateTimeField()
        updated_at = DateTimeField()
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "contacts"
            indexes = (
                (("customer", "id"), False),
                (("name_key",), False),
                (("phone_key",), False),
                (("email_key",), False),
                (("created_by",), False),
            )

    db.create_tables([Contact])

    class Currency(Model):
        code = CharField(primary_key=True, max_length=3)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "currencies"

    db.create_tables([Currency])

    class Event(Model):
        name = CharField(max_length=64)
        subject_type = CharField(max_length=32)
        subject_id = IntegerField()
        actor_id = IntegerField(null=True)
        at = DateTimeField()
        happened_on = DateField()
        facts_json = TextField(default="{}")

        class Meta:
            database = db
            table_name = "events"
            indexes = ((("subject_type", "subject_id", "id"), False), (("name", "at"), False))

    db.create_tables([Event])

    class Delivery(Model):
        event = ForeignKeyField(Event, on_delete="CASCADE")
        reaction = CharField(max_length=64)
        status = CharField(max_length=8, default="pending")
        attempts = IntegerField(default=0)
        next_at = DateTimeField()
        claimed_by = CharField(null=True, max_length=64)
        error = TextField(null=True)

        class Meta:
            database = db
            table_name = "deliveries"
            indexes = ((("event", "reaction"), True),)

    db.create_tables([Delivery])

    class FailedSignIn(Model):
        kind = CharField(max_length=8)
        key = CharField(max_length=64)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "failed_sign_ins"
            indexes = ((("kind", "key", "at"), False),)

    db.create_tables([FailedSignIn])

    class FieldChange(Model):
        opportunity = ForeignKeyField(Opportunity, on_delete="CASCADE")
        field = CharField(max_length=24)
        old = TextField(null=True)
        new = TextField(null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "field_changes"
            indexes = ((("opportunity", "field", "at"), False), (("field", "at"), False))

    db.create_tables([FieldChange])

    class Lease(Model):
        name = CharField(primary_key=True, max_length=32)
        holder = CharField(max_length=64)
        seen_at = DateTimeField()

        class Meta:
            database = db
            table_name = "leases"

    db.create_tables([Lease])

    class OpportunityContact(Model):
        opportunity = ForeignKeyField(Opportunity, on_delete="CASCADE")
        contact = ForeignKeyField(Contact, on_delete="CASCADE")
        role = CharField(max_length=16, default="primary")

        class Meta:
            database = db
            table_name = "opportunity_contacts"
            indexes = ((("opportunity", "contact"), True), (("contact",), False))

    db.create_tables([OpportunityContact])

    class OpportunityText(Model):
        opportunity = ForeignKeyField(Opportunity, primary_key=True, on_delete="CASCADE")
        requirement = TextField(null=True)
        description = TextField(null=True)
        imported = TextField(null=True)

        class Meta:
            database = db
            table_name = "opportunity_texts"

    db.create_tables([OpportunityText])

    class Rate(Model):
        currency = ForeignKeyField(Currency, on_delete="CASCADE")
        from_on = DateField()
        value = CharField(max_length=32)

        class Meta:
            database = db
            table_name = "rates"
            indexes = ((("currency", "from_on"), True),)

    db.create_tables([Rate])

    class Setting(Model):
        key = CharField(primary_key=True, max_length=64)
        value = TextField()

        class Meta:
            database = db
            table_name = "settings"

    db.create_tables([Setting])

    class SignIn(Model):
        token_digest = CharField(unique=True, max_length=64)
        user = ForeignKeyField(User, on_delete="CASCADE")
        address = CharField(null=True, max_length=64)
        agent = CharField(null=True)
        created_at = DateTimeField()
        seen_at = DateTimeField()

        class Meta:
            database = db
            table_name = "sign_ins"

    db.create_tables([SignIn])

    class StageEntry(Model):
        opportunity = ForeignKeyField(Opportunity, on_delete="CASCADE")
        stage = ForeignKeyField(Stage, on_delete="RESTRICT")
        position = IntegerField()
        entered_at = DateTimeField()
        left_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "stage_entries"
            indexes = ((("opportunity", "entered_at"), False), (("stage", "entered_at"), False))

    db.create_tables([StageEntry])

    for index in INDEXES:
        db.execute_sql(index)


def down(migrator, db):
    migrator.migrate(migrator.drop_table("stage_entries"))
    migrator.migrate(migrator.drop_table("sign_ins"))
    migrator.migrate(migrator.drop_table("settings"))
    migrator.migrate(migrator.drop_table("rates"))
    migrator.migrate(migrator.drop_table("opportunity_texts"))
    migrator.migrate(migrator.drop_table("opportunity_contacts"))
    migrator.migrate(migrator.drop_table("leases"))
    migrator.migrate(migrator.drop_table("field_changes"))
    migrator.migrate(migrator.drop_table("failed_sign_ins"))
    migrator.migrate(migrator.drop_table("deliveries"))
    migrator.migrate(migrator.drop_table("events"))
    migrator.migrate(migrator.drop_table("currencies"))
    migrator.migrate(migrator.drop_table("contacts"))
    migrator.migrate(migrator.drop_table("collaborations"))
    migrator.migrate(migrator.drop_table("opportunities"))
    migrator.migrate(migrator.drop_table("competitors"))
    migrator.migrate(migrator.drop_table("products"))
    migrator.migrate(migrator.drop_table("sources"))
    migrator.migrate(migrator.drop_table("stages"))
    migrator.migrate(migrator.drop_table("pipelines"))
    migrator.migrate(migrator.drop_table("customers"))
    migrator.migrate(migrator.drop_table("users"))
    migrator.migrate(migrator.drop_table("teams"))
    migrator.migrate(migrator.drop_table("close_reasons"))
