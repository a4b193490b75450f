"""The open opportunities as they stood on a day: what a forecast is later held against. Written once a night, never changed."""

import datetime as dt

import peewee as pw

from models import access
from models.base import Model, now, transaction
from models.opportunity import Opportunity
from models.pipeline import Stage
from models.setting import Setting, today

DAILY = 60  # days for which every snapshot is kept; of older ones the first of each week and of each month
PIECE = 5_000  # rows deleted in one transaction: others write in between
WEEK_STARTS = {"monday": 0, "saturday": 5, "sunday": 6}


class Snapshot(Model):
    taken_on = pw.DateField(unique=True)  # the company's day that had begun
    taken_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "snapshots"

    @classmethod
    def take(cls, day=None):
        """Write down what is open on `day` (default the company's today), all of one moment.

        Returns how many opportunities, None when that day has its snapshot already: of two who take it at once, one does.
        """
        day = day or today()
        try:
            with transaction():
                if cls.select().where(cls.taken_on == day).exists():
                    return None
                header = cls.create(taken_on=day)
                return _copied(header)
        except pw.IntegrityError:  # another process was first
            return None

    @classmethod
    def days_from(cls, first):
        """{day: id} of the snapshots taken on the day `first` or later."""
        return {on: row_id for row_id, on in cls.select(cls.id, cls.taken_on).where(cls.taken_on >= first).tuples()}

    @classmethod
    def thin_out(cls, day=None, go_on=lambda: True):
        """Delete what is older than DAILY, but for the first snapshot there is of each week and of each month.

        In small transactions; it ends when `go_on` says no, and goes on with the next call. Returns how many went.
        """
        gone = 0
        for snapshot_id in _spent(cls, (day or today()) - dt.timedelta(days=DAILY)):
            while go_on():
                some = SnapshotRow.select(SnapshotRow.id).where(SnapshotRow.snapshot == snapshot_id).limit(PIECE)
                ids = [row_id for (row_id,) in some.tuples()]
                with transaction():
                    SnapshotRow.delete().where(SnapshotRow.id.in_(ids)).execute()
                    if len(ids) < PIECE:
                        gone += cls.delete().where(cls.id == snapshot_id).execute()
                        break
        return gone


def nightly(go_on=lambda: True):
    """What the worker does when the company's day has begun: a snapshot, once. Returns whether it was taken now."""
    if Snapshot.take() is None:
        return False
    Snapshot.thin_out(go_on=go_on)
    return True


def _copied(header):
    """Copy every open row in one statement; the database takes no time of ours for each of them."""
    source = (
        Opportunity.kept(
            pw.Value(header.id),
            Opportunity.id,
            Opportunity.owner,
            Opportunity.team,
            Opportunity.pipeline,
            Opportunity.stage,
            Stage.category,
            Opportunity.base_amount,
            Opportunity.weighted,
            Opportunity.expected_close_on,
        )
        .join(Stage, on=(Opportunity.stage == Stage.id))
        .where(Opportunity.outcome.is_null())
    )
    SnapshotRow.insert_from(source, [getattr(SnapshotRow, name) for name in SnapshotRow.COLUMNS]).execute()
    return SnapshotRow.select().where(SnapshotRow.snapshot == header).count()


def _spent(model, before):
    """Ids of the snapshots older than the day `before` that are the first neither of their week nor of their month."""
    begins, seen, spent = WEEK_STARTS.get(Setting.read("company.week_start"), 0), set(), []
    for snapshot_id, day in model.select(model.id, model.taken_on).order_by(model.taken_on).tuples():
        spans = {("week", day - dt.timedelta(days=(day.weekday() - begins) % 7)), ("month", day.replace(day=1))}
        if spans <= seen and day < before:
            spent.append(snapshot_id)
        seen |= spans
    return spent


class SnapshotRow(Model):
    """One open opportunity on that day. Plain ids: what is deleted later was there all the same."""

    snapshot = pw.ForeignKeyField(Snapshot, index=False, backref="rows", on_delete="CASCADE")
    opportunity_id = pw.IntegerField()
    owner_id = pw.IntegerField(null=True)
    team_id = pw.IntegerField(null=True)
    pipeline_id = pw.IntegerField()
    stage_id = pw.IntegerField()
    category = pw.CharField(12)
    base_amount = pw.BigIntegerField(null=True)
    weighted = pw.BigIntegerField(null=True)
    expected_close_on = pw.DateField(null=True)

    class Meta:
        table_name = "snapshot_rows"
        indexes = ((("snapshot", "expected_close_on"), False), (("opportunity_id",), False))

    COLUMNS = (
        "snapshot",
        "opportunity_id",
        "owner_id",
        "team_id",
        "pipeline_id",
        "stage_id",
        "category",
        "base_amount",
        "weighted",
        "expected_close_on",
    )

    @classmethod
    def visible_to(cls, user, *columns):
        """A query on the rows that were within the user's reach as owner and team were on that day (None: all).

        By what was stored, not by what became of it: else a stored figure would change when somebody hands over.
        """
        query = cls.select(*columns)
        reach = "all" if user is None else access.sees(user)
        if reach == "all":
            return query
        mine = cls.owner_id == user.id
        if user.team_id:
            ours = cls.team_id == user.team_id
            mine |= ours if reach == "team" else ours & cls.owner_id.is_null()
        return query.where(mine)
