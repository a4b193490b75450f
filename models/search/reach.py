"""Whether a row that was found lies within the reader's reach, asked of that row alone.

It says the same as `visible_to`, which lists all that a user sees: a search meets few rows, and looking at each costs
less than the list. The rules themselves are those of models/access.py.
"""

import functools
import operator

import peewee as pw

from models import access
from models.access import collaborations, customers, opportunities
from models.base import db
from models.search.index import OPEN
from models.setting import today

contacts = pw.Table("contacts", ("id", "customer_id", "created_by_id"))
notes = pw.Table("notes", ("id", "opportunity_id", "customer_id", "created_by_id"))
activities = pw.Table("activities", ("id", "opportunity_id", "customer_id", "created_by_id", "assignee_id"))


def within(user, kind):
    """(SQL, values) of a condition on the place in the index of `kind`; empty where the user sees everything."""
    reach = access.sees(user)
    return (
        ("", ()) if reach == "all" else _compiled(type(db.obj), kind, user.id, user.team_id, user.role, reach, today())
    )


class Reader:
    """As much of a user as decides over reach."""

    def __init__(self, user_id, team_id, role, reach):
        self.id, self.team_id, self.role, self.reach = user_id, team_id, role, reach


@functools.lru_cache(maxsize=2048)
def _compiled(_database, kind, *who):
    """Made once for a user and a day: putting the words together costs more than the search."""
    *reader, _day = who
    place = pw.SQL(f"{kind}_search.rowid % {OPEN}")
    sql, values = db.get_sql_context().sql(SEEN[kind](Reader(*reader), place)).query()
    return f" AND {sql}", tuple(values)


def _any(conditions):
    return functools.reduce(operator.or_, conditions)


def _exists(query):
    return pw.fn.EXISTS(query.select(pw.SQL("1")))


def opportunity(user, row_id):
    row = opportunities.alias("o")
    mine = access.shared(user, "see").where(collaborations.opportunity_id == row.id)
    conditions = (*access.owned(row, user, user.reach, "see"), _exists(mine))
    return _exists(row.select().where(row.id == row_id, _any(conditions)))


def customer(user, row_id):
    row, sale = customers.alias("c"), opportunities.alias("s")
    sales = sale.select().where(sale.customer_id == row.id, sale.deleted_at.is_null(), opportunity(user, sale.id))
    conditions = (*access.owned(row, user, user.reach, "see"), _exists(sales))
    return _exists(row.select().where(row.id == row_id, _any(conditions)))


def contact(user, row_id):
    row = contacts.alias("k")
    seen = customer(user, row.customer_id)
    if access.may_create(user):
        seen |= row.created_by_id == user.id
    return _exists(row.select().where(row.id == row_id, seen))


def _subject(table, user, row_id, *own):
    row = table.alias("n")
    alone = row.opportunity_id.is_null()
    mine = _any([getattr(row, name) == user.id for name in ("created_by_id", *own)])
    seen = opportunity(user, row.opportunity_id) | (alone & customer(user, row.customer_id))
    return _exists(row.select().where(row.id == row_id, seen | (alone & row.customer_id.is_null() & mine)))


SEEN = {
    "opportunity": opportunity,
    "customer": customer,
    "contact": contact,
    "note": functools.partial(_subject, notes),
    "activity": lambda user, row_id: _subject(activities, user, row_id, "assignee_id"),
}
