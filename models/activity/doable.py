"""What is done with a follow-up: planned, done, put off, edited; each tells it and brings the next step in line."""

import datetime as dt

from models.activity import rules
from models.activity.reminding import remind_at
from models.base import N_, Refused, transaction
from models.event import record
from models.keys import tidy
from models.setting import local, zone_of
from models.versioned import plain

FIELDS = ("kind", "subject", "text", "outcome", "contact", "assignee", "due_on", "due_at", "minutes", "remind_minutes", "done_at")  # fmt: skip


class Doable:
    @classmethod
    def plan(cls, by, kind, on=None, opportunity=None, customer=None, contact=None, at=None, assignee=None, **more):
        """Plan a follow-up for the day `on`, or the moment `at` (UTC); `more`: subject, text, minutes, remind. Returns it.

        Without an assignee it is `by`'s own. Refuses whom `rules` refuse, and a day that is past.
        """
        assignee = assignee or by
        values = _given(kind, by, opportunity, customer, contact, assignee, more)
        values |= {"due_on": rules.planned_day(on, at, assignee), "due_at": at}
        return cls._made("activity.planned", by, values)

    @classmethod
    def log(cls, by, kind, opportunity=None, customer=None, contact=None, done_at=None, assignee=None, **more):
        """Write down what was done at `done_at` (UTC, default now); `more`: subject, text, outcome, minutes. Returns it."""
        assignee = assignee or by
        values = _given(kind, by, opportunity, customer, contact, assignee, more)
        done_at = rules.done_moment(done_at)
        return cls._made("activity.logged", by, {**values, "done_at": done_at, "done_on": _day_of(done_at, assignee)})

    @classmethod
    def _made(cls, event, by, values):
        with transaction():
            row = cls(created_by=by, **values)
            row.remind_at = remind_at(row)
            row.save(force_insert=True)
            record(event, row, by, on=row.done_on, kind=row.kind, subject=row.subject, **_when(row))
            row.settle()
        return row

    def complete(self, by, done_at=None, version=None, **more):
        """The plan is done: it becomes the record; `more`: outcome, text, minutes, contact. Refuses one that is done already."""
        self._must_be_changed_by(by)
        if self.done_at:
            raise Refused(N_("This is done already."))
        more = {name: value for name, value in _tidied(more).items() if value is not None}
        rules.check_values(self.kind, self.subject, more.get("minutes"))
        if "contact" in more and more["contact"].id != self.contact_id:
            rules.check_contact(by, more["contact"], self.opportunity)
        done_at = rules.done_moment(done_at)
        changes = {"done_at": done_at, "done_on": _day_of(done_at, self.assignee or by), "remind_at": None, **more}
        self._write("activity.completed", by, changes, version, kind=self.kind, subject=self.subject)

    def reopen(self, by, version=None):
        """It was not done after all: back among the plans. Refuses what never was one."""
        self._must_be_changed_by(by)
        if not self.done_at:
            raise Refused(N_("This is not done yet."))
        if not self.due_on:
            raise Refused(N_("This was never planned: edit or delete it."))
        changes = {"done_at": None, "done_on": None, "reminded": 0}
        self._write(
            "activity.reopened", by, self._reminded_anew(changes), version, kind=self.kind, subject=self.subject
        )

    def postpone(self, by, on=None, at=None, version=None):
        """Put an open plan off to the day `on`, or the moment `at` (UTC); its time of the day stays when only `on` is given."""
        self._must_be_changed_by(by)
        if self.done_at:
            raise Refused(N_("This is done already."))
        if at is None and self.due_at and on is not None:
            at = _same_time(self.due_at, on, self.assignee)
        changes = {"due_on": rules.planned_day(on, at, self.assignee or by), "due_at": at, "reminded": 0}
        if (changes["due_on"], at) == (self.due_on, self.due_at):
            raise Refused(N_("It is planned for then already."))
        facts = {"kind": self.kind, "subject": self.subject, "former": self.due_on, "former_at": self.due_at}
        self._write("activity.postponed", by, self._reminded_anew(changes), version, **facts, **_when(self, changes))

    def edit(self, by, version=None, **values):
        """Change FIELDS; another day or time starts its reminders anew. Returns the names that changed.

        Stale when another version was written since `version` (default: as this object read it).
        """
        self._must_be_changed_by(by)
        values = {name: value for name, value in _tidied(values).items() if name != "done_at" or self.done_at}
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        if not changed:
            return set()
        after = {name: changed.get(name, getattr(self, name)) for name in FIELDS}
        rules.check_values(after["kind"], after["subject"], after["minutes"])
        if "contact" in changed:
            rules.check_contact(by, changed["contact"], self.opportunity)
        if "assignee" in changed:
            rules.check_assignee(by, changed["assignee"], self.opportunity, self.customer)
        more = self._moved(after, changed)
        facts = {"changes": {name: [plain(getattr(self, name)), plain(value)] for name, value in changed.items()}}
        self._write("activity.edited", by, {**changed, **more}, version, kind=after["kind"], **facts)
        return set(changed)

    def hand_to(self, by, assignee):
        """Whoever answers for the opportunity now does it, on their own clock; told on its page, and reminded anew."""
        day = local(self.due_at, zone_of(assignee)).date() if self.due_at else self.due_on
        changes = self._reminded_anew({"assignee": assignee, "due_on": day, "reminded": 0})
        facts = {"kind": self.kind, "subject": self.subject, "changes": {"assignee": [self.assignee_id, assignee.id]}}
        self.put(by, "activity.edited", changes, None, **facts)

    def _moved(self, after, changed):
        """The columns that follow when the day, the moment or the assignee is another one."""
        if self.done_at:
            done_at = rules.done_moment(after["done_at"])
            return {"done_at": done_at, "done_on": _day_of(done_at, after["assignee"])}
        if not {"due_on", "due_at", "assignee", "remind_minutes"} & changed.keys():
            return {}
        moved = {"due_on", "due_at"} & changed.keys()
        day = rules.planned_day(after["due_on"], after["due_at"], after["assignee"]) if moved else self.due_on
        return self._reminded_anew({**changed, "due_on": day, "reminded": 0})

    def _reminded_anew(self, changes):
        """`changes` with the moment of the reminder that follows from them."""
        after = type(self)(**{name: changes.get(name, getattr(self, name)) for name in REMINDED})
        return {**changes, "remind_at": remind_at(after)}

    def _write(self, event, by, changes, version, /, **facts):
        with transaction():
            self.put(by, event, changes, version, **facts)
            self.settle()

    def _must_be_changed_by(self, by):
        if by is not None and not self.may_change(by, self):
            raise Refused(N_("You may look at this, but not change it."))


