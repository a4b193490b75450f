"""Which rows answer what was typed, the closest first: the very name, names that begin so, then the rest; open before closed,
the newest first. Within the reader's reach: the index is asked for nothing else."""

from models.activity import Activity
from models.base import db
from models.contact import Contact
from models.customer import Customer
from models.note import Note
from models.opportunity import Opportunity
from models.paging import make_cursor, read_cursor
from models.search.index import OPEN
from models.search.reach import within

MODELS = {model.noun: model for model in (Opportunity, Customer, Contact, Activity, Note)}
NAMED = ("opportunity", "customer", "contact")  # the others have no name that they could be known by


def page(user, kind, asked, after=None, size=20):
    """A page of answers: (ids in order, cursor of what follows or None). A broken cursor is the start."""
    last = read_cursor(after, (int,))
    sql, values = _statement(user, kind, asked, last and (last[0][0], last[1]), size + 1)
    rows = db.execute_sql(sql, values).fetchall() if sql else []
    more = make_cursor(rows[size - 1][:1], rows[size - 1][1]) if len(rows) > size else None
    return [place % OPEN for _tier, place in rows[:size]], more


def count(user, kind, asked, most):
    """How many rows answer, counted no further than `most`."""
    reach, bound = within(user, kind)
    sql = f"SELECT COUNT(*) FROM (SELECT 1 FROM {kind}_search WHERE {kind}_search MATCH ?{reach} LIMIT {most})"  # noqa: S608
    return db.execute_sql(sql, (asked.all, *bound)).fetchone()[0]


def _statement(user, kind, asked, last, size):
    """SQL that walks the tiers one after the other, and no further than it has to."""
    reach, bound = within(user, kind)
    arms, values = [], []
    for tier, query in enumerate(asked.tiers if kind in NAMED else (asked.all,)):
        if last and tier < last[0]:
            continue
        behind = last and tier == last[0]
        arms.append(
            f"SELECT * FROM (SELECT {tier}, rowid FROM {kind}_search WHERE {kind}_search MATCH ?"  # noqa: S608
            f"{' AND rowid < ?' if behind else ''}{reach} ORDER BY rowid DESC LIMIT {size})"
        )
        values += [query, *([last[1]] if behind else []), *bound]
    return f"{' UNION ALL '.join(arms)} LIMIT {size}" if arms else "", values
