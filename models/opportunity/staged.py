"""Walking the path: an open opportunity enters a stage."""

import datetime as dt

from models.base import N_, Refused, now, transaction
from models.opportunity.demanded import Demanded, Lacking, lacking
from models.pipeline import Pipeline


class Staged(Demanded):
    def enter(self, stage, by, version=None):
        """Move to `stage` of the same pipeline. Refuses a closed row, a foreign or an archived stage, and one that
        asks for more than the row has (Lacking).

        Entering the stage it is in changes nothing. Returns True when it moved.
        """
        from models.opportunity import StageEntry

        self.must_be_written_by(by)
        if not self.would_enter(stage):
            return False
        moment, former = now(), self.stage
        days = max(0, (moment - self.entered_stage_at).days)  # a clock can be set back
        changes = {
            "stage": stage,
            "entered_stage_at": moment,
            "furthest_position": max(self.furthest_position, stage.position),
        }
        with transaction():
            self.write(
                "opportunity.stage_entered",
                by,
                changes,
                version=version,
                stage=stage.name,
                stage_id=stage.id,
                former=former.name,
                former_id=former.id,
                days=days,
            )
            self.leave_stage(moment)
            StageEntry.create(opportunity=self.id, stage=stage, position=stage.position, entered_at=moment)
        return True

    def would_enter(self, stage):
        """The decision of `enter`, whoever asks: does it move at all? Raises Refused where it cannot."""
        if self.outcome:
            raise Refused(N_("This opportunity is closed. Reopen it first."))
        if stage.pipeline_id != self.pipeline_id or stage.archived_at:
            raise Refused(N_("This stage does not belong to the pipeline of the opportunity."))
        if stage.id == self.stage_id:
            return False
        if missing := lacking(self, stage):
            raise Lacking(stage, missing)
        return True

    def stage_in_use(self):
        """Its stage; where that is in the archive, the last one before it that is not, else the first one."""
        if not self.pipeline.archived_at and not self.stage.archived_at:
            return self.stage
        path = (Pipeline.default() if self.pipeline.archived_at else self.pipeline).path()
        before = [
            stage for stage in path if stage.pipeline_id == self.pipeline_id and stage.position < self.stage.position
        ]
        return before[-1] if before else path[0]

    def leave_stage(self, moment):
        """Close the running visit in typed history."""
        from models.opportunity import StageEntry

        StageEntry.update(left_at=moment).where(
            StageEntry.opportunity == self.id, StageEntry.left_at.is_null()
        ).execute()

    def days_by_stage(self):
        """{stage id: whole days spent there, all visits together}, the running one up to now."""
        from models.opportunity import StageEntry

        spent = {}
        for entry in StageEntry.select().where(StageEntry.opportunity == self.id):
            span = (entry.left_at or now()) - entry.entered_at
            spent[entry.stage_id] = spent.get(entry.stage_id, dt.timedelta()) + span
        return {stage: span.days for stage, span in spent.items()}
