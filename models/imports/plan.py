"""What an import would do, row by row, and doing it: all of it or nothing."""

import collections
import itertools
import os

from models.access import CHANGES
from models.base import N_, Refused, transaction
from models.currency import set_rate
from models.event import record
from models.imports.customers import Customers
from models.imports.ledger import Ledger
from models.imports.mapping import mapped
from models.imports.opportunities import Opportunities
from models.imports.products import Products
from models.imports.reading import Sheet
from models.imports.row import Row
from models.imports.trouble import Bad, Note, Unreadable
from models.imports.users import Users
from models.imports.values import Habits
from models.setting import time_zone, today
from models.user import Company, User

IMPORTERS = {"users": Users, "customers": Customers, "products": Products, "opportunities": Opportunities}
AMOUNTS = {"amount", "price"}
DAYS = {"opened_on", "closed_on", "expected_close_on"}
SAMPLE = 200  # rows that the guess of a mapping looks at
CHUNK = 500


class Plan:
    """A checked file. `counts` are numbers by name (rows; new and found customers, …), `notes` what is worth knowing,
    `problems` the refused rows; `run` writes when there are none."""

    def __init__(self, kind, sheet, mapping, pipeline=None, rates=None):
        self.kind, self.sheet, self.mapping, self.pipeline, self.rates = kind, sheet, mapping, pipeline, rates or {}
        self.zone, self.today = time_zone(), today()
        self.habits = collections.defaultdict(Habits)
        self.counts, self.ledger, self._notes, self.dry = collections.Counter(), Ledger(), {}, True

    @classmethod
    def of(cls, kind, file, given=None, pipeline=None, rates=None, progress=None):
        """See `models.imports.plan`."""
        if not User.everybody().exists():
            raise Unreadable(N_("Set up Shangji first: open its address in a browser, or run: flask user add."))
        sheet = Sheet.open(file)
        sample = [record.cells for record in itertools.islice(sheet.rows(), SAMPLE)]
        plan = cls(kind, sheet, mapped(kind, sheet.headings, sample, given), pipeline, rates)
        plan._check(progress or (lambda done, total: None))
        return plan

    @property
    def name(self):
        """The name of the file without its ending."""
        return self.sheet.path.stem

    @property
    def refused(self):
        """How many rows were refused."""
        return self.ledger.refused

    @property
    def problems(self):
        """Every refused row, in order: an iterator of Problem."""
        return self.ledger.problems()

    @property
    def notes(self):
        """What is worth knowing: a list of Note."""
        return [Note(reason, facts, count, rows) for reason, (facts, count, rows) in self._notes.items()]

    def note(self, reason, row=None, count=1, **facts):
        """Remember something worth knowing, once a reason, with its count and its first rows. Not while writing."""
        if not self.dry:
            return
        held = self._notes.setdefault(reason, [facts, 0, []])
        held[1] += count
        if row is not None and len(held[2]) < 5:
            held[2].append(row)

    def note_names(self, reason, names):
        """Remember names, the first twenty of them, if there are any."""
        if names:
            self.note(reason, count=len(names), names=", ".join(names[:20]) + (", …" if len(names) > 20 else ""))

    def note_loose(self):
        """Tell of the columns that no field took."""
        loose = [self.mapping.headings[place] for place in self.mapping.loose]
        self.note_names(N_("Columns without a field, kept as lines of text: %(names)s"), loose)

    def _check(self, progress):
        importer = self.importer = IMPORTERS[self.kind](self)
        importer.must_be_mapped()
        total = 2 * self.sheet.stamp[0]
        self._survey(importer, lambda done, size: progress(done, total))
        for chunk in self._chunks(lambda done, size: progress(size + done, total), refuse=self.ledger.refuse):
            importer.check(chunk, self.ledger.refuse)
        if not self.counts["rows"]:
            raise Unreadable(N_("The file holds no rows under its headings."))
        importer.conclude()
        progress(total, total)

    def _survey(self, importer, progress):
        """Read the file once to learn how its columns are written."""
        columns = self.mapping.columns
        amounts = [(place, self.habits[field]) for field in AMOUNTS & columns.keys() for place in columns[field]]
        dates = [(place, self.habits[field]) for field in DAYS & columns.keys() for place in columns[field]]
        percents = [
            (place, self.habits[field]) for field in {"probability"} & columns.keys() for place in columns[field]
        ]
        for entry in self.sheet.rows(progress):
            if entry.trouble or entry.remark:
                continue
            for place, habits in amounts:
                habits.learn_amount(entry.cells[place])
            for place, habits in dates:
                habits.learn_day(entry.cells[place])
            for place, habits in percents:
                habits.learn_percent(entry.cells[place])
            importer.survey(Row(entry.number, entry.cells, self.mapping))
        importer.surveyed()

    def _chunks(self, progress, refuse):
        """Yield lists of Rows; `refuse` hears of rows that are broken as such."""
        chunk = []
        for entry in self.sheet.rows(progress):
            if entry.remark:
                self.note(
                    N_("Lines beneath the table, left out, such as “%(text)s”"), entry.number, text=entry.cells[0][:80]
                )
                continue
            if self.dry:
                self.counts["rows"] += 1
            if entry.trouble:
                reason, column, facts = entry.trouble
                refuse(entry.number, column, reason, facts)
                continue
            chunk.append(Row(entry.number, entry.cells, self.mapping))
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def run(self, by=None, progress=None):
        """Write everything in one transaction. `progress(done, total)` in rows. Returns the counts.

        Refused when rows were refused, when `by` (None: the system) may not import, or when the file or what it refers
        to changed since it was checked; nothing is written then.
        """
        if by is not None and CHANGES[by.role] != "all":
            raise Refused(N_("Only a manager may import."))
        if self.refused:
            raise Refused(N_("Rows of the file are refused: %(count)s. Nothing was imported."), count=self.refused)
        self.sheet.unchanged()
        self.dry, done, total = False, 0, self.counts["rows"]
        try:
            with transaction():
                importer = self.importer
                for code, value in self.rates.items():
                    set_rate(code, value)
                importer.begin(by)
                for chunk in self._chunks(None, refuse=_stop):
                    importer.write(chunk, by)
                    done += len(chunk)
                    if progress:
                        progress(done, total)
                importer.finish(by)
                counts = {name: count for name, count in self.counts.items() if count}
                record("import.finished", Company, by, kind=self.kind, file=os.path.basename(self.sheet.path), **counts)
        except Bad as bad:
            raise Refused(bad.reason, **bad.facts) from bad
        finally:
            self.dry = True
        return dict(self.counts)


def _stop(row, column, reason, facts):
    raise Bad(reason, column, **facts)
