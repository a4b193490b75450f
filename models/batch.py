"""One action of a person on one or many rows, with what was there before: so that it can be taken back."""

import contextlib
import contextvars
import datetime as dt
import json

import peewee as pw

from models import access
from models.base import N_, Model, Refused, now, transaction
from models.delivery import Delivery
from models.event import packed
from models.user import User

WITHIN = dt.timedelta(minutes=30)  # how long a person may take back what they did
LASTING = ("hand_over",)  # verbs that can be taken back at any time, by a manager too
CHUNK = 500

_open = contextvars.ContextVar("batch", default=None)


class Batch(Model):
    noun = "batch"

    by = pw.ForeignKeyField(User, null=True, on_delete="RESTRICT")
    verb = pw.CharField(24)
    count = pw.IntegerField(default=0)
    facts_json = pw.TextField(default="{}")
    created_at = pw.DateTimeField(default=now)
    undone_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "batches"
        indexes = ((("verb", "id"), False), (("created_at",), False))

    @classmethod
    def visible_to(cls, user):
        """One's own; what lasts is a manager's affair too."""
        mine = cls.by == user.id
        return cls.select().where(mine | cls.verb.in_(LASTING) if access.CHANGES[user.role] == "all" else mine)

    @classmethod
    @contextlib.contextmanager
    def of(cls, by, verb, **facts):
        """`with Batch.of(ann, "move") as batch: row.enter(…)`: what is written to rows inside can be taken back.

        All of it is one transaction. `batch.count` says afterwards how many rows changed; none leaves nothing behind.
        """
        with transaction():
            batch = cls.create(by=by, verb=verb, facts_json=packed(facts))
            batch.noted, batch.told = {}, {}
            token = _open.set(batch)
            try:
                yield batch
            finally:
                _open.reset(token)
            batch.keep()

    @property
    def facts(self):
        return json.loads(self.facts_json)

    def keep(self):
        """Write down what was noted inside."""
        self.count = len(self.noted)
        if not self.count:
            self.delete_instance()
            return
        rows = [
            {"batch": self.id, "subject_type": noun, "subject_id": row_id, "version": kept.pop("version"), "before_json": packed(kept)}
            for (noun, row_id), kept in self.noted.items()
        ]  # fmt: skip
        for some in pw.chunked(rows, CHUNK):
            BatchItem.insert_many(some).execute()
        Batch.update(count=self.count, facts_json=self.facts_json).where(Batch.id == self.id).execute()

    def undo(self, by):
        """Give every row what it had before, if nobody has changed it since. Returns (how many, how many stay as they are).

        Refuses another person's batch, one that was taken back before, one too old, and one where nothing can be given
        back.
        """
        self.must_be_undoable_by(by)
        undone = left = 0
        events = []
        with transaction():
            if not Batch.update(undone_at=now()).where(Batch.id == self.id, Batch.undone_at.is_null()).execute():
                raise Refused(N_("This was taken back already."))
            for item in self.items.order_by(BatchItem.id.desc()):
                if item.give_back(by, self.verb):
                    undone += 1
                    events.extend(item.kept.get("events", ()))
                else:
                    left += 1
            if not undone:
                raise Refused(N_("It was changed since, and stays as it is."))
            unsay(events)
        self.undone_at = now()
        return undone, left

    def must_be_undoable_by(self, by):
        """Refuse who did not do it, and what is too old."""
        lasting = self.verb in LASTING
        reach = "all" if by is None else access.CHANGES[by.role]
        if not (lasting and reach == "all") and (by is None or by.id != self.by_id or reach == "none"):
            raise Refused(N_("Only the person who did it can take it back."))
        if lasting and reach == "own":  # they did it as a team lead, and are none any more
            raise Refused(N_("Only managers and team leads can hand over."))
        if self.undone_at:
            raise Refused(N_("This was taken back already."))
        if not lasting and self.created_at < now() - WITHIN:
            raise Refused(N_("It is too late to take this back."))

    @classmethod
    def sweep(cls):
        """Forget what nobody can take back any more."""
        cls.delete().where(cls.verb.not_in(LASTING), cls.created_at < now() - 2 * WITHIN).execute()


class BatchItem(Model):
    batch = pw.ForeignKeyField(Batch, index=False, backref="items", on_delete="CASCADE")
    subject_type = pw.CharField(32)
    subject_id = pw.IntegerField()
    version = pw.IntegerField(null=True)  # of the row as the action left it
    before_json = pw.TextField(default="{}")  # {"before": {column: value}, "events": ids, and what the row remembers}

    class Meta:
        table_name = "batch_items"
        indexes = ((("batch", "id"), False), (("subject_type", "subject_id"), False))

    @property
    def kept(self):
        return json.loads(self.before_json)

    def give_back(self, by, verb):
        """Give the row back what it had. False when it was changed since, is gone, or refuses."""
        model = subjects()[self.subject_type]
        row = model.get_or_none(model.id == self.subject_id)
        if row is None or row.version != self.version:
            return False
        try:
            with transaction():
                row.take_back(by, verb, self.kept)
        except (Refused, pw.IntegrityError):  # what it referred to is gone meanwhile
            return False
        return True


def current():
    """The batch that we are in, or None. `told` keeps who was told of it."""
    return _open.get()


@contextlib.contextmanager
def silently():
    """What is written inside follows from something that is noted already, and goes back with it."""
    token = _open.set(None)
    try:
        yield
    finally:
        _open.reset(token)


def note(row, before, event):
    """Told by whoever wrote `row`: `before` are its columns as they were, `event` tells what happened.

    Outside of a batch nothing is kept. The row's `remember()` adds what columns do not tell.
    """
    batch = _open.get()
    if batch is None:
        return
    key = row.noun, row.id
    if key not in batch.noted:
        batch.noted[key] = {"before": {}, "events": [], **(row.remember() if hasattr(row, "remember") else {})}
    kept = batch.noted[key]
    kept["before"] = {**before, **kept["before"]}
    kept["events"].append(event.id)
    kept["version"] = row.version


def columns(model, kept):
    """{field: value} to write, of what was kept of a row of `model`."""
    return {name: model._meta.fields[name].python_value(value) for name, value in kept["before"].items()}


def subjects():
    """{noun: model} of the rows that batches are about."""
    from models import ALL

    return {model.noun: model for model in ALL if hasattr(model, "take_back")}


def unsay(event_ids):
    """What was to follow from these events, and has not yet, does not follow."""
    from models.notification import Notification

    for some in pw.chunked(event_ids, CHUNK):
        Delivery.update(status="done").where(Delivery.event.in_(some), Delivery.status == "pending").execute()
        Notification.delete().where(Notification.event.in_(some), Notification.read_at.is_null()).execute()
