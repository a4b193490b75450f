"""What can be done to many opportunities at once: each is a verb with its values, and the question what it would do."""

from models.base import N_, Refused
from models.opportunity.assignable import may_give
from models.setting import today
from models.tag import Tag


class Move:
    """Into a stage of their pipeline."""

    verb = "move"

    def __init__(self, by, stage):
        self.by, self.stage = by, stage

    def would(self, row):
        return row.would_enter(self.stage)

    def do(self, row):
        return row.enter(self.stage, self.by)


class Assign:
    """To a person or a team. Refuses at once whom `by` may not give to."""

    verb = "assign"

    def __init__(self, by, owner=None, team=None):
        self.by, self.owner, self.team = by, owner, team
        self.goes_to = may_give(by, owner, team)

    def would(self, row):
        return row.would_be_given(self.by, self.owner, self.goes_to)

    def do(self, row):
        return row.assign(self.by, owner=self.owner, team=self.team)


class Close:
    """As won (what was agreed is what was expected), lost or invalid."""

    verb = "close"

    def __init__(self, by, outcome, reason=None, on=None):
        if outcome != "won" and reason is None:
            raise Refused(N_("Choose a reason."))
        self.by, self.outcome, self.reason, self.on = by, outcome, reason, on or today()

    def would(self, row):
        return row.would_close(self.outcome, self.by, self.on, self.reason)

    def do(self, row):
        verb = {"won": row.win, "lost": row.lose, "invalid": row.invalidate}[self.outcome]
        return verb(self.by, reason=self.reason, on=self.on)


class Expect:
    """Another expected closing date; None takes it away."""

    verb = "expect"

    def __init__(self, by, on):
        self.by, self.on = by, on

    def would(self, row):
        return row.would_expect(self.on)

    def do(self, row):
        return row.expect(self.by, self.on)


class Stick:
    """Tags on and off, by name."""

    verb = "tag"

    def __init__(self, by, add=(), remove=()):
        self.by, self.add, self.remove = by, tuple(add), tuple(remove)
        self.has = {}

    def ready(self, ids):
        """Read the tags that the rows have."""
        self.has = {}
        for row_id, name in Tag.stuck_on("opportunity", ids):
            self.has.setdefault(row_id, set()).add(name.casefold())

    def would(self, row):
        present = self.has.get(row.id, set())
        return any(name.casefold() not in present for name in self.add) or any(
            name.casefold() in present for name in self.remove
        )

    def do(self, row):
        return any(row.tag(self.by, add=self.add, remove=self.remove))


class Throw:
    """Into the bin."""

    verb = "bin"

    def __init__(self, by):
        self.by = by

    def would(self, row):
        row.must_be_binnable_by(self.by)
        return True

    def do(self, row):
        row.bin(self.by)
        return True
