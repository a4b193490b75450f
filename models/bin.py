"""What lies in the bin: whatever somebody deleted, newest first, and how long it will lie there."""

import dataclasses
import datetime as dt
import functools
import operator

import peewee as pw

from models.activity import Activity
from models.contact import Contact
from models.customer import Customer
from models.note import Note
from models.opportunity import Opportunity
from models.paging import make_cursor, read_cursor
from models.user import User

DAYS = 30  # how long it lies there
PAGE = 50
KINDS = {model.noun: model for model in (Opportunity, Customer, Contact, Activity, Note)}
WRITTEN = {
    "opportunity": (Opportunity.name,),
    "customer": (Customer.name,),
    "contact": (Contact.name,),
    "activity": (Activity.subject, Activity.text, Activity.outcome),
    "note": (Note.text,),
}


@dataclasses.dataclass(frozen=True)
class Thing:
    """A row in the bin: who put it there, what went along ({noun: how many}), and the name of what it belongs to."""

    row: object
    by: User | None
    along: dict
    of: str | None

    @property
    def gone_at(self):
        """The moment from which on the worker may delete it for good."""
        return self.row.deleted_at + dt.timedelta(days=DAYS)


def things(user, kind=None, text="", after=None):
    """A page of what `user` could change and lies in the bin by itself: ([Thing], cursor of the next ones or None)."""
    last = read_cursor(after, (dt.datetime, int))
    found = []
    for rank, (noun, model) in enumerate(KINDS.items()):
        if kind in (None, noun):
            query = _behind(_heads(user, model, text), rank, last)
            rows = query.order_by(model.deleted_at.desc(), model.id.desc()).limit(PAGE + 1)
            found += [((row.deleted_at, -rank, row.id), row) for row in rows]
    found.sort(key=lambda pair: pair[0], reverse=True)
    page = [row for _key, row in found[:PAGE]]
    (moment, rank, row_id), _row = found[PAGE - 1] if len(found) > PAGE else ((None, None, None), None)
    return _told(page), make_cursor((moment, -rank), row_id) if moment else None


def reached(user, names):
    """The rows in the bin that texts such as "opportunity 12" name, as far as `user` could change them."""
    rows = []
    for name in names:
        noun, _, number = name.partition(" ")
        if noun in KINDS and number.isascii() and number.isdecimal() and len(number) < 19:
            row = KINDS[noun].reached_in_bin(user, int(number))
            rows += [row] if row else []
    return rows


def _heads(user, model, text):
    query = model.in_bin(user).where(model.deleted_with.is_null())
    if text:
        said = [field.contains(text) for field in WRITTEN[model.noun]]
        query = query.where(functools.reduce(operator.or_, said))
    return query


def _behind(query, rank, last):
    """Rows of this kind after the last one of a page: by moment, then kind, then id."""
    if not last:
        return query
    model, ((moment, last_rank), row_id) = query.model, last
    tie = model.deleted_at == moment
    if rank < last_rank:
        return query.where(model.deleted_at < moment)
    return query.where((model.deleted_at < moment) | (tie if rank > last_rank else tie & (model.id < row_id)))


def _told(rows):
    """Things of rows, in few queries whatever their number."""
    along = _along([row.mark for row in rows])
    users = User.by_ids(row.deleted_by_id for row in rows)
    sales = Opportunity.names({row.opportunity_id for row in rows if hasattr(row, "opportunity_id")} - {None})
    ids = {row.customer_id for row in rows if hasattr(row, "customer_id")}
    customers = Customer.names(ids - {None})
    return [
        Thing(
            row,
            users.get(row.deleted_by_id),
            along.get(row.mark, {}),
            sales.get(getattr(row, "opportunity_id", None)) or customers.get(getattr(row, "customer_id", None)),
        )
        for row in rows
    ]


def _along(marks):
    """{mark: {noun: how many lie in the bin because of it}}"""
    counted = {}
    for noun, model in KINDS.items():
        rows = model.lying(model.deleted_with, pw.fn.COUNT(model.id)).where(model.deleted_with.in_(marks))
        for mark, count in rows.group_by(model.deleted_with).tuples() if marks else ():
            counted.setdefault(mark, {})[noun] = count
    return counted
