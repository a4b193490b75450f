"""Two people edited the same row: nothing is overwritten unseen, the second one chooses."""

import dataclasses

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from models.user import User
from models.versioned import plain
from views.typed import whole


@dataclasses.dataclass
class Conflict:
    """A field that both changed; `mine` and `theirs` in words. `who` is a User or None, `at` a moment."""

    name: str
    label: str
    mine: str
    theirs: str
    who: object
    at: object


class VersionedForm(FlaskForm):
    """A form on a row with a version. A subclass says what its fields hold: `value`, `fill` and `said`."""

    version = HiddenField()
    names = None  # of the fields that this form asks about; None: all of the row's

    def value(self, name):
        """What was typed into a field, as the row would hold it."""
        return self[name].data

    def fill(self, name, row):
        """Put the row's value into a field."""
        self[name].data, self[name].raw_data = getattr(row, name), None

    def said(self, name, value):
        """A value of a field in words."""
        return "—" if value in (None, "") else str(value)

    @property
    def read(self):
        """The version that the editor has read; 0, which is behind every other, where it makes no sense."""
        return whole(self.version.data) or 0

    def choose(self, row):
        """Take the row's value where the reader chose it over the own one (`keep-<field>=theirs`)."""
        for name in row.FIELDS:
            if request.form.get(f"keep-{name}") == "theirs":
                self.fill(name, row)

    def reconcile(self, row):
        """Bring the form up to the row's present version. Returns the Conflicts that its reader must decide.

        What only others changed is taken over.
        """
        found = []
        for name, event in row.changed_since(self.read).items():
            if self.names is not None and name not in self.names:
                continue
            now, typed = getattr(row, name), self.value(name)
            if plain(typed) == plain(now):
                continue
            if plain(typed) == event.facts["changes"][name][0]:
                self.fill(name, row)
            else:
                found.append((name, event, typed, now))
        self.version.data = row.version
        users = User.by_ids(event.actor_id for _name, event, _typed, _now in found)
        return [
            Conflict(n, self[n].label.text, self.said(n, typed), self.said(n, now), users.get(e.actor_id), e.at)
            for n, e, typed, now in found
        ]
