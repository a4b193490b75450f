"""Making a backup, while everybody works."""

import sqlite3
import tempfile
from pathlib import Path

import peewee as pw

from models.backup import archive, dump
from models.backup.archive import Unfit
from models.base import now


def make(settings, path, force=False, go_on=lambda: True):
    """Write a backup of what `settings` name into the file `path`, and check it. Returns its manifest.

    Unfit when it cannot be made, or something is there already and is not to be replaced (`force`).
    """
    if path.exists() and not force:
        raise Unfit(f"{path} is there already. Name another file, or say --force.")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        parts = _files(settings)
        size = 2 * dump.size() + sum(source.stat().st_size for source in parts.values())  # the copy, and it packed
        archive.must_fit(path.parent, size)
        with tempfile.TemporaryDirectory(prefix=".backup-", suffix=".part", dir=path.parent) as folder:
            copy = Path(folder) / archive.DATABASE
            migration, counts = dump.dump(copy, settings, go_on)
            facts = {
                "made_at": f"{now().isoformat()}Z",
                "kind": dump.kind(),
                "migration": migration,
                "counts": counts,
            }
            return archive.write(path, {archive.DATABASE: copy, **parts}, facts, go_on)
    except OSError as error:
        raise Unfit(f"The backup cannot be written to {path}: {error.strerror or error}.") from error
    except (sqlite3.Error, pw.DatabaseError) as error:
        raise Unfit(f"The database cannot be copied: {error}.") from error


def _files(settings):
    """{name in the backup: Path} of what is no row: the secret, the uploads, the settings of the program's folder."""
    found = {"secret": settings.data_folder / "secret", "settings.env": settings.env_file}
    found = {name: source for name, source in found.items() if source.is_file()}
    for source in sorted((settings.data_folder / "uploads").glob("*")):
        if archive.NAMES.fullmatch(name := f"uploads/{source.name}") and source.suffix != ".part":
            found[name] = source
    return found
