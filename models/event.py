"""What happened: one immutable row a fact, written with the change it tells of."""

import json

import peewee as pw

from models.base import Model, now


class Event(Model):
    """A fact: `name` is noun.past_participle, `facts` a JSON object of plain values.

    Subject and actor are plain ids, so that whoever has a verb can record. `at` is when it was written (UTC),
    `happened_on` the business day it tells of (an import writes the day of its file).
    """

    name = pw.CharField(64)
    subject_type = pw.CharField(32)
    subject_id = pw.IntegerField()
    actor_id = pw.IntegerField(null=True)
    at = pw.DateTimeField(default=now)
    happened_on = pw.DateField()
    facts_json = pw.TextField(default="{}")
    opportunity_id = pw.IntegerField(null=True)  # on whose pages it is told
    customer_id = pw.IntegerField(null=True)
    contact_id = pw.IntegerField(null=True)

    class Meta:
        table_name = "events"
        indexes = ((("subject_type", "subject_id", "id"), False), (("name", "at"), False))

    @property
    def facts(self):
        return json.loads(self.facts_json)

    @classmethod
    def about(cls, subject):
        """The events of one row, newest first."""
        return (
            cls.select()
            .where(cls.subject_type == subject.noun, cls.subject_id == subject.id)
            .order_by(cls.happened_on.desc(), cls.id.desc())
        )


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str, separators=(",", ":"))


def packed(facts):
    """Facts as they are stored: JSON, dates in ISO form, Chinese as it is."""
    return _ENCODER.encode(facts)


def record(name, subject, by, /, on=None, **facts):
    """Write that `name` happened to `subject`, done by user `by` (None: the system), on the day `on` (default today).

    Returns the Event. What follows from it (`models/reactions.py`) is queued in the same transaction.
    """
    from models.reactions import queue
    from models.setting import today

    event = Event.create(
        name=name,
        subject_type=subject.noun,
        subject_id=subject.id,
        actor_id=by.id if by else None,
        happened_on=on or today(),
        facts_json=packed(facts),
        **(subject.places() if hasattr(subject, "places") else {}),
    )
    queue(event, subject)
    return event
