"""Handing over, written by the hundred: the same columns, history and events as assigning each row would write."""

import peewee as pw

from models.activity import Activity
from models.base import now
from models.batch import Batch, BatchItem
from models.customer import Customer
from models.event import Event, packed, record
from models.notification import tell
from models.opportunity import FieldChange, Opportunity
from models.pipeline import Pipeline
from models.setting import today

CHUNK = 400


def write(by, wish, plan):
    """Write the Plan of a Wish, in the transaction that we are in. Returns the Batch that can take it back."""
    writer = Writer(by, wish, plan)
    for share in plan.shares.values():
        writer.give(share)
    writer.keep()
    for pipeline in Pipeline.select().where(Pipeline.id.in_({row.pipeline_id for row in plan.opportunities})):
        pipeline.bump()
    return writer.batch


class Writer:
    def __init__(self, by, wish, plan):
        self.by, self.of, self.moment, self.day = by, wish.of, now(), today()
        self.items = []
        shares = [share for share in plan.shares.values() if share.opportunities or share.customers or share.activities]
        self.batch = Batch.create(
            by=by,
            verb="hand_over",
            count=plan.count,
            facts_json=packed(
                {
                    "of": wish.of.id,
                    "closed": wish.closed,
                    "left": plan.left,
                    "shares": [
                        {
                            "user": share.user.id,
                            "open": share.open,
                            "amount": share.amount,
                            "closed": share.closed,
                            "customers": len(share.customers),
                            "activities": len(share.activities),
                        }
                        for share in shares
                    ],
                }
            ),
        )

    def give(self, share):
        """Everything of one Share, and a word to who gets it."""
        if not (share.opportunities or share.customers or share.activities):
            return
        user = share.user
        counts = {"opportunities": len(share.opportunities), "customers": len(share.customers)}
        event = record("user.handed_over", self.of, self.by, to=user.id, batch=self.batch.id, **counts)
        if share.opportunities:
            tell(user, "handed_over", event, count=len(share.opportunities), former=self.of.name)
        columns = {"owner": user.id, "team": user.team_id}
        for rows in pw.chunked(share.opportunities, CHUNK):
            self._update(Opportunity, rows, {**columns, "owner_seen_at": self.moment, "touched_on": self.day})
            self._history(rows, user)
            self._events("opportunity", rows, user)
            self._note("opportunity", rows, lambda row: {"owner": self.of.id, "team": row.team_id, "owner_seen_at": row.owner_seen_at, "touched_on": row.touched_on}, event)  # fmt: skip
        for rows in pw.chunked(share.customers, CHUNK):
            self._update(Customer, rows, columns)
            self._events("customer", rows, user)
            self._note("customer", rows, lambda row: {"owner": self.of.id, "team": row.team_id}, event)
        for rows in pw.chunked(share.activities, CHUNK):
            self._update(Activity, rows, {"assignee": user.id})
            self._note("activity", rows, lambda row: {"assignee": self.of.id}, event)

    def keep(self):
        """Write down what was there before."""
        for some in pw.chunked(self.items, CHUNK):
            BatchItem.insert_many(some).execute()

    def _update(self, model, rows, columns):
        model.update(version=model.version + 1, updated_at=self.moment, **columns).where(
            model.id.in_([row.id for row in rows])
        ).execute()

    def _history(self, rows, user):
        """Typed history of who answers for it, as the one writer of opportunities keeps it."""
        changes = []
        for row in rows:
            for field, old, new in (("owner", self.of.id, user.id), ("team", row.team_id, user.team_id)):
                if old != new:
                    said = {"old": old and str(old), "new": new and str(new), "at": self.moment}
                    changes.append({"opportunity": row.id, "field": field, **said})
        FieldChange.insert_many(changes).execute()

    def _events(self, noun, rows, user):
        events = []
        for row in rows:
            facts = {"owner": user.id, "team": user.team_id, "former": self.of.id, "former_team": row.team_id}
            sale = noun == "opportunity"
            events.append(
                {
                    "name": f"{noun}.handed_over",
                    "subject_type": noun,
                    "subject_id": row.id,
                    "actor_id": self.by.id if self.by else None,
                    "at": self.moment,
                    "happened_on": self.day,
                    "facts_json": packed(facts),
                    "opportunity_id": row.id if sale else None,
                    "customer_id": row.customer_id if sale else row.id,
                }
            )
        Event.insert_many(events).execute()

    def _note(self, noun, rows, before, event):
        for row in rows:
            kept = packed({"before": before(row), "events": [event.id]})
            self.items.append(
                {
                    "batch": self.batch.id,
                    "subject_type": noun,
                    "subject_id": row.id,
                    "version": row.version + 1,
                    "before_json": kept,
                }
            )
