"""How the sample stood on the first days of months and of the last weeks: what past forecasts are held against."""

from models.demo.marks import mark
from models.opportunity.valued import half_even
from models.snapshot import Snapshot

ROW = ("snapshot", "opportunity_id", "owner_id", "team_id", "pipeline_id", "stage_id", "category", "base_amount", "weighted", "expected_close_on")  # fmt: skip


class Past:
    def __init__(self, snapshots):
        self.snapshots = snapshots

    @classmethod
    def made(cls, calendar, weeks):
        """With a snapshot for each of these days that has none: one that was taken in truth never changes."""
        days = sorted({*calendar.months(), *calendar.weeks(weeks)})
        taken = {day for (day,) in Snapshot.select(Snapshot.taken_on).where(Snapshot.taken_on.in_(days)).tuples()}
        snapshots = []
        for day in days:
            if day not in taken:
                at = calendar.at(day, 0)
                row = Snapshot.create(taken_on=day, taken_at=at)
                mark("snapshot", [row.id])
                snapshots.append((row.id, at))
        return cls(snapshots)

    def rows(self, row_id, tale):
        """The columns ROW for each of the days on which the sale was open."""
        return [
            (snapshot, row_id, *stood(tale, at))
            for snapshot, at in self.snapshots
            if tale.opened_at < at and (tale.closed_at is None or tale.closed_at >= at)
        ]


def stood(tale, at):
    """The columns of ROW, as the sale stood at a moment."""
    visit = next(visit for visit in reversed(tale.visits) if visit.at < at)
    held = {"amount": tale.amount, "expected_close_on": tale.expected, "probability": None}
    for moment, _on, changes in tale.edits:
        if moment < at:
            held |= {field: pair[1] for field, pair in changes.items() if field in held}
    owner, stage = tale.answered_by(at), visit.stage
    percent = stage.rate if held["probability"] is None else held["probability"]
    return (
        owner.id, owner.team, stage.pipeline_id, stage.id, stage.category, held["amount"],
        half_even(held["amount"], percent), held["expected_close_on"],
    )  # fmt: skip
