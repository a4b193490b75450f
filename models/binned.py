"""What was deleted stays in the bin for a while: out of everybody's sight, and back when it is wanted."""

import peewee as pw

from models.access import CHANGES
from models.base import N_, Model, Refused, Stale, now, transaction
from models.batch import columns, note, silently
from models.event import record
from models.user import User


class Binned(Model):
    """A row that can lie in the bin. `deleted_with` names the row it went along with ("customer 5"), None when by itself."""

    tells_alone = False  # does each row that goes along with another tell it on its own page?

    deleted_at = pw.DateTimeField(null=True)
    deleted_by = pw.ForeignKeyField(User, null=True, backref="+", index=False, on_delete="RESTRICT")
    deleted_with = pw.CharField(40, null=True)

    @classmethod
    def kept(cls, *columns):
        """A query on what is not in the bin."""
        return cls.select(*columns).where(cls.deleted_at.is_null())

    @classmethod
    def lying(cls, *columns):
        """A query on what is in the bin."""
        return cls.select(*columns).where(cls.deleted_at.is_null(False))

    @classmethod
    def reached_in_bin(cls, user, row_id):
        """The row of this id in the bin that the user could change if it were not there, else None."""
        return cls.in_bin(user).where(cls.id == row_id).first()

    def bin(self, by, version=None):
        """Put it into the bin, and with it all that `companions` names. Refuses who may not, and what is there already.

        Stale when it is not at `version` (default: as this object read it).
        """
        if self.deleted_at:
            raise Refused(N_("This is in the bin already."))
        self.must_be_binnable_by(by)
        with transaction():
            self.put(by, f"{self.noun}.binned", thrown(by), version, name=self.called(), along=self.goes_along())
            with silently():  # they come back with this row, not by themselves
                for model, which in self.companions():
                    self._take_along(by, model, which)
            self.settle()

    def restore(self, by, above=False):
        """Take it out of the bin, and with it all that went along. Refuses who could not change it.

        Where what it belongs to lies in the bin it is refused too; with `above` that is restored first.
        """
        if not self.deleted_at:
            raise Refused(N_("This is not in the bin."))
        self.must_be_restorable_by(by)
        with transaction():
            if owner := self.belongs_to_binned():
                if not above:
                    raise Refused(N_("“%(name)s”, which it belongs to, is in the bin too."), name=owner.called())
                owner.restore(by, above=True)
                fresh = type(self).get_by_id(self.id)
                if not fresh.deleted_at:  # it came back along
                    return
            self.put(by, f"{self.noun}.restored", BACK, name=self.called())
            with silently():
                for model in reversed(self.kinds()):  # what lies under a row is there when the row comes
                    self._bring_back(by, model)
            self.settle()

    def goes_along(self):
        """{noun: how many} of what would go into the bin with it."""
        counts = {model.noun: model.kept().where(which).count() for model, which in self.companions()}
        return {noun: count for noun, count in counts.items() if count}

    def came_along(self):
        """{noun: how many} of what lies in the bin because of it."""
        counts = {model.noun: model.lying().where(model.deleted_with == self.mark).count() for model in self.kinds()}
        return {noun: count for noun, count in counts.items() if count}

    @property
    def mark(self):
        """How rows name this one as what they went along with."""
        return f"{self.noun} {self.id}"

    def take_back(self, by, verb, kept):
        """What a batch did to it is undone: see models/batch.py."""
        changes = columns(type(self), kept)
        if "deleted_at" in changes:
            self.restore(by)
        else:
            self.put(by, f"{self.noun}.undone", changes, what=verb)
            self.settle()

    # What each model says for itself.

    def companions(self):
        """(model, condition) of the rows that go along; the ones with companions of their own first."""
        return ()

    def kinds(self):
        """The models of `companions`."""
        return [model for model, _which in self.companions()]

    def called(self):
        """What it is called."""
        return self.name

    def above(self):
        """The rows that it belongs to and cannot be restored without."""
        return ()

    def settle(self):
        """Bring in line what follows from its being there or not."""

    def must_be_binnable_by(self, by):
        """Refuse who may not put it into the bin. `by` None is the system."""
        if by is not None and not self.may_change(by, self):
            raise Refused(N_("You may look at this, but not delete it."))

    def must_be_restorable_by(self, by):
        """Refuse who could not change it, and what comes back with another row."""
        if by is not None and self.reached_in_bin(by, self.id) is None:
            raise Refused(N_("You may look at this, but not restore it."))

    def put(self, by, event, changes, version=None, /, **facts):
        """Write columns and the event, one version on. Stale when it is not at `version`."""
        model, expected = type(self), version or self.version
        before = {name: self.__data__.get(name) for name in changes}
        wrote = (
            model.update(version=model.version + 1, updated_at=now(), **changes)
            .where(model.id == self.id, model.version == expected)
            .execute()
        )
        if not wrote:
            raise Stale(N_("Somebody else changed this in the meantime."))
        happened = record(event, self, by, **facts)
        for name, value in changes.items():
            setattr(self, name, value)
        self.version = expected + 1
        note(self, before, happened)

    def belongs_to_binned(self):
        """The first row of `above` that lies in the bin, or None."""
        return next((row for row in self.above() if row is not None and row.deleted_at), None)

    def _take_along(self, by, model, which):
        if model.tells_alone:
            for row in model.kept().where(which):
                row.put(by, f"{row.noun}.binned", self._thrown_along(), name=row.called(), along_with=self.mark)
                for below, theirs in row.companions():
                    self._take_along(by, below, theirs)
                row.settle()
        else:
            model.update(version=model.version + 1, **self._thrown_along()).where(
                which, model.deleted_at.is_null()
            ).execute()

    def _thrown_along(self):
        """The columns of what goes along: of the same moment, so that it all lies there for as long."""
        return {"deleted_at": self.deleted_at, "deleted_by": self.deleted_by_id, "deleted_with": self.mark}

    def _bring_back(self, by, model):
        mine = model.deleted_with == self.mark
        if model.tells_alone:
            for row in model.lying().where(mine):
                row.put(by, f"{row.noun}.restored", BACK, name=row.called(), along_with=self.mark)
                row.settle()
        else:
            model.update(version=model.version + 1, **BACK).where(mine).execute()


BACK = {"deleted_at": None, "deleted_by": None, "deleted_with": None}


def thrown(by):
    """The columns of a row that goes into the bin now, by itself."""
    return {"deleted_at": now(), "deleted_by": by.id if by else None, "deleted_with": None}


def is_manager(by):
    """May `by` change everything? `by` None is the system."""
    return by is None or CHANGES[by.role] == "all"
