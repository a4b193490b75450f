"""Rows that a file names: found by their name, and those that are missing made when the import runs."""

from models.base import N_, folded
from models.imports.choices import proposed
from models.imports.trouble import Bad
from models.keys import tidy
from models.pipeline import CloseReason, Competitor, Source
from models.product import Product, product_key
from models.team import Team


def chosen_key(row_id):
    """A key that no name has."""
    return f"\0{row_id}"


class Named:
    """One table. `known`: {key: id}; `names`: {key: name}; `missing`: keys of names that `make` writes."""

    model, most = None, 120

    def __init__(self):
        self.missing = {}
        self.load()

    def load(self):
        """Read anew what is there; what is missing stays so as far as it still is."""
        self.known, self.names, self.read = {}, {}, {"": None}
        for row in self.model.select().order_by(self.model.id.desc()):  # of equals the oldest stays
            self.remember(row)
        self.missing = {key: name for key, name in self.missing.items() if key not in self.known}
        self.names |= self.missing

    def fold(self, name):
        return folded(name)

    def remember(self, row):
        for key in (self.fold(row.name), chosen_key(row.id)):
            self.known[key], self.names[key] = row.id, row.name

    def key(self, text):
        """The key of a name, which is wanted from now on; None for "". Raises Bad when it is too long."""
        if text not in self.read:
            self.read[text] = self._key(text)
        return self.read[text]

    def _key(self, text):
        if not (name := tidy(text)):
            return None
        key = self.fold(name)
        if key not in self.names:
            if len(name) > self.most:
                raise Bad(N_("The text is longer than %(most)s characters."), most=self.most)
            self.missing[key] = self.names[key] = name
        return key

    def key_of(self, row_id):
        """The key of a row that was chosen; None when it is none of these."""
        key = chosen_key(row_id)
        return key if key in self.known else None

    def id(self, key):
        return None if key is None else self.known[key]

    def choice(self, text):
        """What becomes of a text while nobody chooses, see choices.proposed."""
        return proposed(text, {self.names[key]: row_id for key, row_id in self.known.items()})

    def make(self, by):
        """Write what is missing. Returns [(noun, id)] of it."""
        self.load()
        made = []
        for key, name in self.missing.items():
            row = self.create(key, name, by)
            self.remember(row)
            made.append((self.model._meta.name.replace("closereason", "close_reason"), row.id))
        self.missing = {}
        return made

    def create(self, key, name, by):
        return self.model.create(name=name)


class Products(Named):
    model, most = Product, 200

    def fold(self, name):
        return product_key(name)

    def create(self, key, name, by):
        return Product.create(name=name, name_key=key)


class Teams(Named):
    model = Team


class Competitors(Named):
    model = Competitor


class Sources(Named):
    model = Source

    def create(self, key, name, by):
        return Source.create(name=name, position=Source.select().count())


class Reasons(Named):
    """Close reasons of one outcome."""

    model = CloseReason

    def __init__(self, outcome):
        self.outcome = outcome
        super().__init__()

    def remember(self, row):
        if row.outcome == self.outcome:
            super().remember(row)

    def create(self, key, name, by):
        place = CloseReason.select().where(CloseReason.outcome == self.outcome).count()
        return CloseReason.create(outcome=self.outcome, name=name, position=place)
