"""People whom a file names: found by name or mail address, or made."""

from models.base import N_, folded
from models.imports.choices import proposed
from models.imports.named import chosen_key
from models.imports.trouble import Bad
from models.keys import tidy
from models.user import User

CANNOT_SIGN_IN = N_("Owners made as salespeople without mail address and password, who cannot sign in: %(names)s")


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
