"""Everything from a zip that `writing` made into a database in which nobody has done anything yet."""

import collections
import contextlib
import csv
import itertools
import zipfile
import zlib

import peewee as pw

from models.base import N_, Refused, db, transaction
from models.cells import plain
from models.event import record
from models.everything import ABOUT, FORMAT, MODELS, fields, file_of, named
from models.everything.unpacking import LONGEST, PIECE, lines_of, pieces
from models.imports import bulk
from models.opportunity import Opportunity
from models.pipeline import Pipeline
from models.search import index
from models.setting import DEFAULTS, Setting
from models.user import Company, User

BROKEN = (  # what a file may be met by that is cut off, damaged, locked, or no zip of ours
    *(OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, KeyError, OverflowError, csv.Error, pw.DataError, pw.InterfaceError),
)


def restore(path, progress=None):
    """Bring everything in, or nothing. Returns {file: how many rows}.

    Refuses a database that is not empty, and a file that is not whole. `progress(done, total)` counts files.
    """
    if any(model.select(pw.SQL("1")).limit(1).exists() for model in (User, Pipeline, Opportunity)):
        raise Refused(N_("Everything goes into an empty database only: make a new one, and bring it in before the first sign-in."))  # fmt: skip
    counts = {}
    with _opened(path) as archive:
        told = _about(archive)
        with transaction():
            if index.indexed():
                index.take_down()
            Setting.delete().where(Setting.key.in_(list(DEFAULTS))).execute()
            for number, model in enumerate(MODELS):
                counts[file_of(model)] = _table(archive, model)
                if str(counts[file_of(model)]) != told.get(file_of(model)):
                    raise Refused(N_("%(file)s is not whole."), file=file_of(model))
                if progress:
                    progress(number + 1, len(MODELS))
            _go_on()
            index.rebuild()
            record("company.restored", Company, None, rows=sum(counts.values()))
    return counts


@contextlib.contextmanager
def _opened(path):
    usual = csv.field_size_limit(LONGEST)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except BROKEN as error:
        raise Refused(N_("This is no file of everything: %(why)s"), why=str(error)) from error
    except pw.IntegrityError as error:
        raise Refused(N_("The rows do not fit together: %(why)s"), why=str(error)) from error
    finally:
        csv.field_size_limit(usual)


def _about(archive):
    """{what: value} that the file says about itself. Refuses one of another making."""
    names = archive.namelist()
    twice = next((name for name, count in collections.Counter(names).items() if count > 1), None)
    if ABOUT not in names or twice:
        raise Refused(N_("This is no file of everything: %(why)s"), why=twice or ABOUT)
    lines = itertools.islice(lines_of(archive, ABOUT), PIECE)
    told = {row["what"]: plain(row["value"]) for row in lines}
    if told.get("format") != FORMAT:
        raise Refused(N_("This file was written by another version of Shangji."))
    return told


def _table(archive, model):
    """Write the rows of one file. Returns how many."""
    known = {field.name: field for field in fields(model)}
    beside = {f"{field.name}_name" for field in named(model)}
    own = [field for field in known.values() if getattr(field, "rel_model", None) is model]
    lines, count, later = lines_of(archive, file_of(model)), 0, []
    for some in pieces(lines):
        wrong = {head for head in some[0] if head not in known and head not in beside}
        if wrong or any(None in row.values() for row in some):
            raise Refused(N_("%(file)s is not whole."), file=file_of(model))
        given = [known[head] for head in some[0] if head in known]
        names = [field.name for field in given] + [name for name in _defaults(model) if name not in some[0]]
        more = [_defaults(model)[name] for name in names[len(given) :]]
        rows = [[*(_value(row[field.name], field) for field in given), *more] for row in some]
        for field in own:  # a row may name one that comes after it
            place, key = names.index(field.name), names.index("id")
            later += [(field, row[key], row[place]) for row in rows if row[place] is not None]
            for row in rows:
                row[place] = None
        bulk.insert(model, names, rows)
        count += len(rows)
    for field, row_id, other in later:
        model.update({field: other}).where(model.id == row_id).execute()
    return count


def _defaults(model):
    """{field: value} of those that are not in a file, where there must be one."""
    return {
        name: field.default() if callable(field.default) else field.default
        for name, field in model._meta.fields.items()
        if field.default is not None
    }


def _value(cell, field):
    if cell == "":
        return None if field.null else ""
    kind = field.rel_field if hasattr(field, "rel_field") else field
    if isinstance(kind, pw.BooleanField):
        return bool(int(cell))
    if isinstance(kind, (pw.IntegerField, pw.BigIntegerField, pw.AutoField)):
        return int(cell)
    if isinstance(kind, (pw.CharField, pw.TextField)):
        return "" if cell == "'" else plain(cell)
    return cell


def _go_on():
    """The next row gets the next number, where the database counts by itself."""
    if not isinstance(db.obj, pw.PostgresqlDatabase):
        return
    for model in MODELS:
        if isinstance(model._meta.primary_key, pw.AutoField):
            table = model._meta.table_name
            db.execute_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), COALESCE(MAX(id), 1)) FROM {table}")  # noqa: S608
