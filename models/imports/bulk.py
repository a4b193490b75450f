"""Many rows at once, with the ids that they will have."""

import peewee as pw

from models.base import db


def fresh_ids(model, count):
    """`count` ids that nobody has, to be used in the transaction that we are in."""
    if not count:
        return range(0)
    table = model._meta.table_name
    if isinstance(db.obj, pw.PostgresqlDatabase):
        sql = f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, %s)"  # noqa: S608
        return [row[0] for row in db.execute_sql(sql, (count,)).fetchall()]
    last = db.execute_sql(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]  # noqa: S608
    return range(last + 1, last + 1 + count)


def insert(model, names, rows):
    """Write `rows` (tuples in the order of `names`, the fields' names; rows by id). Defaults do not apply."""
    if not rows:
        return
    fields = [model._meta.fields[name] for name in names]
    quote = '"'
    columns = ", ".join(f"{quote}{field.column_name}{quote}" for field in fields)
    marks = ", ".join([db.obj.param] * len(fields))
    sql = f'INSERT INTO "{model._meta.table_name}" ({columns}) VALUES ({marks})'  # noqa: S608
    db.cursor().executemany(sql, rows)
