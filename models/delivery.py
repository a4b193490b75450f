"""What must follow an event, once: a row that the worker claims, tries, tries again, or gives up loudly."""

import datetime as dt

import peewee as pw

from models.base import Model, now, transaction
from models.event import Event, record
from models.setting import must_be_kept_by

TRIES = 8
CLAIM = dt.timedelta(minutes=5)  # a worker that died gives its rows back after this
FAR = dt.timedelta(
    hours=2
)  # no row waits that long: whose time is further away was written before the clock was set back


class Delivery(Model):
    """One reaction to one event, to one person. `status`:

    pending    waits for its time (`next_at`), or is in the hands of the worker that claimed it
    sending    what cannot be taken back began: a mail server has the whole text and has not answered yet
    done       it happened, or there was nothing to do any more
    failed     given up, `error` says why
    unsure     the answer never came: it may have happened, so nobody does it again unless a person says so
    """

    pulse = staticmethod(lambda: None)  # called while the other side takes its time: the worker lives

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
        is_due = (cls.status == "pending") & ((cls.next_at <= moment) | (cls.next_at > moment + FAR))
        with transaction():
            due = cls.select(cls.id).where(is_due).order_by(cls.next_at)
            ids = [row.id for row in due.limit(limit)]
            if ids:
                cls.update(claimed_by=worker, next_at=moment + CLAIM, attempts=cls.attempts + 1).where(
                    cls.id.in_(ids), is_due
                ).execute()
        if not ids:
            return []
        mine = cls.select(cls, Event).join(Event).where(cls.id.in_(ids), cls.claimed_by == worker)
        return list(mine.order_by(cls.id))

    @classmethod
    def give_back(cls, rows):
        """What was claimed and not begun is there for the next worker at once."""
        mine = cls.id.in_([row.id for row in rows]) & (cls.claimed_by == rows[0].claimed_by)
        cls.update(next_at=now(), attempts=cls.attempts - 1).where(mine, cls.status == "pending").execute()

    def hold(self):
        """What cannot be taken back begins. False when the row is not this worker's any more: leave it alone."""
        mine = (Delivery.id == self.id) & (Delivery.status == "pending") & (Delivery.claimed_by == self.claimed_by)
        return bool(Delivery.update(status="sending").where(mine).execute())

    def release(self):
        """It surely did not happen."""
        Delivery.update(status="pending").where(Delivery.id == self.id, Delivery.status == "sending").execute()

    def finish(self):
        self._become("done", error=None)

    def give_up(self, error):
        self._become("failed", error=told(error))

    def doubt(self, error):
        """It may have happened, and nobody can tell."""
        self._become("unsure", error=told(error))

    def postpone(self, error):
        """It failed: try again after 1, 2, 4 … minutes; after TRIES give up and keep the error. Returns whether it did."""
        given_up = self.attempts >= TRIES
        wait = dt.timedelta(minutes=2 ** (self.attempts - 1))
        self._become("failed" if given_up else "pending", error=told(error), next_at=now() + wait)
        return given_up

    def again(self, by=None):
        """An administrator decided that it is tried once more, from the start."""
        self._settle("company.mail_retried", by, status="pending", attempts=0, next_at=now(), claimed_by=None)

    def dismiss(self, by=None):
        """An administrator decided that it is let be; `error` stays."""
        self._settle("company.mail_dismissed", by, status="done")

    def _settle(self, name, by, **columns):
        from models.user import Company

        must_be_kept_by(by)
        with transaction():
            troubled = (Delivery.id == self.id) & Delivery.status.in_(("failed", "unsure"))
            if Delivery.update(**columns).where(troubled).execute():
                record(name, Company, by, reaction=self.reaction, recipient=self.recipient_id or None)

    def _become(self, status, **more):
        mine = (Delivery.id == self.id) & (Delivery.claimed_by == self.claimed_by)
        Delivery.update(status=status, **more).where(mine, Delivery.status != "done").execute()

    @classmethod
    def doubt_left(cls, worker):
        """What a worker that is gone was sending when it went becomes unsure. Returns those rows."""
        gone = (cls.claimed_by != worker) | (cls.next_at <= now())
        rows = list(cls.select(cls, Event).join(Event).where(cls.status == "sending", gone))
        for row in rows:
            row.doubt("the worker ended before it heard whether the mail was taken")
        return rows

    @classmethod
    def waiting(cls):
        """How many wait for their time or their next try."""
        return cls.select().where(cls.status == "pending").count()

    @classmethod
    def troubled(cls, most=None):
        """What was given up or is unsure, newest first; at most so many."""
        found = cls.select(cls, Event).join(Event).where(cls.status.in_(("failed", "unsure")))
        return found.order_by(cls.id.desc()).limit(most)

    @classmethod
    def in_trouble(cls, delivery_id):
        """The one with this id if it is among `troubled`, else None."""
        return cls.troubled().where(cls.id == delivery_id).first()


def told(error):
    """An error as it is kept."""
    return str(error)[:2000]


class Lease(Model):
    """Which process does a job that only one may do; also how the web knows that the worker lives."""

    name = pw.CharField(32, primary_key=True)
    holder = pw.CharField(64)
    seen_at = pw.DateTimeField(default=now)

    class Meta:
        table_name = "leases"

    @classmethod
    def take(cls, name, holder, for_seconds=30):
        """True when `holder` has the lease now: it was free, out of date, or already theirs.

        One of the future is out of date, too: the clock was set back, and whoever lives has renewed it since.
        """
        moment = now()
        with transaction():
            row = cls.get_or_none(cls.name == name)
            lately = dt.timedelta(seconds=for_seconds)
            if row and row.holder != holder and abs(row.seen_at - moment) < lately:
                return False
            cls.insert(name=name, holder=holder, seen_at=moment).on_conflict(
                conflict_target=[cls.name], update={cls.holder: holder, cls.seen_at: moment}
            ).execute()
            return True

    @classmethod
    def give_up(cls, name, holder):
        """The holder whose name is or begins so lets go."""
        cls.delete().where(cls.name == name, cls.holder.startswith(holder)).execute()

    @classmethod
    def alive(cls, name, within_seconds=30):
        """Was the lease renewed lately?"""
        moment, lately = now(), dt.timedelta(seconds=within_seconds)
        return cls.select().where(cls.name == name, cls.seen_at.between(moment - lately, moment + lately)).exists()