REMINDED = ("due_on", "due_at", "assignee", "remind_minutes", "done_at", "deleted_at")


def _given(kind, by, opportunity, customer, contact, assignee, more):
    """The columns of a new follow-up; an opportunity brings its customer along, a contact too."""
    rules.check_subject(by, opportunity, customer, contact)
    rules.check_assignee(by, assignee, opportunity, customer)
    if customer is None:
        customer = opportunity.customer if opportunity else contact.customer if contact else None
    values = _tidied({"subject": "", **more})
    values["remind_minutes"] = values.pop("remind", None)
    rules.check_values(kind, values["subject"], values.get("minutes"))
    return {"kind": kind, "opportunity": opportunity, "customer": customer, "contact": contact, "assignee": assignee, **values}  # fmt: skip


def _tidied(values):
    """One line for subject and outcome; a text of nothing is none."""
    values = dict(values)
    if "subject" in values:
        values["subject"] = tidy(values["subject"]) or ""
    if "outcome" in values:
        values["outcome"] = tidy(values["outcome"])
    if "text" in values:
        values["text"] = (values["text"] or "").strip() or None
    return values


def _day_of(moment, user):
    return local(moment, zone_of(user)).date()


def _same_time(moment, day, user):
    """The moment (UTC) on another day at the same time of the user's day."""
    clock = local(moment, zone_of(user))
    return dt.datetime.combine(day, clock.time(), clock.tzinfo).astimezone(dt.UTC).replace(tzinfo=None)


def _when(row, changes=None):
    changes = changes or {}
    return {name: changes.get(name, getattr(row, name)) for name in ("due_on", "due_at", "done_at", "minutes")}
