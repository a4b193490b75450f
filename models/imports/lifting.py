"""The file of an import in the data folder: taken in under a name that nobody chose, and what lies beside it."""

import contextlib
import csv
import datetime as dt
import io
import secrets
import time
from pathlib import Path

from models.base import N_, Refused, now
from models.cells import escaped
from models.imports.ledger import Ledger
from models.imports.mapping import OURS

BLOCK = 1 << 20
ORPHANED = 24 * 3600  # seconds after which a file that no import names is nobody's
KEPT = dt.timedelta(days=30)  # how long a file is kept, and an import can be taken back
BUSY = ("checking", "queued", "running", "undoing")  # waiting for the worker, or in its hands


def take_in(folder, stream, limit):
    """Write an upload (a binary stream) into `folder` and return its path. Refused beyond `limit` bytes."""
    folder = Path(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path, size = folder / f"{secrets.token_hex(16)}.upload", 0
    try:
        with path.open("xb") as file:
            while block := stream.read(BLOCK):
                size += len(block)
                if size > limit:
                    raise Refused(N_("The file is larger than %(most)s MB."), most=limit // 1_000_000)
                file.write(block)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise Refused(N_("The file cannot be kept here: %(why)s."), why=error.strerror) from error
        raise
    return str(path)


def let_go(path):
    """Delete a file of an import and what lies beside it."""
    for place in (path, *(f"{path}.{kind}" for kind in ("csv", "ledger", "ledger.new"))):
        with contextlib.suppress(OSError):
            Path(place).unlink(missing_ok=True)


def forget_orphans(folder, named):
    """Delete what lies in `folder` of files that none of the paths `named` is: who took them in died over it."""
    names, before = {Path(path).name for path in named}, time.time() - ORPHANED
    for place in Path(folder).glob("*.upload*"):
        with contextlib.suppress(OSError):
            if place.name[: place.name.index(".upload")] + ".upload" not in names and place.stat().st_mtime < before:
                place.unlink()


class Lifting:
    """What an ImportRun says of its file."""

    @property
    def ledger_path(self):
        return f"{self.path}.ledger" if self.path else None

    @property
    def has_rows(self):
        """Is there a list of checked rows?"""
        return bool(self.path) and self.status != "checking" and Path(self.ledger_path).is_file()

    def rows(self, of="all", after=0, limit=50):
        """Checked rows in the order of the file, those behind the row number `after`: a list of Line.

        `of`: all, create, update, skip or error. Empty when the file is gone.
        """
        if not self.has_rows:
            return []
        with contextlib.closing(Ledger.read(self.ledger_path)) as ledger:
            return ledger.lines(of, after, limit)

    def refused_file(self, say, heading):
        """The refused rows as pieces of a CSV file: their cells and why. `say(reason, facts)` gives the sentence.

        `heading` names the column of reasons. No cell is ever a formula; the file can be corrected and imported
        again as it is: what guards a cell is taken back (see reading.py).
        """
        headings = [column["heading"] for column in self.result.get("columns", ())]
        yield "\ufeff" + _line([*headings, f"{OURS} {heading}"])
        after = 0
        while some := self.rows("error", after, 500):
            for line in some:
                after = line.number
                cells = [*line.cells[: len(headings)], *[""] * (len(headings) - len(line.cells))]
                yield _line([*cells, say(line.reason, line.facts)])

    @classmethod
    def sweep(cls, folder=None):
        """Now and then: files that were kept long enough go, and imports that never wrote anything with them.

        From `folder` go files that no import names.
        """
        before = now() - KEPT
        for run in cls.select().where(cls.created_at < before, cls.path.is_null(False), cls.status.not_in(BUSY)):
            run.forget_file()
            if not run.result.get("written"):
                run.delete_instance()
        if folder:
            forget_orphans(folder, [path for (path,) in cls.select(cls.path).where(cls.path.is_null(False)).tuples()])

    def forget_file(self):
        """Delete the file, and what was noted of its rows."""
        if self.path:
            let_go(self.path)
            type(self).update(path=None).where(type(self).id == self.id).execute()
            self.path = None


def _line(cells):
    written = io.StringIO()
    csv.writer(written).writerow(map(escaped, cells))
    return written.getvalue()
