"""How far do opportunities get, and where do we lose them?

Of a cohort that is named, the opportunities closed in the period or those opened in it: a stage is reached by those whose
furthest position ever, as it was when entered, is that of the stage or a later one, so that a stage entered twice counts
once. Lost ones count up to their furthest stage; won ones reach every stage and then "won", the last step.

    conversion = reached the next step / reached this step, of won and lost ones

Invalid ones and those still open stand beside it. What came without stage history enters what its file proves: everything
when won, the first step when lost; it is counted, and where more than one in five of the lost ones are such, no conversion
from stage to stage is told. One pipeline at a time.
"""

import collections
import dataclasses

import peewee as pw

from models.base import N_
from models.opportunity import Opportunity, furthest
from models.pipeline import Pipeline, Stage
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import Dimension, seen, unled
from models.reports.steps import WON, Step, steps

COLUMNS = (
    Column("reached", N_("Got there"), "count", "decided"),
    Column("share", N_("Of all"), "percent"),
    Column("conversion", N_("Go on from here"), "percent"),
    Column("lost", N_("Lost after this step"), "count", "lost"),
)


@dataclasses.dataclass(frozen=True)
class Cohort(Dimension):
    """Which opportunities: those `field` ("closed", "opened") in the period; the rows are stages."""

    field: str = ""

    @property
    def timely(self):
        return False

    def within(self, wanted, key):
        return wanted if key == WON else dataclasses.replace(wanted, reached=key)


COHORTS = {
    "closed": Cohort("closed", N_("Closed in the period"), model=Stage, field="closed"),
    "opened": Cohort("opened", N_("Opened in the period"), model=Stage, field="opened"),
}


@dataclasses.dataclass(frozen=True)
class Funnel(Answer):
    """An Answer whose last row is those won."""

    def behind(self, row, outcome):
        """The Filter of what reached a step; of `lost` ones, those that went no further; of open ones, those open now."""
        wanted = super().behind(row, "won" if row.key == WON else outcome)
        if outcome == "lost" and row is not self.total:
            wanted = dataclasses.replace(wanted, reached=None, furthest=row.key)
        return dataclasses.replace(wanted, closed_from=None, closed_to=None) if outcome == "open" else wanted


def funnel(user, wanted, period, by="closed"):
    """The Funnel of Step rows of one pipeline: the one that `wanted` names, else the first that has rows in the cohort."""
    cohort = dataclasses.replace(COHORTS[by], title=N_("Stage"))  # what its rows are
    days = {f"{cohort.field}_from": period.first, f"{cohort.field}_to": period.last}
    wanted = dataclasses.replace(wanted, outcome="all", **days)
    counts = _counts(user, wanted if by == "opened" else dataclasses.replace(wanted, outcome="closed"))
    pipeline = _pipeline(wanted, counts)
    if pipeline is None:
        return Funnel(REPORT, cohort, period, wanted, [], Step(), COLUMNS)
    if by == "closed":
        now = dataclasses.replace(wanted, pipeline=pipeline.id, outcome="open", closed_from=None, closed_to=None)
        counts[pipeline.id][None, None] = seen(user, now, pw.fn.COUNT(Opportunity.id)).scalar()
    rows, whole = steps(pipeline.path(), counts[pipeline.id])
    wanted = dataclasses.replace(wanted, pipeline=pipeline.id)
    return Funnel(REPORT, cohort, period, wanted, rows, whole._replace(pipeline=pipeline.name), COLUMNS)


def _counts(user, wanted):
    """{pipeline id: {(outcome, furthest position or None): how many}} in one query."""
    keys = (unled(Opportunity.pipeline).alias("p"), Opportunity.outcome.alias("o"), furthest.far().alias("far"))
    query = seen(user, wanted, *keys, pw.fn.COUNT(Opportunity.id))
    counts = collections.defaultdict(dict)
    for pipeline, outcome, position, count in query.group_by(*map(pw.SQL, ("p", "o", "far"))).tuples():
        counts[pipeline][outcome, position] = count
    return counts


def _pipeline(wanted, counts):
    """The pipeline that is asked for, else the first with won or lost ones, else the first; None where there is none."""
    offered = list(Pipeline.select().order_by(Pipeline.archived_at.is_null(False), Pipeline.position, Pipeline.id))
    full = [row for row in offered if {"won", "lost"} & {outcome for outcome, _far in counts.get(row.id, ())}]
    asked = [row for row in offered if row.id == wanted.pipeline]
    return next(iter(asked or full or offered), None)


REPORT = Report(
    name="funnel",
    title=N_("Funnel"),
    ask=funnel,
    by=tuple(COHORTS),
    own=COHORTS,
    dated="period",
    counts="reached",
    glance="closed",
    formula=N_("conversion = reached the next step ÷ reached this step"),
    definition=(
        N_("Of the won and lost opportunities closed in the period, or of those opened in it, as chosen. A stage is reached by those whose furthest position ever, as it was when entered, is this stage or a later one; who enters a stage twice counts once."),
        N_("A lost one counts up to its furthest stage, a won one reaches every stage and then “won”, the last step. Invalid ones are left out and shown beside it, as are those still open. One pipeline at a time."),
        N_("What was imported without stage history enters the steps that its file proves: all of them when won, the first one when lost. The page says for how many the history is missing; where that is more than one in five of the lost ones, no conversion from stage to stage is told. A rate is shown from 5 on."),
    ),
)  # fmt: skip
