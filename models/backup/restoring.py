"""The way back: a backup takes the place of what is there, which is set aside first."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
import urllib.parse
from pathlib import Path

import peewee as pw

from models import schema
from models.backup import archive, dump, folder
from models.backup.archive import Unfit, Unsound
from models.backup.making import make
from models.base import connect, db, transaction
from models.delivery import Delivery, Lease
from models.readiness import WORKER
from models.reset import PasswordReset
from models.sign_in import SignIn

RUNS = "Shangji is running. Stop it first, wait half a minute, and try again."
STAGE = ".restore-"
UNSURE = "it waited when the backup was made, and may have been sent since"


def looked_into(path):
    """The manifest of a backup that this program can bring back. Unfit else."""
    with archive.opened(path) as (_, manifest):
        if manifest["kind"] != dump.kind():
            names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
            raise Unfit(
                f"The backup is one of {names.get(manifest['kind'], 'another database')}, and DATABASE_URL names "
                f"{names[dump.kind()]}. Restore it there, then move it: flask migrate --from … --to …"
            )
        if manifest["migration"] not in {step.name for step in schema.runner().migrations()}:
            raise Unfit(
                f"The backup was made by a newer version of Shangji ({manifest['migration']}). "
                "Bring the program up to date first."
            )
        return manifest


def must_be_stopped():
    """Unfit while a server or worker uses the database."""
    with contextlib.suppress(pw.DatabaseError):
        if Lease.table_exists() and Lease.alive(WORKER):
            raise Unfit(RUNS)
    if dump.kind() == "postgresql":
        others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        if db.execute_sql(others).fetchone()[0]:
            raise Unfit(RUNS)


def restore(settings, path):
    """Put the backup `path` in the place of what there is. Returns the Path under which that was set aside, or None.

    Everything is unpacked, checked and brought up to date first. Until the last step nothing of the present has changed.
    """
    looked_into(path)
    must_be_stopped()
    with _unpacked(settings, path) as stage:
        aside = _sqlite(settings, stage) if dump.kind() == "sqlite" else _postgresql(settings, stage)
        _files(settings, stage)
    return aside


def try_out(settings, path):
    """Unpack and check a backup, and leave everything as it is. Unfit when it cannot be brought back."""
    looked_into(path)
    with _unpacked(settings, path):
        pass


@contextlib.contextmanager
def _unpacked(settings, path):
    """The folder in which a backup lies unpacked and checked, on the disk where it will stay."""
    home = Path(db.obj.database).parent if dump.kind() == "sqlite" else settings.data_folder
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in home.glob(f"{STAGE}*"):  # by a command that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=home) as stage:
        stage = Path(stage)
        manifest = archive.unpack(path, stage)
        if dump.kind() == "postgresql":
            dump.run("pg_restore", settings, "--list", str(stage / archive.DATABASE))
        elif dump.sound(stage / archive.DATABASE) != (manifest["migration"], manifest["counts"]):
            raise Unfit("The backup is damaged: its database holds other rows than its manifest says.")
        yield stage


def _sqlite(settings, stage):
    fresh, present = stage / archive.DATABASE, Path(db.obj.database)
    _brought_up(settings, fresh)
    aside = _set_aside(settings, present)
    for end in ("-wal", "-shm"):  # there are some only beside a damaged database, and they are set aside with it
        present.with_name(present.name + end).unlink(missing_ok=True)
    fresh.replace(present)
    archive.settled(present.parent)
    return aside


def _brought_up(settings, fresh):
    """Migrate the unpacked database, and take out what must not come back to life."""
    db.close()
    real = connect("sqlite:///" + urllib.parse.quote(fresh.as_posix(), safe="/:"))
    try:
        schema.migrate()
        _settle()
    finally:
        real.close()
        connect(settings.database_url)
    _alone(fresh)


def _settle():
    """Sessions and links that have ended since must not open again, and no mail go out twice."""
    with transaction():
        for model in (SignIn, PasswordReset, Lease):
            model.delete().execute()
        Delivery.update(status="unsure", error=UNSURE).where(Delivery.status == "pending").execute()


def _alone(path):
    """Make the database one file, which succeeds only where nobody else has it open. False when it is damaged."""
    connection = sqlite3.connect(path, timeout=2, isolation_level=None)
    with contextlib.closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = delete").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise Unfit(RUNS) from error
            return False
        except sqlite3.DatabaseError:
            return False
    return True


def _set_aside(settings, present):
    """What is there as a backup; a damaged database as the files that it has. Returns where, None when there is nothing."""
    empty = False
    with contextlib.suppress(pw.DatabaseError):
        empty = not db.get_tables()
    db.close()
    if _alone(present):
        if empty:
            return None
        with contextlib.suppress(Unsound):
            return _as_backup(settings)
    aside = folder.free(settings, "damaged")
    aside.mkdir(mode=0o700, parents=True)
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy2(f"{present}{end}", aside)
    return aside


def _as_backup(settings):
    aside = folder.free(settings, "before-restore", ".zip")
    make(settings, aside)
    db.close()
    return aside


def _postgresql(settings, stage):
    """All in one transaction of `psql`: what was there goes, what was packed comes, or nothing happens."""
    script = stage / "script.sql"
    dump.run("pg_restore", settings, "--no-owner", "--no-privileges", f"--file={script}", str(stage / archive.DATABASE))
    tables = ", ".join(f'"{name}"' for name in db.get_tables())
    aside = _as_backup(settings) if tables else None
    drop = (f"--command=DROP TABLE {tables} CASCADE",) if tables else ()
    once = ("--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet", "--no-psqlrc")
    db.close()
    dump.run("psql", settings, *dump.target(settings), *once, *drop, f"--file={script}")
    schema.migrate()
    _settle()
    return aside


def _files(settings, stage):
    """Uploads are named by what is in them, so they are added; the secret takes its place; `.env` is left beside."""
    uploads = settings.data_folder / "uploads"
    for source in (stage / "uploads").glob("*"):
        uploads.mkdir(mode=0o700, exist_ok=True)
        os.replace(source, uploads / source.name)
    for name, to in (("secret", "secret"), ("settings.env", "restored.env")):
        if (stage / name).exists():
            shutil.copyfile(stage / name, stage / f"{name}.own")
            (stage / f"{name}.own").chmod(0o600)
            os.replace(stage / f"{name}.own", settings.data_folder / to)
