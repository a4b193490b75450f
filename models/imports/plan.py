"""What an import would do, row by row."""

import collections
import itertools

from models.base import N_
from models.imports.choices import Choices, Texts
from models.imports.chosen import Chosen
from models.imports.contacts import Contacts
from models.imports.customers import Customers
from models.imports.exchange import unknown
from models.imports.ledger import Ledger, Line
from models.imports.mapping import mapped
from models.imports.opportunities import Opportunities
from models.imports.products import Products
from models.imports.reading import Sheet
from models.imports.row import Row
from models.imports.seen import SAMPLE, told
from models.imports.trouble import Note, Unreadable
from models.imports.users import Users
from models.imports.values import Habits
from models.setting import time_zone, today
from models.user import User

IMPORTERS = {
    "users": Users,
    "customers": Customers,
    "contacts": Contacts,
    "products": Products,
    "opportunities": Opportunities,
}
HABITS = {  # field: how the way in which its column is written is learnt
    **dict.fromkeys(("amount", "price"), Habits.learn_amount),
    **dict.fromkeys(("opened_on", "closed_on", "expected_close_on"), Habits.learn_day),
    "probability": Habits.learn_percent,
}
CHUNK = 500


class Plan:
    """A checked file. `counts` are numbers by name (rows; create, update, skip, error; new and found customers, …),
    `notes` what is worth knowing, `problems` the refused rows; the `ledger` has every row. See doing.py for what follows."""

    def __init__(self, kind, sheet, mapping, chosen, ledger):
        self.kind, self.sheet, self.mapping, self.ledger = kind, sheet, mapping, ledger
        self.pipeline, self.rates, self.duplicates = chosen.pipeline, chosen.rates or {}, chosen.duplicates
        self.zone, self.today = time_zone(), today()
        self.habits = collections.defaultdict(Habits)
        self.counts, self._notes, self.dry = collections.Counter(), {}, True
        self.texts = Texts(kind, mapping)
        self.made = []  # (noun, id) of what was written since somebody looked
        self.seen = 0  # rows of the file up to the end of the chunk in hand
        self.into = None  # the ImportRun that is written to
        self.importer = IMPORTERS[kind](self)

    @classmethod
    def of(cls, kind, file, chosen=None, ledger=None, name=None, progress=None):
        """The Plan of a file that was read once, to learn how it is written; a ledger that was kept knows that already.

        Unreadable when it cannot be imported.
        """
        chosen = chosen or Chosen()
        if not User.everybody().exists():
            raise Unreadable(N_("Set up Shangji first: open its address in a browser, or run: flask user add."))
        sheet = file if isinstance(file, Sheet) else Sheet.open(file, name, chosen.sheet)
        sample = [record.cells for record in itertools.islice(sheet.rows(), SAMPLE) if not record.remark]
        choices = Choices(chosen.values)
        mapping = mapped(kind, sheet.headings, sample, chosen.mapping, chosen.left_out or (), choices)
        plan = cls(kind, sheet, mapping, chosen, ledger or Ledger())
        plan.columns = told(sheet, mapping, sample)
        plan.importer.must_be_mapped()
        if ledger and ledger.kept:
            plan._recall()
        else:
            plan._survey(progress or (lambda done, size: None))
        return plan

    @property
    def name(self):
        """The name of the file without its ending."""
        return self.sheet.name.rsplit(".", 1)[0] or self.sheet.name

    @property
    def refused(self):
        """How many rows were refused."""
        return self.ledger.count("error")

    @property
    def problems(self):
        """Every refused row, in order: an iterator of Problem."""
        return self.ledger.problems()

    @property
    def notes(self):
        """What is worth knowing: a list of Note."""
        return [Note(reason, facts, count, rows) for reason, (facts, count, rows) in self._notes.items()]

    @property
    def currencies(self):
        """Codes that rows are in and that have no rate."""
        return sorted({problem.facts["code"] for problem in unknown(self.ledger)})

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

    def made_before(self, noun):
        """A query of the ids of those rows that this import made before it was interrupted; None when it is the first go."""
        return self.into.made(noun) if self.into else None

    def check(self, progress=None):
        """Decide on every row; nothing is written but the ledger. `progress(done, total)` in bytes. Returns self."""
        for chunk in self.chunks(progress, self._broken):
            self.importer.check(chunk)
        if not self.counts["rows"]:
            raise Unreadable(N_("The file holds no rows under its headings."))
        self.importer.settle()
        self.importer.conclude()
        self.ledger.keep()
        return self

    def run(self, by=None, progress=None, leave=False):
        """Write it, all at once: see doing.run_at_once."""
        from models.imports.doing import run_at_once

        return run_at_once(self, by, progress, leave)

    def _broken(self, entry):
        reason, column, facts = entry.trouble
        self.counts["error"] += 1
        self.ledger.write([Line(entry.number, "error", "", entry.cells, column, reason, facts)])

    def _survey(self, progress):
        """Read the file once to learn how its columns are written."""
        learners = [
            (place, self.habits[field], learn)
            for field, learn in HABITS.items()
            for place in self.mapping.columns.get(field, ())
        ]
        for entry in self.sheet.rows(progress):
            if entry.trouble or entry.remark:
                continue
            for place, habits, learn in learners:
                learn(habits, entry.cells[place])
            row = Row(entry.number, entry.cells, self.mapping)
            self.texts.learn(row)
            self.importer.survey(row)
        self.importer.surveyed()

        self.ledger.learn([{field: habits.told() for field, habits in self.habits.items()}, self.importer.told()])

    def _recall(self):
        """Know again what the file told when it was checked."""
        habits, survey = self.ledger.learnt()
        self.habits.update({field: Habits.of(told) for field, told in habits.items()})
        self.importer.learn(survey)

    def chunks(self, progress, refuse, after=0):
        """Yield lists of Rows, but for the first `after` of the file; `refuse` hears of entries that are broken as such."""
        chunk, seen = [], 0
        for entry in self.sheet.rows(progress):
            if entry.remark:
                self.note(
                    N_("Lines beneath the table, left out, such as “%(text)s”"), entry.number, text=entry.cells[0][:80]
                )
                continue
            seen += 1
            if self.dry:
                self.counts["rows"] += 1
            if seen <= after:
                continue
            if entry.trouble:
                refuse(entry)
                continue
            chunk.append(Row(entry.number, entry.cells, self.mapping))
            if len(chunk) == CHUNK:
                self.seen = seen
                yield chunk
                chunk = []
        if chunk:
            self.seen = seen
            yield chunk
