"""From each released step, filled while it was the newest, to the newest of today and one step back and up: nothing is lost."""

import pytest

from models import schema, search
from models.base import connect, db
from models.opportunity.filter import Filter
from models.reports import ask
from models.user import User

pytestmark = pytest.mark.sqlite("fills tables by what SQLite says of them")

STEPS = [step.stem for step in sorted(schema.STEPS.glob("0*.py"))]
ROWS = 3
SPECIAL = {  # what a column may hold where not everything will do
    "role": "administrator",
    "theme": "auto",
    "outcome": None,
    "closed_on": None,
    "close_reason_id": None,
    "deleted_at": None,
    "deleted_with": None,
    "disabled_at": None,
    "archived_at": None,
    "language": "en",
    "locale": "en",
    "time_zone": "Asia/Shanghai",
    "currency": "CNY",
    "intent": "unknown",
    "category": "pipeline",
    "facts_json": "{}",
    ("close_reasons", "outcome"): "lost",
    "rate": 50,
}


def ask_sql(sql):
    return db.execute_sql(sql).fetchall()


def tables():
    """Those with rows of ours: not the search index's, nor the list of steps."""
    rows = ask_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return [name for (name,) in rows if "_search" not in name and name != "schema_migration"]


def columns(table):
    """[(name, type, whether it must hold something, whether it is a key)]"""
    return [(row[1], row[2].upper(), row[3], row[5]) for row in ask_sql(f'PRAGMA table_info("{table}")')]


def references(table):
    """{column: table it names rows of}"""
    return {row[3]: row[2] for row in ask_sql(f'PRAGMA foreign_key_list("{table}")')}


def value(table, name, kind, needed, number):
    """Something that this column may hold, another one for each number."""
    if (table, name) in SPECIAL:
        return SPECIAL[table, name]
    if name in SPECIAL and not (needed and SPECIAL[name] is None):
        return SPECIAL[name]
    if name.endswith("_json"):
        return "{}"
    if "DATETIME" in kind:
        return f"2026-03-{10 + number} 09:00:00"
    if "DATE" in kind:
        return f"2026-03-{10 + number}"
    if "INT" in kind or "BOOL" in kind or "DECIMAL" in kind:
        return number
    return f"{number} {name}"[:12]


def fill(table, number, made):
    """Write a row into a table of the database as it is at this step, with the rows that it belongs to. Returns its key."""
    if (table, number) in made:
        return made[table, number]
    made[table, number] = None  # who names rows of its own table names none
    belongs, row = references(table), {}
    for name, kind, needed, key in columns(table):
        if name in belongs and (needed or SPECIAL.get(name, True)):
            row[name] = fill(belongs[name], number, made)
        elif not (key and name == "id"):
            row[name] = value(table, name, kind, needed, number)
        if row.get(name, 0) is None and needed:
            raise AssertionError(f"say in SPECIAL what {table}.{name} may hold")
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    written = db.execute_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
    first = columns(table)[0][0]
    made[table, number] = row.get(first) if first != "id" else written.lastrowid
    return made[table, number]


def content():
    """{table: (columns, rows)} of all there is."""
    found = {}
    for table in tables():
        names = sorted(name for name, *_ in columns(table))
        found[table] = names, ask_sql(f"SELECT {', '.join(names)} FROM {table}")
    return found


def kept(before, after):
    """What was there is there still: each column that both have, in each row, by table."""
    for table, (names, rows) in before.items():
        now_names, now_rows = after[table]
        both = [name for name in names if name in now_names]
        had = sorted(repr([row[names.index(name)] for name in both]) for row in rows)
        has = sorted(repr([row[now_names.index(name)] for name in both]) for row in now_rows)
        assert has == had, table


@pytest.fixture(params=STEPS[:-1], ids=lambda name: name[:4])
def filled(request, tmp_path):
    """A database of an older version with rows in each of its tables. Returns what it holds."""
    real = connect(f"sqlite:///{tmp_path}/old.db")
    real.execute_sql("PRAGMA synchronous = off")
    schema.migrate(request.param)
    made = {}
    for number in range(1, ROWS + 1):
        for table in tables():
            fill(table, number, made)
    yield content()
    real.close()


def test_all_of_it_comes_along(filled):
    schema.migrate()
    assert schema.pending() == []
    assert ask_sql("PRAGMA integrity_check") == [("ok",)]
    assert ask_sql("PRAGMA foreign_key_check") == []
    kept(filled, content())
    admin = User.get_by_id(1)
    total = ask("pipeline-value", admin, Filter()).total
    assert (total.count, total.amount) == (ROWS, sum(range(ROWS + 1)))
    assert search.look(admin, "2 name", kinds=("customer",))

    here = content()
    schema.revert(STEPS[-1])
    assert schema.pending() == [STEPS[-1]]
    schema.migrate()
    kept(here, content())
