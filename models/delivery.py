"""What must follow an event, once: a row that the worker claims, tries, tries again, or gives up loudly."""

import datetime as dt

import peewee as pw

from models.base import Model, now, transaction
from models.event import Event

TRIES = 8
CLAIM = dt.timedelta(minutes=5)  # a worker that died gives its rows back after this


class Delivery(Model):
    """One reaction to one event. `status`: pending, done, failed (given up)."""

    event = pw.ForeignKeyField(Event, on_delete="CASCADE")
    reaction = pw.CharField(64)
    recipient_id = pw.IntegerField(default=0)  # the user it goes to; 0: the reaction finds out
    status = pw.CharField(8, default="pending")
    attempts = pw.IntegerField(default=0)
    next_at = pw.DateTimeField(default=now)
    claimed_by = pw.CharField(64, null=True)
    error = pw.TextField(null=True)

    class Meta:
        table_name = "deliveries"
        indexes = ((("event", "reaction", "recipient_id"), True),)

    @classmethod
    def claim(cls, worker, limit=20):
        """Due rows, now this worker's until CLAIM has passed; a second worker gets none of them."""
        moment = now()
        with transaction():
            due = cls.select(cls.id).where(cls.status == "pending", cls.next_at <= moment).order_by(cls.next_at)
            ids = [row.id for row in due.limit(limit)]
            if ids:
                cls.update(claimed_by=worker, next_at=moment + CLAIM, attempts=cls.attempts + 1).where(
                    cls.id.in_(ids), cls.status == "pending", cls.next_at <= moment
                ).execute()
        if not ids:
            return []
        mine = cls.select(cls, Event).join(Event).where(cls.id.in_(ids), cls.claimed_by == worker)
        return list(mine.order_by(cls.id))

    def finish(self):
        Delivery.update(status="done", error=None).where(Delivery.id == self.id).execute()

    def postpone(self, error):
        """It failed: try again after 1, 2, 4 … minutes; after TRIES give up and keep the error."""
        given_up = self.attempts >= TRIES
        Delivery.update(
            status="failed" if given_up else "pending",
            error=str(error)[:2000],
            next_at=now() + dt.timedelta(minutes=2 ** (self.attempts - 1)),
        ).where(Delivery.id == self.id).execute()
        return given_up


class Lease(Model):
    """Which process does a job that only one may do; also how the web knows that the worker lives."""

    name = pw.CharField(32, primary_key=True)
    holder = pw.CharField(64)
    seen_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "leases"

    @classmethod
    def take(cls, name, holder, for_seconds=30):
        """True when `holder` has the lease now: it was free, out of date, or already theirs."""
        moment = now()
        with transaction():
            row = cls.get_or_none(cls.name == name)
            if row and row.holder != holder and row.seen_at > moment - dt.timedelta(seconds=for_seconds):
                return False
            cls.insert(name=name, holder=holder, seen_at=moment).on_conflict(
                conflict_target=[cls.name], update={cls.holder: holder, cls.seen_at: moment}
            ).execute()
            return True

    @classmethod
    def give_up(cls, name, holder):
        cls.delete().where(cls.name == name, cls.holder == holder).execute()

    @classmethod
    def alive(cls, name, within_seconds=30):
        """Was the lease renewed lately?"""
        return cls.select().where(cls.name == name, cls.seen_at > now() - dt.timedelta(seconds=within_seconds)).exists()
