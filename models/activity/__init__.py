"""A follow-up: a call, a mail, a meeting, a visit, a message or a task, planned or done."""

import peewee as pw

from models.activity.doable import Doable
from models.attached import Attached
from models.base import now
from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity
from models.opportunity.followed import follow
from models.user import User

KINDS = ("call", "email", "meeting", "visit", "message", "task")
CONTACTING = ("call", "email", "meeting", "visit", "message")  # what stops the clock of neglect; a task does not


class Activity(Doable, Attached):
    noun = "activity"

    kind = pw.CharField(8)
    opportunity = pw.ForeignKeyField(Opportunity, null=True, index=False, backref="activities", on_delete="CASCADE")
    customer = pw.ForeignKeyField(Customer, null=True, index=False, backref="activities", on_delete="CASCADE")
    contact = pw.ForeignKeyField(Contact, null=True, index=False, backref="activities", on_delete="SET NULL")
    subject = pw.CharField(200, default="")
    text = pw.TextField(null=True)
    outcome = pw.CharField(200, null=True)  # what came out, in a phrase
    due_on = pw.DateField(null=True)  # the assignee's day
    due_at = pw.DateTimeField(null=True)  # set when a time of the day was named
    minutes = pw.IntegerField(null=True)
    assignee = pw.ForeignKeyField(User, null=True, index=False, backref="activities", on_delete="RESTRICT")
    done_at = pw.DateTimeField(null=True)  # empty while planned
    done_on = pw.DateField(null=True)
    remind_minutes = pw.IntegerField(null=True)  # before it is due; empty: as the user likes it, -1: never
    remind_at = pw.DateTimeField(null=True)  # when the worker looks at it next
    reminded = pw.IntegerField(default=0)  # 1: told before it was due, 2: told that it is overdue
    created_by = pw.ForeignKeyField(User, null=True, backref="+", on_delete="RESTRICT")
    created_at = pw.DateTimeField(default=now)
    updated_at = pw.DateTimeField(default=now)
    version = pw.IntegerField(default=1)

    class Meta:
        table_name = "activities"
        indexes = (
            (("opportunity", "done_at"), False),
            (("customer", "done_at"), False),
            (("contact", "done_at"), False),
            (("assignee", "done_at"), False),
        )

    def called(self):
        return self.subject

    def settle(self):
        follow(self.opportunity_id)
