"""Who is affected by a change of a stage, told before it is saved."""

import dataclasses
import datetime as dt
import json

import peewee as pw

from models.base import now
from models.opportunity import Opportunity
from models.opportunity.demanded import DEMANDS, without
from models.opportunity.marked import limit_of
from models.opportunity.restaged import weighted_at


@dataclasses.dataclass(frozen=True)
class Foresight:
    """Of the open opportunities in a stage: how many, how many have a probability of their own, the sum of weighted amounts
    (minor units of the base currency) before and after, how many are stuck before and after, [(field, how many)] that lack
    what is newly required, and the forecast category before and after: forecasts go by that of the stage."""

    open: int
    own: int
    weighted: tuple
    stuck: tuple
    lacking: tuple
    category: tuple

    @property
    def affects(self):
        """Does the change do anything to anybody?"""
        moved = self.open and self.category[0] != self.category[1]
        return bool(
            moved
            or self.weighted[0] != self.weighted[1]
            or self.stuck[0] != self.stuck[1]
            or any(n for _f, n in self.lacking)
        )


def of_stage(stage, values):
    """The Foresight of writing `values` (of Stage.FIELDS) to a stage."""
    after = {name: values.get(name, getattr(stage, name)) for name in stage.FIELDS}
    own = Opportunity.probability.is_null(False)
    worth = pw.Case(None, ((own, Opportunity.weighted),), weighted_at(after["rate"]))
    count, by_hand, before, then = _here(stage).select(
        pw.fn.COUNT(Opportunity.id),
        pw.fn.COUNT(Opportunity.probability),
        pw.fn.COALESCE(pw.fn.SUM(Opportunity.weighted), 0),
        pw.fn.COALESCE(pw.fn.SUM(worth), 0),
    ).tuples()[0]  # fmt: skip
    stuck = _stuck(stage, stage.limit), _stuck(stage, limit_of(after["limit_days"], after["expected_days"]))
    new = [name for name in DEMANDS if name in json.loads(after["required"]) and name not in stage.demands]
    lacking = tuple((name, _here(stage).where(without(name)).count()) for name in new)
    category = stage.category, after["category"]
    return Foresight(count, by_hand, (int(before), int(then)), stuck, lacking, category)


def _here(stage):
    return Opportunity.kept().where(Opportunity.stage == stage.id, Opportunity.outcome.is_null())


def _stuck(stage, most):
    """How many are longer in the stage than `most` days."""
    if most is None:
        return 0
    return _here(stage).where(Opportunity.entered_stage_at <= now() - dt.timedelta(days=most + 1)).count()
