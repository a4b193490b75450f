"""Everything into a zip of CSV files, as of one moment, a row at a time."""

import csv
import io
import zipfile

import peewee as pw

from models.base import db, now, transaction
from models.cells import escaped
from models.event import record
from models.everything import ABOUT, FORMAT, MODELS, fields, file_of, named
from models.opportunity.exported import one_moment
from models.setting import DEFAULTS, SECRET, Setting, must_be_kept_by
from models.user import Company

PIECE = 1000
UNTOLD = ("setup.", "mail.", "company.logo")  # settings of this machine
TEXTS = (pw.CharField, pw.TextField)


def write(target, by=None, progress=None):
    """Write everything to a binary file, and tell that `by` did. Returns {file: how many rows}. Refuses who may not.

    `progress(done, total)` counts files. All is read as of one moment, whatever others write meanwhile.
    """
    must_be_kept_by(by)
    counts = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive, one_moment():
        for number, model in enumerate(MODELS):
            with archive.open(file_of(model), "w", force_zip64=True) as binary:
                counts[file_of(model)] = _table(binary, model)
            if progress:
                progress(number + 1, len(MODELS))
        about = [("format", FORMAT), ("written_at", now()), ("company", Setting.read("company.name")), *counts.items()]
        with archive.open(ABOUT, "w") as binary:
            _lines(binary, ("what", "value"), [(what, escaped(str(value))) for what, value in about])
    with transaction():
        record("company.exported", Company, by, rows=sum(counts.values()))
    return counts


def heads(model):
    """The columns of a model's file."""
    names = named(model)
    return [
        head for field in fields(model) for head in (field.name, *((f"{field.name}_name",) if field in names else ()))
    ]


def _table(binary, model):
    cursor = db.execute_sql(_sql(model))
    return _lines(binary, heads(model), _rows(cursor, model))


def _sql(model):
    """SQL of all rows in the order of their ids; where a row is named, its name stands beside its id."""
    names, columns = named(model), []
    for field in fields(model):
        columns.append(f'r."{field.column_name}"')
        if field in names:
            other = names[field]._meta.table_name
            columns.append(f'(SELECT n.name FROM "{other}" AS n WHERE n.id = r."{field.column_name}")')  # noqa: S608
    key = model._meta.primary_key.column_name
    return f'SELECT {", ".join(columns)} FROM "{model._meta.table_name}" AS r ORDER BY r."{key}"'  # noqa: S608


def _rows(cursor, model):
    kinds = []
    names = named(model)
    for field in fields(model):
        kinds.append("nullable" if isinstance(field, TEXTS) and field.null else "text")
        if field in names:
            kinds.append("text")
    while some := cursor.fetchmany(PIECE):
        for row in some:
            if model is not Setting or _told(row[0]):
                yield [_cell(value, kind) for value, kind in zip(row, kinds, strict=True)]


def _told(key):
    return key in DEFAULTS and key not in SECRET and not key.startswith(UNTOLD)


def _cell(value, kind):
    """Nothing is an empty cell; a text of nothing, where there might be none, is a lone apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return "'" if not value and kind == "nullable" else escaped(value)
    return value


def _lines(binary, head, rows):
    text = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")
    out, count = csv.writer(text), 0
    out.writerow(head)
    for row in rows:
        out.writerow(row)
        count += 1
    text.flush()
    text.detach()
    return count
