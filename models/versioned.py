"""Rows that two people may edit at once: the version that tells, and what the other one changed."""

from models.base import N_, Model, Refused, Stale, now, transaction
from models.event import Event, record


class Versioned:
    """For a Model with `version`, `updated_at`, FIELDS, a `noun` and `…_edited` events."""

    def write_edit(self, by, changed, version=None, **more):
        """Write `changed` (and the columns `more`, which no event tells of); record `<noun>.edited` with old and new.

        Stale, and nothing written, when the row is not at `version` (default: as this object read it). Returns the
        names that changed.
        """
        if not changed:
            return set()
        facts = {name: [plain(getattr(self, name)), plain(value)] for name, value in changed.items()}
        model, expected = type(self), version or self.version
        columns = {**changed, **more}
        with transaction():
            wrote = (
                model.update(version=model.version + 1, updated_at=now(), **columns)
                .where(model.id == self.id, model.version == expected)
                .execute()
            )
            if not wrote:
                raise Stale(N_("Somebody else changed this in the meantime."))
            record(f"{self.noun}.edited", self, by, changes=facts)
        for name, value in columns.items():
            setattr(self, name, value)
        self.version = expected + 1
        return set(changed)

    def changed_since(self, version):
        """{field: Event} of what was edited after `version`: the earliest event, whose old value the editor had read."""
        written = Event.about(self).order_by(Event.id.desc())  # each raised the version by one
        found = {}
        for event in written.limit(max(self.version - version, 0)):
            if event.name == f"{self.noun}.edited":
                found |= dict.fromkeys(event.facts["changes"], event)
        return found

    def must_be_changed_by(self, by):
        """Refuse when `by` may not change this row. `by` None is the system."""
        if by is not None and not self.may_change(by, self):
            raise Refused(N_("You may look at this, but not change it."))


def plain(value):
    """A value as an event keeps it: a row by its id, a date as text, the rest as it is."""
    if isinstance(value, Model):
        return value.get_id()
    return value if value is None or isinstance(value, (int, str)) else str(value)
