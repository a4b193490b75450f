"""What the importers of the kinds have in common."""

import re

from models.base import N_
from models.imports.choices import proposed
from models.imports.ledger import Line
from models.imports.trouble import Bad, Left, Unreadable

MAIL = re.compile(r"[^@\s]+@[^@\s]+")


class Importer:
    """Reads the file twice (`survey`, then `decide` on every row), and a third time to `write`."""

    must = "name"  # the field without which nothing can be imported
    names = {}

    def __init__(self, plan):
        self.plan, self.mapping, self.lines, self.used = plan, plan.mapping, {}, set()

    def must_be_mapped(self):
        """Unreadable when the file lacks the column that matters."""
        if self.must not in self.mapping:
            raise Unreadable(
                N_("No column is the %(field)s. The columns are: %(columns)s."),
                field=self.must,
                columns=", ".join(self.plan.sheet.headings),
            )

    def survey(self, row):
        """Learn from a Row before any is decided."""

    def surveyed(self):
        """Every row was surveyed."""

    def told(self):
        """What the survey told, as plain values; `learn` takes it in again."""

    def learn(self, told):
        """Know what an earlier survey told."""

    def choice(self, field, text):
        """{choice, hint} of a text while nobody chooses, see choices.proposed."""
        return self.names[field].choice(text) if field in self.names else proposed(text, {})

    def check(self, rows):
        """Decide on a chunk of Rows; count and note what would come of them, and keep it in the ledger."""
        decided, self.lines = [], {}
        for row in rows:
            verdict, bad = "create", None
            try:
                said = self.decide(row)
                decided.append((row, said))
                name = self.called(said)
            except Bad as stop:
                verdict, bad = "skip" if isinstance(stop, Left) else "error", stop
                name = self.cell(row)
            why = (bad.column, bad.reason, bad.facts) if bad else (None, None, {})
            self.lines[row.number] = Line(row.number, verdict, name, row.cells, *why)
        self.count(decided)
        for row, said in decided:
            if self.lines[row.number].verdict in ("create", "update"):
                self.used.update(self.uses(said))
        for line in self.lines.values():
            self.plan.counts[line.verdict] += 1
        self.plan.ledger.write(self.lines.values())

    def verdict(self, row, verdict, reason=None, **facts):
        """What becomes of a Row of the chunk that is being counted."""
        self.lines[row.number] = self.lines[row.number]._replace(verdict=verdict, reason=reason, facts=facts)

    def uses(self, said):
        """(field, key) of what a decided row names."""
        return ()

    def settle(self):
        """Every row was checked: of the names that nobody has only those count that some row to be imported uses."""
        for field, named in self.names.items():
            named.missing = {key: name for key, name in named.missing.items() if (field, key) in self.used}
            self.plan.ledger.miss(field, named.missing)

    def recall(self):
        """Know again what was missing when the rows were checked."""
        for field, key, name in self.plan.ledger.missing():
            self.names[field].missing.setdefault(key, name)

    def called(self, said):
        """What a decided row is called."""
        return said["name"]

    def cell(self, row):
        """What a row is called that says nothing sensible."""
        return next((row.cells[place].strip()[:200] for place in self.mapping.columns.get("name", ())), "")

    def decide(self, row):
        """What a Row says. Raises Bad, or Left."""
        raise NotImplementedError

    def count(self, decided):
        """Count a chunk of (Row, what it says)."""
        raise NotImplementedError

    def conclude(self):
        """Every row was checked."""

    def begin(self, by):
        """Make what all rows refer to, in one transaction; what this import made before is found."""

    def write(self, rows, by):
        """Write a chunk of Rows, in one transaction. Returns how many were there already by now, and left out."""
        raise NotImplementedError

    def finish(self, by):
        """Everything was written: yields after each part of what is left, and each part is one transaction."""
        yield

    def required(self, row, field, most):
        """The line of a field that may not be empty."""
        if text := row.line(field, most):
            return text
        raise Bad(N_("The %(field)s is empty."), self.mapping.heading(field), field=field)

    def mail(self, row):
        """The mail address of a row, or None: what can be none is kept as a line of the text, and told."""
        text = row.line("email", 254)
        if not text or MAIL.fullmatch(text):
            return text
        row.give_back("email")
        self.plan.note(N_("No mail address: kept as written in the text"), row.number)
        return None

    def note_left(self, row):
        """Tell of cells that have no place in the kind of row that is imported."""
        if row.kept():
            self.plan.note(N_("Holds more than has a place here: the rest stays in the file"), row.number)
