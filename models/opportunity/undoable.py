"""What was done to it is taken back: the row as it was, and typed history that figures can go by."""

import peewee as pw

from models.base import N_, Refused, transaction
from models.batch import columns
from models.event import Event
from models.opportunity.valued import half_even
from models.tag import Tag


class Undoable:
    def remember(self):
        """What a batch keeps beside the columns: the running visit to a stage, and the last one of all."""
        from models.opportunity import StageEntry

        mine = StageEntry.select(StageEntry.id, StageEntry.left_at).where(StageEntry.opportunity == self.id)
        visits = list(mine.order_by(StageEntry.id.desc()).tuples())
        running = next((visit for visit, left_at in visits if left_at is None), None)
        return {"visit": running, "last_visit": visits[0][0] if visits else 0}

    def take_back(self, by, verb, kept):
        """Write what a batch kept of this row (see models/batch.py), and tell it; no rule is asked, it was like that before.

        A visit to a stage that the action began never was; the one that it ended goes on: figures do not count the move.
        What an administrator did to its stages meanwhile holds: their rates, their places, and that one is not in use.
        """
        changes = columns(type(self), kept)
        if "deleted_at" in changes:
            self.restore(by)
            return
        if "stage" in changes:
            changes["stage"] = type(self).stage.rel_model.get_by_id(changes["stage"])
        stage = changes.get("stage", self.stage)
        if changes.get("outcome", self.outcome) is None and (stage.archived_at or stage.pipeline.archived_at):
            raise Refused(N_("The stage that it was in is not in use any more."))
        if "furthest_position" in changes:
            changes["furthest_position"] = max(changes["furthest_position"], self._reached_before(kept))
        if "weighted" in changes:
            by_hand = changes.get("probability", self.probability)
            percent = stage.rate if by_hand is None else by_hand
            changes["weighted"] = half_even(changes.get("base_amount", self.base_amount), percent)
        facts = {"what": verb, "stage": changes["stage"].name if "stage" in changes else None}
        if "owner" in changes:
            facts |= {"owner": changes["owner"], "team": changes["team"]}
        with transaction():
            self._tag_again(kept)
            self.write("opportunity.undone", by, changes, **facts)
            if "last_visit" in kept:
                self._visit_again(kept)

    def _tag_again(self, kept):
        """Tags that came go, and those that went come back; the last change first."""
        told = Event.select().where(Event.id.in_(kept["events"]), Event.name == "opportunity.tagged")
        for event in told.order_by(Event.id.desc()):
            Tag.change_on(self, add=event.facts["removed"], remove=event.facts["added"])

    def _reached_before(self, kept):
        """The furthest position of the visits that were there before the action, as they are counted now."""
        from models.opportunity import StageEntry

        mine = StageEntry.opportunity == self.id, StageEntry.id <= kept.get("last_visit", 0)
        return StageEntry.select(pw.fn.MAX(StageEntry.position)).where(*mine).scalar() or 0

    def _visit_again(self, kept):
        from models.opportunity import StageEntry

        mine = StageEntry.opportunity == self.id
        StageEntry.delete().where(mine, StageEntry.id > kept["last_visit"]).execute()
        if kept["visit"]:
            StageEntry.update(left_at=None).where(mine, StageEntry.id == kept["visit"]).execute()
