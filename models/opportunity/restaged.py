"""What follows for opportunities when a path changes: weighted amounts at another rate, and moves out of what is given up.

Written by the hundred, the same columns, history and events as the verb writes row by row; tests compare them.
"""

import peewee as pw

from models.base import now, transaction
from models.event import Event, packed
from models.setting import today

CHUNK = 500


def weighted_at(rate):
    """An expression: the amount in the base currency x `rate` percent, rounded half-even (as `valued.half_even`)."""
    from models.opportunity import Opportunity

    product = Opportunity.base_amount * rate
    whole = product / 100  # of whole numbers: what is over falls away; % is no remainder to every database
    rest, odd = product - whole * 100, whole - whole / 2 * 2
    up = (rest > 50) | ((rest == 50) & (odd == 1))
    return pw.Case(None, ((up, whole + 1),), whole)


def revalue(stage):
    """Open opportunities in a stage are worth their amount x its rate, unless they have a probability of their own.

    The row's version stays: it follows from others, and nobody who edits the opportunity is disturbed by it.
    """
    from models.opportunity import Opportunity

    mine = (Opportunity.stage == stage.id) & Opportunity.outcome.is_null() & Opportunity.probability.is_null()
    Opportunity.update(weighted=weighted_at(stage.rate)).where(mine, Opportunity.base_amount.is_null(False)).execute()


def waiting_in(pipeline):
    """{stage id: how many} open opportunities, those in the bin among them, for they may come back."""
    from models.opportunity import Opportunity

    here = Opportunity.select(Opportunity.stage, pw.fn.COUNT(Opportunity.id)).where(
        Opportunity.pipeline == pipeline.id, Opportunity.outcome.is_null()
    )
    return dict(here.group_by(Opportunity.stage).tuples())


def ever_in(stage_ids):
    """How many opportunities, open or closed, have ever been in one of these stages."""
    from models.opportunity import StageEntry

    found = StageEntry.select(pw.fn.COUNT(StageEntry.opportunity.distinct())).where(
        StageEntry.stage.in_(list(stage_ids))
    )
    return found.scalar() if stage_ids else 0


def relocate(by, targets):
    """Every open opportunity of a stage enters another: `targets` {stage id: Stage}, of any pipeline. Returns how many.

    No required field is asked: it is not the owner's doing. In another pipeline what was reached counts anew.
    """
    from models.opportunity import Opportunity
    from models.pipeline import Stage

    count = 0
    with transaction():
        for stage in Stage.select().where(Stage.id.in_(list(targets))):
            target = targets[stage.id]
            found = Opportunity.select(Opportunity.id, Opportunity.customer, Opportunity.entered_stage_at).where(
                Opportunity.stage == stage.id, Opportunity.outcome.is_null()
            )
            rows = list(found.tuples())
            for some in pw.chunked(rows, CHUNK):
                _move(by, some, stage, target)
            count += len(rows)
        for pipeline in {stage.pipeline for stage in targets.values()}:
            pipeline.bump()
    return count


def _move(by, rows, stage, target):
    from models.opportunity import Opportunity, StageEntry

    moment, day, ids = now(), today(), [row[0] for row in rows]
    mine = Opportunity.id.in_(ids)
    further = (
        pw.Case(
            None, ((Opportunity.furthest_position < target.position, target.position),), Opportunity.furthest_position
        )
        if target.pipeline_id == stage.pipeline_id
        else target.position
    )
    columns = {
        "pipeline": target.pipeline_id,
        "stage": target.id,
        "entered_stage_at": moment,
        "furthest_position": further,
        "version": Opportunity.version + 1,
        "updated_at": moment,
    }
    Opportunity.update(columns).where(mine).execute()
    Opportunity.update(weighted=weighted_at(target.rate)).where(
        mine, Opportunity.probability.is_null(), Opportunity.base_amount.is_null(False)
    ).execute()
    StageEntry.update(left_at=moment).where(StageEntry.opportunity.in_(ids), StageEntry.left_at.is_null()).execute()
    entry = {"stage": target.id, "position": target.position, "entered_at": moment}
    StageEntry.insert_many([{"opportunity": row_id, **entry} for row_id in ids]).execute()
    said = {"stage": target.name, "stage_id": target.id, "former": stage.name, "former_id": stage.id}
    Event.insert_many(
        [
            {
                "name": "opportunity.stage_entered",
                "subject_type": "opportunity",
                "subject_id": row_id,
                "actor_id": by.id if by else None,
                "at": moment,
                "happened_on": day,
                "facts_json": packed({**said, "days": (moment - entered_at).days}),
                "opportunity_id": row_id,
                "customer_id": customer_id,
            }
            for row_id, customer_id, entered_at in rows
        ]
    ).execute()
