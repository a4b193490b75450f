"""What the importers of the four kinds have in common."""

from models.base import N_
from models.imports.trouble import Bad, Unreadable


class Importer:
    """Reads the file twice (`survey`, then `decide` on every row), and a third time to `write`."""

    must = "name"  # the field without which nothing can be imported

    def __init__(self, plan):
        self.plan, self.mapping = plan, plan.mapping

    def must_be_mapped(self):
        """Unreadable when the file lacks the column that matters."""
        if self.must not in self.mapping:
            raise Unreadable(
                N_("No column is the %(field)s. The columns are: %(columns)s. Say which with --map %(field)s=COLUMN."),
                field=self.must,
                columns=", ".join(self.plan.sheet.headings),
            )

    def survey(self, row):
        """Learn from a Row before any is decided."""

    def surveyed(self):
        """Every row was surveyed."""

    def check(self, rows, refuse):
        """Decide on a chunk of Rows; count and note what would come of them. `refuse(row, column, reason, facts)`."""
        decided = []
        for row in rows:
            try:
                decided.append((row, self.decide(row)))
            except Bad as bad:
                refuse(row.number, bad.column, bad.reason, bad.facts)
        self.count(decided)

    def decide(self, row):
        """What a Row says. Raises Bad."""
        raise NotImplementedError

    def count(self, decided):
        """Count a chunk of (Row, what it says)."""
        raise NotImplementedError

    def conclude(self):
        """Every row was checked."""

    def begin(self, by):
        """Make what all rows refer to."""

    def write(self, rows, by):
        """Write a chunk of Rows."""
        raise NotImplementedError

    def finish(self, by):
        """Everything was written."""

    def required(self, row, field, most):
        """The line of a field that may not be empty."""
        if text := row.line(field, most):
            return text
        raise Bad(N_("The %(field)s is empty."), self.mapping.heading(field), field=field)

    def note_left(self, row):
        """Tell of cells that have no place in the kind of row that is imported."""
        if row.kept():
            self.plan.note(N_("Holds more than has a place here: the rest stays in the file"), row.number)
