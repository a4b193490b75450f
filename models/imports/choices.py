"""What the texts of a column mean, where somebody chose: this stage, that owner, nobody, or not these rows at all."""

import collections
import difflib

from models.base import N_, folded
from models.imports.trouble import Bad, Left, Unreadable
from models.imports.vocabulary import KINDS
from models.pipeline import CloseReason, Source, Stage
from models.team import Team
from models.user import User

FIELDS = ("stage", "outcome", "owner", "source", "team", "reason")
WORDS = ("new", "empty", "skip")
MOST = 200  # different texts of a column that are listed
CLOSE = 0.6  # how alike two names are of which one is proposed for the other


class Choices:
    """{field: {text: choice}} as options.values has it (see run.py), read by any spelling of the text."""

    def __init__(self, values=None):
        self.given = {
            field: {folded(text): choice for text, choice in texts.items() if choice not in (None, "")}
            for field, texts in (values or {}).items()
            if texts
        }

    def of(self, field, text):
        """The choice for a text: an id, a word, or None where nothing was chosen."""
        return self.given[field].get(folded(text)) if text and field in self.given else None

    def names(self, field, word):
        """The folded texts of a field for which a word was chosen."""
        return {text for text, choice in self.given.get(field, {}).items() if choice == word}


NOTHING = Choices()


def chosen(row, field, text):
    """The choice for what a Row says in `field`. Raises Left where rows that say so are left out."""
    if field not in row.mapping.choices.given:
        return None
    choice = row.mapping.choices.of(field, text)
    if choice == "skip":
        reason = N_("Left out, as you chose: “%(value)s” in this column.")
        raise Left(reason, row.mapping.heading(field), value=text[:80])
    if choice == "empty":
        row.give_back(field)
    return choice


class Texts:
    """How often each text comes in the columns of which values can be chosen."""

    def __init__(self, kind, mapping):
        self.counts = {field: collections.Counter() for field in FIELDS if field in KINDS[kind] and field in mapping}
        self.more = collections.Counter()

    def learn(self, row):
        for field, counter in self.counts.items():
            try:
                text = row.text(field)
            except Bad:
                continue
            if text and (text in counter or len(counter) < 5 * MOST):
                counter[text] += 1
            elif text:
                self.more[field] += 1

    def listed(self, importer):
        """{field: [{text, count, choice, hint}]}, commonest first, and `more`: {field: how many texts are not told}."""
        told, more = {}, {}
        for field, counter in self.counts.items():
            told[field] = [
                {"text": text, "count": count, **importer.choice(field, text)}
                for text, count in counter.most_common(MOST)
            ]
            if rest := max(0, len(counter) - MOST) + self.more[field]:
                more[field] = rest
        return told | {"more": more}


def proposed(text, named):
    """{choice, hint}: the id of what bears the name, or "new" and the id of what is spelled alike. `named`: {name: id}."""
    by_key = {folded(name): row_id for name, row_id in named.items()}
    if (row_id := by_key.get(folded(text))) is not None:
        return {"choice": row_id, "hint": None}
    alike = difflib.get_close_matches(folded(text), by_key, 1, CLOSE)
    return {"choice": "new", "hint": by_key[alike[0]] if alike else None}


def checked(values):
    """`values` as they may be kept: fields that have some, texts, and choices that mean something."""
    kept = {}
    for field, texts in (values or {}).items():
        if field in FIELDS and isinstance(texts, dict):
            kept[field] = {str(text)[:500]: choice for text, choice in texts.items() if _meant(field, choice)}
    return kept


def _meant(field, choice):
    outcomes = ("won", "lost", "invalid", "open") if field in ("stage", "outcome") else ()
    return (isinstance(choice, int) and not isinstance(choice, bool)) or choice in (*WORDS, *outcomes)


def by_name(values):
    """The same with names for ids: {field: {text: name or word}}. Unreadable for a name that nobody has."""
    chosen = {}
    for field, texts in values.items():
        if field not in FIELDS:
            raise Unreadable(
                N_("Values can be chosen for %(known)s, not for %(field)s."), field=field, known=", ".join(FIELDS)
            )
        for text, name in texts.items():
            chosen.setdefault(field, {})[text] = name if _meant(field, name) else _id(field, name)
    return chosen


def _id(field, name):
    model = {"stage": Stage, "owner": User, "source": Source, "team": Team, "reason": CloseReason}.get(field)
    rows = [row for row in (model.select() if model else ()) if folded(row.name) == folded(name)]
    if field == "owner":
        rows = rows or list(User.select().where(User.email == name.casefold()))
    if not rows:
        raise Unreadable(N_("Nothing in %(field)s is called “%(name)s”."), field=field, name=name)
    return rows[0].id
