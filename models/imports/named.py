"""Rows that a file names: found by their name, and those that are missing made when the import runs."""

from models.base import N_, folded
from models.imports.choices import proposed
from models.imports.trouble import Bad
from models.keys import tidy
from models.pipeline import CloseReason, Competitor, Source
from models.product import Product, product_key
from models.team import Team
from models.user import User

CANNOT_SIGN_IN = N_("Owners made as salespeople without mail address and password, who cannot sign in: %(names)s")


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


class People:
    """Users by name or mail address. A name that nobody has becomes a salesperson who cannot sign in."""

    def __init__(self):
        self.missing = {}
        self.load()

    def load(self):
        self.by_name, self.by_mail, self.by_id, self.read = {}, {}, {}, {"": None}
        for user in User.everybody():
            self.remember(user)
        self.missing = {key: name for key, name in self.missing.items() if key not in self.by_name}

    def remember(self, user):
        self.by_name.setdefault(folded(user.name), []).append(user)
        self.by_id[chosen_key(user.id)] = user
        self.read.clear()
        if user.email:
            self.by_mail[user.email] = user

    def key(self, text):
        """The key of a person; None for "". Raises Bad when two people bear the name."""
        if text not in self.read:
            self.read[text] = self._key(text)
        return self.read[text]

    def _key(self, text):
        if not (name := tidy(text)):
            return None
        if found := self.by_mail.get(name.casefold()):
            return found.email
        key = folded(name)
        if key not in self.by_name:
            if len(name) > 120:
                raise Bad(N_("The text is longer than %(most)s characters."), most=120)
            self.missing.setdefault(key, name)
        elif len(self._likely(key)) > 1:
            raise Bad(N_("There are several people named %(name)s. Write the mail address instead."), name=name)
        return key

    def _likely(self, key):
        """Those who bear the name; the disabled count only if nobody else does."""
        everybody = self.by_name[key]
        return [user for user in everybody if not user.disabled_at] or everybody

    def user(self, key):
        """The User behind a key; None for None, and while they are still missing."""
        if key is None or key in self.missing:
            return None
        return self.by_id.get(key) or self.by_mail.get(key) or self._likely(key)[0]

    def key_of(self, row_id):
        """The key of a user who was chosen; None when there is none."""
        key = chosen_key(row_id)
        return key if key in self.by_id else None

    def choice(self, text):
        """What becomes of a name while nobody chooses, see choices.proposed; None where several bear it."""
        if user := self.by_mail.get(text.casefold()):
            return {"choice": user.id, "hint": None}
        found = self._likely(folded(text)) if folded(text) in self.by_name else []
        if len(found) > 1:
            return {"choice": None, "hint": found[0].id}
        return proposed(text, {user.name: user.id for users in self.by_name.values() for user in users[:1]})

    def must_own(self, key):
        """Refuse whom no open opportunity may be given to."""
        user = self.user(key)
        if user and (user.disabled_at or user.role == "viewer"):
            raise Bad(N_("%(name)s cannot own opportunities."), name=user.name)

    def make(self, by):
        """Write who is missing. Returns [(noun, id)] of them."""
        self.load()
        missing, self.missing = self.missing, {}
        made = [User.add(name, by=by) for name in missing.values()]
        for user in made:
            self.remember(user)
        return [("user", user.id) for user in made]
