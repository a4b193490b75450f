"""Rows whose version is their latest event: who edits one says up to which event they have read."""

import peewee as pw

from models.base import N_, Stale
from models.event import Event


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
