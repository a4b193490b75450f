"""What a user is told: a row a person and fact, shown in the bell, sent by mail, or both, as the person likes it."""

import contextlib
import contextvars
import json

import peewee as pw

from models.activity import Activity
from models.base import Model, now, transaction
from models.customer import Customer
from models.delivery import Delivery
from models.event import Event, packed
from models.opportunity import Opportunity
from models.paging import Sort
from models.preference import Preference
from models.switches import KINDS, SWITCHED_BY, chosen
from models.user import User

REMINDERS = ("reminder", "overdue")
LATEST = 20  # shown in the bell
PAGE = 50


class Notification(Model):
    user = pw.ForeignKeyField(User, backref="notifications", on_delete="CASCADE")
    kind = pw.CharField(24)
    event = pw.ForeignKeyField(Event, null=True, on_delete="CASCADE")
    activity = pw.ForeignKeyField(Activity, null=True, on_delete="CASCADE")
    opportunity = pw.ForeignKeyField(Opportunity, null=True, on_delete="CASCADE")
    facts_json = pw.TextField(default="{}")
    created_at = pw.DateTimeField(default=now)
    read_at = pw.DateTimeField(null=True)

    class Meta:
        table_name = "notifications"
        indexes = ((("user", "id"), False),)

    @property
    def facts(self):
        return json.loads(self.facts_json)

    @classmethod
    def within_reach(cls, user):
        """The user's own whose record they still see: a name that went out of reach is not told any more."""
        opportunity = Opportunity.visible_to(user).select(pw.SQL("1")).where(Opportunity.id == cls.opportunity)
        activity = Activity.visible_to(user).select(pw.SQL("1")).where(Activity.id == cls.activity)
        return cls.select().where(
            cls.user == user,
            cls.opportunity.is_null() | pw.fn.EXISTS(opportunity),
            cls.activity.is_null() | pw.fn.EXISTS(activity),
        )

    @classmethod
    def visible_to(cls, user):
        """Those that the bell shows: within reach, and of kinds that the user wants there."""
        ways = chosen(user)
        silent = [kind for kind in (*KINDS, *SWITCHED_BY) if not ways[SWITCHED_BY.get(kind, kind)]["bell"]]
        query = cls.within_reach(user)
        return query.where(cls.kind.not_in(silent)) if silent else query

    editable_by = visible_to

    @classmethod
    def unread(cls, user):
        """(how many are unread, the id of the newest one or 0)."""
        query = cls.within_reach(user).select(pw.fn.COUNT(cls.id), pw.fn.MAX(cls.id)).where(cls.read_at.is_null())
        count, newest = query.tuples()[0]
        return count, newest or 0

    @classmethod
    def page(cls, user, after=None, size=PAGE):
        """A page, newest first, with all that it names: (rows, cursor of older ones or None)."""
        order = Sort(cls.id, int, cls.id, descending=True)
        found = list(order.apply(cls._named(cls.visible_to(user)), after).limit(size + 1))
        rows, rest = found[:size], found[size:]
        return rows, Sort.cursor(rows[-1].id, rows[-1].id) if rest else None

    @classmethod
    def since(cls, user, last):
        """The unread ones that came after the one with id `last`, newest first."""
        fresh = cls._named(cls.visible_to(user)).where(cls.id > last, cls.read_at.is_null())
        return list(fresh.order_by(cls.id.desc()).limit(LATEST))

    @classmethod
    def of_delivery(cls, delivery):
        """What a mail is to tell its recipient: the row with all that it names; None when they must not know it any more."""
        user = User.get_or_none(User.id == delivery.recipient_id, User.disabled_at.is_null())
        if user is None:
            return None
        return cls._named(cls.within_reach(user)).where(cls.event == delivery.event_id).first()

    @classmethod
    def _named(cls, query):
        of_activity = Customer.alias()
        query = query.select(cls, Event, Opportunity, Customer, Activity, of_activity)
        query = query.join_from(cls, Event, pw.JOIN.LEFT_OUTER)
        query = query.join_from(cls, Opportunity, pw.JOIN.LEFT_OUTER, on=(cls.opportunity == Opportunity.id))
        query = query.join_from(Opportunity, Customer, pw.JOIN.LEFT_OUTER)
        query = query.join_from(cls, Activity, pw.JOIN.LEFT_OUTER, on=(cls.activity == Activity.id))
        on = Activity.customer == of_activity.id
        return query.join_from(Activity, of_activity, pw.JOIN.LEFT_OUTER, on=on, attr="customer")

    def read(self):
        """Its reader has seen it."""
        if self.read_at is None:
            self.read_at = now()
            self.save(only=[Notification.read_at])

    @classmethod
    def read_all(cls, user, newest):
        """The user has seen all up to the one with id `newest`: not what came after the page was made."""
        cls.update(read_at=now()).where(cls.user == user, cls.read_at.is_null(), cls.id <= newest).execute()

    @classmethod
    def hush(cls, user, kinds):
        """The user wants none of these kinds in the bell any more: those that wait there count as read."""
        cls.update(read_at=now()).where(cls.user == user, cls.read_at.is_null(), cls.kind.in_(kinds)).execute()

    @classmethod
    def settle(cls, activity_id, kinds):
        """What of these kinds was told of the follow-up is nothing to look at any more."""
        of_it = (cls.activity == activity_id) & cls.kind.in_(kinds) & cls.read_at.is_null()
        if cls.select().where(of_it).exists():
            cls.update(read_at=now()).where(of_it).execute()

    @classmethod
    def sweep(cls, before):
        """Forget what was told before a moment."""
        cls.delete().where(cls.created_at < before).execute()


def choose(user, ways):
    """Keep by which ways the user wants to be told of what, {kind: {"bell": …, "mail": …}}."""
    with transaction():
        Preference.put(user, "notify", ways)
        Notification.hush(
            user, [kind for kind in (*KINDS, *SWITCHED_BY) if not ways[SWITCHED_BY.get(kind, kind)]["bell"]]
        )


_gathered = contextvars.ContextVar("gathered", default=None)


@contextlib.contextmanager
def gathering():
    """What people are told inside of it, they are told once a kind, with how many."""
    token = _gathered.set({})
    try:
        yield
    finally:
        _gathered.reset(token)


def tell(user, kind, event, opportunity=None, activity=None, **facts):
    """Tell the user of `event`, in the transaction that we are in: in the bell, by mail, or both, as they like it.

    Nobody is told of their own doing, nor after they left. Of many rows given in one action they are told once.
    """
    from models.batch import current

    if user is None or user.disabled_at or user.id == event.actor_id:
        return
    told = current().told if current() else _gathered.get()
    if told and (row := told.get((kind, user.id))):
        count = row.facts.get("count", 1) + 1
        row.facts_json, row.opportunity, row.activity = packed({**row.facts, "count": count}), None, None
        row.save()
        return
    ways = chosen(user)[SWITCHED_BY.get(kind, kind)]
    if not any(ways.values()):
        return
    row = Notification.create(
        user=user,
        kind=kind,
        event=event,
        opportunity=opportunity,
        activity=activity,
        facts_json=packed(facts),
        read_at=None if ways["bell"] else now(),
    )
    if told is not None:
        told[kind, user.id] = row
    if ways["mail"] and user.email and not _of_the_morning(user, kind, event):
        Delivery.create(event=event, reaction="mail_notice", recipient_id=user.id)


def _of_the_morning(user, kind, event):
    """A follow-up that is due on a day, without a time, stands in the mail of the morning, where the user gets that one."""
    from models.agenda import wished

    return kind in REMINDERS and not event.facts.get("due_at") and wished(user)["on"]
