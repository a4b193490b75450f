"""Rows that a file names: found by their name, and those that are missing made when the import runs."""

from models.base import N_, folded, now
from models.imports.trouble import Bad
from models.keys import tidy
from models.pipeline import CloseReason, Competitor, Source
from models.product import Product, product_key
from models.user import Team, User


class Named:
    """One table. `known`: {key: id}; `missing`: {key: name}, made by `make`."""

    model, most, fold = None, 120, staticmethod(folded)

    def __init__(self):
        self.known, self.names, self.missing = {}, {}, {}
        for row in self.model.select().order_by(self.model.id.desc()):  # of equals the oldest stays
            self.remember(row)

    def remember(self, row):
        key = self.fold(row.name)
        self.known[key], self.names[key] = row.id, row.name

    def key(self, text):
        """The key of a name; a new name is wanted from now on. "" has no key: None."""
        if not (name := tidy(text)):
            return None
        key = self.fold(name)
        if key not in self.known and key not in self.missing:
            if len(name) > self.most:
                raise Bad(N_("The text is longer than %(most)s characters."), most=self.most)
            self.missing[key] = self.names[key] = name
        return key

    def id(self, key):
        return None if key is None else self.known[key]

    def make(self, by):
        """Write what is missing. Returns how many."""
        made, self.missing = self.missing, {}
        for name in made.values():
            self.remember(self.create(name, by))
        return len(made)

    def create(self, name, by):
        return self.model.create(name=name)


class Products(Named):
    model, most, fold = Product, 200, staticmethod(product_key)

    def create(self, name, by):
        return Product.create(name=name, name_key=product_key(name))


class Teams(Named):
    model = Team


class Sources(Named):
    model = Source

    def create(self, name, by):
        return Source.create(name=name, position=Source.select().count())


class Competitors(Named):
    model = Competitor


class Reasons:
    """Close reasons, by outcome and name."""

    def __init__(self):
        self.known, self.names, self.missing = {}, {}, {}
        for row in CloseReason.select():
            self.remember(row)

    def remember(self, row):
        key = (row.outcome, folded(row.name))
        self.known[key], self.names[key] = row.id, row.name

    def key(self, outcome, text):
        if not (name := tidy(text)):
            return None
        key = (outcome, folded(name))
        if key not in self.known and key not in self.missing:
            if len(name) > 120:
                raise Bad(N_("The text is longer than %(most)s characters."), most=120)
            self.missing[key] = self.names[key] = name
        return key

    def make(self, by):
        made, self.missing = self.missing, {}
        for (outcome, _), name in made.items():
            place = CloseReason.select().where(CloseReason.outcome == outcome).count()
            self.remember(CloseReason.create(outcome=outcome, name=name, position=place))
        return len(made)


class People:
    """Users by name or mail address. A name that nobody has becomes a salesperson who cannot sign in."""

    def __init__(self):
        self.by_key, self.by_mail, self.missing = {}, {}, {}
        for user in User.everybody():
            self.remember(user)

    def remember(self, user):
        self.by_key.setdefault(folded(user.name), []).append(user)
        if user.email:
            self.by_mail[user.email] = user

    def key(self, text):
        """The key of an owner; None for "". Raises Bad when two people bear the name."""
        if not (name := tidy(text)):
            return None
        if found := self.by_mail.get(name.casefold()):
            return found.email
        key = folded(name)
        if key not in self.by_key:
            if len(name) > 120:
                raise Bad(N_("The text is longer than %(most)s characters."), most=120)
            self.missing.setdefault(key, name)
        elif len(self._likely(key)) > 1:
            raise Bad(N_("There are several people named %(name)s. Write the mail address instead."), name=name)
        return key

    def _likely(self, key):
        """Those who bear the name; the disabled count only if nobody else does."""
        everybody = self.by_key[key]
        return [user for user in everybody if not user.disabled_at] or everybody

    def user(self, key):
        """The User behind a key; None while still missing, and for None."""
        if key is None or key in self.missing:
            return None
        return self.by_mail.get(key) or self._likely(key)[0]

    def must_own(self, key):
        """Refuse whom no open opportunity may be given to."""
        user = self.user(key)
        if user and (user.disabled_at or user.role == "viewer"):
            raise Bad(N_("%(name)s cannot own opportunities."), name=user.name)

    def make(self, by):
        made, self.missing = self.missing, {}
        for name in made.values():
            self.remember(User.add(name, by=by))
        return len(made)
