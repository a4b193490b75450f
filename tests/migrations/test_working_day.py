"""Step 2 on a database with rows: what was known before starts the clocks; and all of it can be taken back."""

import pytest

from models import schema
from models.base import connect, db

STEP = "0002_working_day"


@pytest.fixture
def before(tmp_path):
    """A database as the first step leaves it, with a pushed, assigned opportunity of a customer, and a contact."""
    real = connect(f"sqlite:///{tmp_path}/old.db")
    schema.migrate("0001_initial")
    for sql in (
        "INSERT INTO users (id, name, role, theme, created_at) VALUES (1, 'Ann', 'salesperson', 'auto', '2026-01-01')",
        "INSERT INTO customers (id, name, name_key, kind, phone_key, email_key, created_at, updated_at, version)"
        " VALUES (5, 'Acme', 'acme', 'organisation', '', '', '2026-01-01', '2026-01-01', 1)",
        "INSERT INTO contacts (id, customer_id, name, name_key, phone_key, email_key, created_at, updated_at, version)"
        " VALUES (7, 5, 'Wei', 'wei', '', '', '2026-01-01', '2026-01-01', 1)",
        "INSERT INTO pipelines (id, name, position, version, created_at) VALUES (1, 'Sales', 0, 1, '2026-01-01')",
        "INSERT INTO stages (id, pipeline_id, name, position, rate, category) VALUES (1, 1, 'First', 0, 10, 'pipeline')",
        *(
            "INSERT INTO opportunities (id, name, customer_id, pipeline_id, stage_id, entered_stage_at, furthest_position,"
            " owner_id, currency, opened_on, intent, created_at, updated_at, version) VALUES"
            f" ({row}, 'Renewal', 5, 1, 1, '2026-02-01', 0, 1, 'CNY', '{opened}', 'unknown', '{created}', '2026-02-01', 1)"
            for row, opened, created in (
                (11, "2026-02-01", "2026-02-01 09:00:00"),
                (12, "2017-02-01", "2026-03-05 09:00:00"),
            )
        ),
        *(
            "INSERT INTO field_changes (opportunity_id, field, old, new, at) VALUES"
            f" (11, 'expected_close_on', {old}, {new}, '{at}')"
            for old, new, at in (
                ("NULL", "'2026-05-01'", "2026-02-01 08:00:00"),
                ("'2026-05-01'", "'2026-05-11'", "2026-03-01 08:00:00"),
                ("'2026-05-11'", "'2026-05-12'", "2026-03-01 10:00:00"),
                ("'2026-05-12'", "'2026-04-01'", "2026-03-02 08:00:00"),
                ("'2026-04-01'", "'2026-04-08'", "2026-03-03 08:00:00"),
            )
        ),
        *(
            "INSERT INTO events (name, subject_type, subject_id, at, happened_on, facts_json) VALUES"
            f" ('{name}', '{noun}', {row}, '2026-03-10 08:00:00', '2026-03-10', '{{}}')"
            for name, noun, row in (
                ("opportunity.assigned", "opportunity", 11),
                ("customer.created", "customer", 5),
                ("contact.created", "contact", 7),
                ("team.added", "team", 1),
            )
        ),
    ):
        db.execute_sql(sql)
    yield
    real.close()


def rows(sql):
    return db.execute_sql(sql).fetchall()


def test_pushes_are_counted_from_the_history(before):
    schema.migrate(STEP)
    found = rows("SELECT pushes, pushed_days, pushed_on FROM opportunities ORDER BY id")
    assert found == [(2, 18, "2026-03-03"), (0, 0, None)], "twice in a day is once; moved earlier is no push"


def test_the_clock_of_neglect_starts_where_somebody_last_took_it_up(before):
    schema.migrate(STEP)
    assert rows("SELECT touched_on FROM opportunities ORDER BY id") == [("2026-03-10",), ("2026-03-05",)]


def test_events_are_told_on_their_pages(before):
    schema.migrate(STEP)
    found = rows("SELECT opportunity_id, customer_id, contact_id FROM events ORDER BY id")
    assert found == [(11, 5, None), (None, 5, None), (None, 5, 7), (None, None, None)]


def test_it_can_be_taken_back(before):
    before_it = set(db.get_tables()), {column.name for column in db.get_columns("opportunities")}
    indexes = {index.name for index in db.get_indexes("opportunities")}
    schema.migrate(STEP)
    db.execute_sql("UPDATE opportunities SET deleted_at = '2026-04-01' WHERE id = 12")
    schema.revert(STEP)
    assert before_it == (set(db.get_tables()), {column.name for column in db.get_columns("opportunities")})
    assert {index.name for index in db.get_indexes("opportunities")} == indexes
    assert rows("SELECT id FROM opportunities") == [(11,)], "what lay in the bin is gone for good"
