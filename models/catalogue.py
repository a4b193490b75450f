"""What a company names for itself: sources, competitors, products, teams, tags; each name there once, each change told."""

import functools
import operator

import peewee as pw

from models.base import N_, Refused, Stale, folded, transaction
from models.event import record
from models.keys import tidy
from models.paging import Order
from models.setting import must_be_kept_by
from models.told import Told
from models.versioned import plain


class Catalogued(Told):
    """For a Model with `name`; FIELDS are what its form asks."""

    FIELDS = ("name",)
    PART = None  # the column within which names are there once and have an order; None: among all

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
    def spelt(cls, name, but=None, part=None):
        """The row of this name, however it is spelt, or None; `but` is passed over. The one in use comes first."""
        key = cls.fold(name or "")
        known = cls.within(part).select(cls.id, cls.name).tuples()
        found = [row for row in known if cls.fold(row[1]) == key and row[0] != but]
        rows = cls.select().where(cls.id.in_([row_id for row_id, _name in found])) if key and found else ()
        return next(iter(sorted(rows, key=lambda row: (bool(row.archived), row.id))), None)

    @classmethod
    def listed(cls, text="", archived=False, after=None):
        """A page of those in use, or of those in the archive, by name: (rows, cursor of what follows or None).

        `text` is part of the name, or of what `also` says.
        """
        ids, more = Order(((cls.name, str),), cls.id).page(cls.among(text, archived), after)
        rows = {row.id: row for row in cls.select().where(cls.id.in_(ids))}
        return [rows[row_id] for row_id in ids], more

    @classmethod
    def among(cls, text="", archived=False):
        """The query of `listed`."""
        query = cls.select()
        if hasattr(cls, "archived_at"):
            query = query.where(cls.archived_at.is_null(not archived))
        if text:
            found = [field.contains(text) for field in cls.also()]
            query = query.where(functools.reduce(operator.or_, found))
        return query

    @classmethod
    def names_in_use(cls, most):
        """The names of those in use, by name, at most so many."""
        return [name for (name,) in cls.among().select(cls.name).order_by(cls.name).limit(most).tuples()]

    @classmethod
    def also(cls):
        """The columns in which `listed` looks for a text."""
        return [getattr(cls, name) for name in ("name", "series", "office") if hasattr(cls, name)]

    @property
    def archived(self):
        return bool(getattr(self, "archived_at", None))

    @classmethod
    def add(cls, by, **values):
        """Make one of FIELDS. Refuses who may not, an empty name and one that is there. Returns it."""
        must_be_kept_by(by)
        values = cls.ready({**dict.fromkeys(cls.FIELDS), **values})
        with transaction():
            part = values.get(cls.PART)
            cls.must_be_free(values["name"], part=part)
            row = cls.create(**{**cls.beside(part), **values})
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
                self.must_be_free(after["name"], self.id, self.part)
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
    def within(cls, part=None):
        """All of them, or those of one value of PART."""
        return cls.select().where(getattr(cls, cls.PART) == part) if cls.PART else cls.select()

    @classmethod
    def archived_ones(cls, part=None):
        """Those of the archive, in order."""
        return cls.within(part).where(cls.archived_at.is_null(False)).order_by(cls.position, cls.id)

    @property
    def part(self):
        return getattr(self, self.PART) if self.PART else None

    @classmethod
    def beside(cls, part=None):
        """What a new one has beside FIELDS."""
        return {"position": cls.next_place(part)} if hasattr(cls, "position") else {}

    @classmethod
    def next_place(cls, part=None):
        last = cls.within(part).select(pw.fn.MAX(cls.position)).scalar()
        return 0 if last is None else last + 1

    @classmethod
    def must_be_free(cls, name, but=None, part=None):
        """Refuse a name that another one has, however it is spelt."""
        if (there := cls.spelt(name, but, part)) is None:
            return
        if there.archived:
            raise Refused(N_("“%(name)s” is there already, in the archive. Bring it back instead."), name=there.name)
        raise Refused(N_("“%(name)s” is there already."), name=there.name)

    @classmethod
    def arrange(cls, by, ids, part=None):
        """Put those in use into this order. Stale when others are in use than `ids` says. Returns True when it changed.

        They share out the places that they have: those of the archive keep theirs.
        """
        from models.user import Company

        must_be_kept_by(by)
        with transaction():
            before = list(cls.within(part).where(cls.archived_at.is_null()).order_by(cls.position, cls.id))
            names = {row.id: row.name for row in before}
            if sorted(names) != sorted(ids):
                raise Stale(N_("Somebody else changed this in the meantime."))
            if list(names) == list(ids):
                return False
            places = sorted({row.position for row in before})
            places = places if len(places) == len(before) else range(len(before))
            for place, row_id in zip(places, ids, strict=True):
                cls.update(position=place).where(cls.id == row_id).execute()
            said = {"before": list(names.values()), "after": [names[row_id] for row_id in ids]}
            record(f"{cls.noun}.arranged", Company, by, **said)
        return True


def arranged_at(rows, row, place):
    """The ids of `rows` in order, `row` moved to this place (from 0)."""
    ids = [other.id for other in rows if other.id != row.id]
    ids.insert(max(place, 0), row.id)
    return ids
