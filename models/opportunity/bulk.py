"""One verb on many opportunities: first counted by the verb's own decision, then done row by row, all in one batch."""

import dataclasses
from collections import Counter

from models.base import N_, Refused, transaction
from models.batch import Batch
from models.opportunity.filter import Filter
from models.pipeline import Stage
from models.team import Team
from models.user import User

MOST = 2000  # rows in one go: nobody else writes for the seconds that it takes
CHUNK = 500
LOOK = N_("You may look at this opportunity, but not change it.")


@dataclasses.dataclass(frozen=True)
class Chosen:
    """The rows that somebody chose: those with these `ids`, or with None all that the Filter `wanted` means."""

    user: User
    wanted: Filter
    ids: tuple | None = None

    def query(self, *columns):
        from models.opportunity import Opportunity

        query = Opportunity.scope(self.user, self.wanted) if self.ids is None else Opportunity.visible_to(self.user)
        query = query if self.ids is None else query.where(Opportunity.id.in_(self.ids))
        return query.select(*columns) if columns else query

    def keys(self):
        """The ids of the rows that the user sees. Refuses more than MOST."""
        from models.opportunity import Opportunity

        found = [row_id for (row_id,) in self.query(Opportunity.id).limit(MOST + 1).tuples()]
        if len(found) > MOST:
            raise Refused(
                N_("At most %(most)s opportunities can be changed at once. Narrow the filter."), most=f"{MOST:,}"
            )
        return found


@dataclasses.dataclass
class Count:
    """How many a doing concerns: `can` change, `same` are so already, `refused` {reason as (msgid, facts): how many}."""

    can: int = 0
    same: int = 0
    refused: Counter = dataclasses.field(default_factory=Counter)

    @property
    def all(self):
        return self.can + self.same + sum(self.refused.values())

    @property
    def left(self):
        return self.all - self.can

    def refuse(self, error):
        self.refused[error.reason, tuple(sorted(error.facts.items()))] += 1


def dry(doing, chosen):
    """The Count of what `doing` would do to the Chosen rows; nothing is written."""
    return _walk(doing, chosen, doing.would)


def run(doing, chosen):
    """Do it to every chosen row that takes it, in one transaction. Returns (Count, the Batch that takes it back)."""

    def one(row):
        with transaction():  # what refuses in the middle leaves nothing of itself behind
            return doing.do(row)

    with Batch.of(doing.by, doing.verb) as batch:
        count = _walk(doing, chosen, one)
    return count, batch


def _walk(doing, chosen, act):
    from models.opportunity import Opportunity

    ids, count = chosen.keys(), Count()
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        changeable = Opportunity.changeable_among(doing.by, some)
        if hasattr(doing, "ready"):
            doing.ready(some)
        for row in _rows(some):
            try:
                if row.id not in changeable:
                    raise Refused(LOOK)
                if act(row):
                    count.can += 1
                else:
                    count.same += 1
            except Refused as error:
                count.refuse(error)
    return count


def _rows(ids):
    """Whole rows with their stages, pipelines, owners and teams, in four queries."""
    from models.opportunity import Opportunity

    rows = list(Opportunity.select().where(Opportunity.id.in_(ids)))
    stages = {stage.id: stage for stage in Stage.select(Stage, Stage.pipeline.rel_model).join(Stage.pipeline.rel_model)}
    people = User.by_ids(row.owner_id for row in rows)
    teams = {team.id: team for team in Team.select()}
    for row in rows:
        row.stage = stages[row.stage_id]
        row.pipeline = row.stage.pipeline
        if row.owner_id:
            row.owner = people[row.owner_id]
        if row.team_id:
            row.team = teams[row.team_id]
    return rows
