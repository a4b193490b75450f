"""A row as fields: what was asked for is taken, and what nobody asked for is kept as lines."""

import functools

from models.base import N_
from models.imports import days, money, values
from models.imports.choices import chosen
from models.imports.trouble import Bad
from models.keys import tidy

# What a spreadsheet writes where a formula failed.
FAULTS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
_tidy = functools.lru_cache(maxsize=2048)(tidy)  # the same names come again and again


class Row:
    """One record read through a mapping. Values come by field; each raises Bad with the heading of its column."""

    __slots__ = ("cells", "mapping", "number", "taken")

    def __init__(self, number, cells, mapping):
        self.number, self.cells, self.mapping = number, cells, mapping
        self.taken = set()

    def text(self, field, most=None):
        """The cell of `field`, trimmed; "" when it is empty or the file has none. Takes it. `most` characters."""
        for place in self.mapping.columns.get(field, ()):
            if cell := self.cells[place].strip():
                self.taken.add(place)
                if cell[0] == "#" and cell in FAULTS:
                    raise Bad(N_("The cell holds the error %(error)s."), self.mapping.headings[place], error=cell)
                if most and len(cell) > most:
                    heading = self.mapping.headings[place]
                    raise Bad(N_("The text is longer than %(most)s characters."), heading, most=most)
                return cell
        return ""

    def line(self, field, most=None):
        """The same tidied, as a line of a row is kept; None when it is empty."""
        return _tidy(text) if (text := self.text(field, most)) else None

    def give_back(self, field):
        """Do not take the cell after all: it is kept as a line."""
        self.taken.difference_update(self.mapping.columns.get(field, ()))

    def day(self, field, habits, zone):
        """A date or None."""
        return self._read(field, days.day, habits[field].order, zone)

    def amount(self, field, habits, times):
        """(Decimal or None, currencies that its sign may mean)."""
        return self._read(field, money.amount, habits[field].mark, times)

    def percent(self, field, habits):
        """Percent 0–100 or None; a broken one is rounded and kept as a line too."""
        value, whole = self._read(field, values.percent, habits[field].fractions)
        if not whole:
            self.give_back(field)
        return value

    def key(self, field, named):
        """The key under which `named` (see named.py) has what the cell names, None for an empty one."""
        text = self.text(field)
        choice = chosen(self, field, text)
        if choice == "empty":
            return None
        if isinstance(choice, int) and (key := named.key_of(choice)):
            return key
        return self._named(field, named.key, text)

    def number_of(self, field):
        """A count, or None."""
        text = self.text(field)
        return self._named(field, values.whole_number, text) if text else None

    def choice(self, field, known):
        """What `known(text)` makes of the cell; what it does not know is kept as a line, and None returned."""
        found = known(text) if (text := self.text(field)) else None
        if found is None:
            self.give_back(field)
        return found

    def _read(self, field, reader, *more):
        return self._named(field, reader, self.text(field), *more)

    def _named(self, field, reader, *arguments):
        try:
            return reader(*arguments)
        except Bad as bad:
            bad.column = bad.column or self.mapping.heading(field)
            raise

    def kept(self):
        """The cells that no field took, each as “heading: what it says”, or None."""
        lines = [
            f"{self.mapping.headings[place]}: {_indented(cell)}"
            for place, cell in enumerate(self.cells)
            if place not in self.taken and place not in self.mapping.left_out and cell.strip()
        ]
        return "\n".join(lines) or None


def _indented(cell):
    return "\n    ".join(cell.strip().splitlines()) if "\n" in cell or "\r" in cell else cell.strip()
