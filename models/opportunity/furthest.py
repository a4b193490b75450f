"""How far a sale got: which stages an opportunity has reached, by the visits that typed history knows, as conditions."""

import peewee as pw

from models.pipeline import Stage

MISSING, KNOWN = "missing", "known"


def visits():
    """A query on the visits of the opportunity of the query around it."""
    from models.opportunity import Opportunity, StageEntry

    return StageEntry.select(pw.SQL("1")).where(StageEntry.opportunity == Opportunity.id)


def far():
    """An expression: the furthest position ever, as it was when entered; NULL without stage history."""
    from models.opportunity import Opportunity, StageEntry

    # One row an opportunity from the end of an index; a list of its pipeline's stages would be made anew for each.
    mine = StageEntry.select(StageEntry.position).join(Stage)
    mine = mine.where(StageEntry.opportunity == Opportunity.id, Stage.pipeline == Opportunity.pipeline)
    return mine.order_by(StageEntry.position.desc()).limit(1)


def reached(stage_id):
    """The condition that this stage, or a later one of its pipeline, was reached: each reached the first, won ones all."""
    stage, path = _placed(stage_id)
    return _reached(stage, path) if stage else _nothing()


def furthest(stage_id):
    """The condition that this stage was reached, and the next one was not."""
    stage, path = _placed(stage_id)
    if stage is None:
        return _nothing()
    after = next((other for other in path if other.position > stage.position), None)
    return _reached(stage, path) & ~_reached(after, path) if after else _reached(stage, path)


def with_history(word):
    """The condition that stage history is MISSING or KNOWN."""
    there = pw.fn.EXISTS(visits())
    return ~there if word == MISSING else there


def _placed(stage_id):
    stage = Stage.get_or_none(Stage.id == int(stage_id)) if str(stage_id).isdecimal() else None
    return stage, stage.pipeline.path() if stage else []


def _reached(stage, path):
    from models.opportunity import Opportunity, StageEntry

    here = Opportunity.pipeline == stage.pipeline_id
    if not any(other.position < stage.position for other in path):
        return here
    visited = pw.fn.EXISTS(visits().where(StageEntry.position >= stage.position, _of_its_pipeline()))
    won = Opportunity.outcome.is_null(False) & (Opportunity.outcome == "won")  # never NULL: it is negated, too
    return here & (visited | won)


def _of_its_pipeline():
    """The condition that a visit was to a stage of the pipeline that the row is in now: in another one it counts anew."""
    from models.opportunity import Opportunity, StageEntry

    return StageEntry.stage.in_(Stage.select(Stage.id).where(Stage.pipeline == Opportunity.pipeline))


def _nothing():
    return pw.Value(1) == pw.Value(0)
