"""What a company names for itself: sources, competitors, products, teams, tags; each name there once, each change told.

The version of such a row is its latest event: who edits it says up to which one they have read.
"""

import peewee as pw

from models.base import N_, Refused, Stale, folded, transaction
from models.event import Event, record
from models.keys import tidy
from models.versioned import plain


class Told:
    """For a Model whose every change is an event with `changes`, {field: [before, after]}."""

    @property
    def version(self):
        """The id of the latest event about the row; 0 when there is none."""
        return self._told().select(pw.fn.MAX(Event.id)).scalar() or 0

    def changed_since(self, version):
        """{field: Event} of what was changed after `version`: the earliest event, whose old value the editor had read."""
        found = {}
        for event in self._told().where(Event.id > version).order_by(Event.id.desc()):
            found |= dict.fromkeys(event.facts.get("changes", ()), event)
        return found

    def must_be_at(self, version):
        """Stale when something happened to the row since `version` (None: whatever happened)."""
        if version is not None and version != self.version:
            raise Stale(N_("Somebody else changed this in the meantime."))

    def _told(self):
        return Event.select().where(Event.subject_type == self.noun, Event.subject_id == self.id)


class Catalogued(Told):
    """For a Model with `name`; FIELDS are what its form asks."""

    FIELDS = ("name",)

    @classmethod
    def visible_to(cls, user):
        """All of them: the names are everybody's."""
        return cls.select()

    @classmethod
    def editable_by(cls, user):
        """All of them for administrators."""
        return cls.select() if user.role == "administrator" else cls.select().where(cls.id.in_([]))

    @staticmethod
    def fold(name):
        """How two spellings of a name compare."""
        return folded(name)

    @classmethod
    def spelt(cls, name, but=None):
        """The row of this name, however it is spelt, or None; `but` is passed over. The one in use comes first."""
        key = cls.fold(name or "")
        found = [row for row in cls.select(cls.id, cls.name).tuples() if cls.fold(row[1]) == key and row[0] != but]
        rows = cls.select().where(cls.id.in_([row_id for row_id, _name in found])) if key and found else ()
        return next(iter(sorted(rows, key=lambda row: (bool(row.archived), row.id))), None)

    @property
    def archived(self):
        return bool(getattr(self, "archived_at", None))

    @classmethod
    def add(cls, by, **values):
        """Make one of FIELDS. Refuses who may not, an empty name and one that is there. Returns it."""
        must_be_kept_by(by)
        values = cls.ready({**dict.fromkeys(cls.FIELDS), **values})
        with transaction():
            cls.must_be_free(values["name"])
            row = cls.create(**values, **cls.beside())
            said = {name: plain(values[name]) for name in cls.FIELDS}
            record(f"{cls.noun}.added", row, by, **said)
        return row

    def edit(self, by, version=None, **values):
        """Change FIELDS. Refuses who may not and a name that is there; Stale when it was changed since `version`.

        Returns the names that changed.
        """
        must_be_kept_by(by)
        after = self.ready(values)
        changed = {name: after[name] for name in values if plain(getattr(self, name)) != plain(after[name])}
        if not changed:
            return set()
        with transaction():
            self.must_be_at(version)
            if "name" in changed:
                self.must_be_free(after["name"], self.id)
            facts = {name: [plain(getattr(self, name)), plain(value)] for name, value in changed.items()}
            type(self).update(**after).where(type(self).id == self.id).execute()
            record(f"{self.noun}.edited", self, by, name=after.get("name", self.name), changes=facts)
        for name, value in after.items():
            setattr(self, name, value)
        return set(changed)

    @classmethod
    def ready(cls, values):
        """The columns to write of what was given. Refuses an empty name."""
        values = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
        if "name" in values and not values["name"]:
            raise Refused(N_("A name is needed."))
        return values

    @classmethod
    def beside(cls):
        """What a new one has beside FIELDS."""
        return {"position": cls.next_place()} if hasattr(cls, "position") else {}

    @classmethod
    def next_place(cls):
        last = cls.select(pw.fn.MAX(cls.position)).scalar()
        return 0 if last is None else last + 1

    @classmethod
    def must_be_free(cls, name, but=None):
        """Refuse a name that another one has, however it is spelt."""
        if (there := cls.spelt(name, but)) is None:
            return
        if there.archived:
            raise Refused(N_("“%(name)s” is there already, in the archive. Bring it back instead."), name=there.name)
        raise Refused(N_("“%(name)s” is there already."), name=there.name)

    @classmethod
    def arrange(cls, by, ids):
        """Put those in use into this order. Stale when others are in use than `ids` says. Returns True when it changed."""
        from models.user import Company

        must_be_kept_by(by)
        with transaction():
            before = list(cls.select(cls.id, cls.name).where(cls.archived_at.is_null()).order_by(cls.position, cls.id))
            names = {row.id: row.name for row in before}
            if sorted(names) != sorted(ids):
                raise Stale(N_("Somebody else changed this in the meantime."))
            if list(names) == list(ids):
                return False
            for place, row_id in enumerate(ids):
                cls.update(position=place).where(cls.id == row_id).execute()
            said = {"before": list(names.values()), "after": [names[row_id] for row_id in ids]}
            record(f"{cls.noun}.arranged", Company, by, **said)
        return True


def must_be_kept_by(by):
    """Refuse who may not change settings. `by` None is the system."""
    if by is not None and by.role != "administrator":
        raise Refused(N_("Only an administrator may change settings."))
