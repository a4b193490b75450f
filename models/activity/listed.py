"""Follow-ups in rows: those that were done, are planned or overdue, of whom, when and in which pipeline; a page at a time."""

import dataclasses
import datetime as dt

import peewee as pw

from models.activity import Activity
from models.base import transaction
from models.contact import Contact
from models.customer import Customer
from models.event import record
from models.opportunity import Opportunity
from models.opportunity.conditions import among, several
from models.opportunity.filter import NONE, Filter
from models.paging import PAGE, Order
from models.setting import today
from models.team import Team
from models.user import Company, User

STATES = ("done", "planned", "overdue")
PIECE = 500  # rows of a file that are read at once


@dataclasses.dataclass(frozen=True)
class Wanted:
    """Of `within` count the owner, as whoever is to do it, the team and office, as theirs, and the pipeline of the opportunity.

    `first` and `last` are days, both included: of being done, else of being due. `day` is the day from which on a plan is not
    overdue (None: the company's today). `kinds` is empty for all.
    """

    within: Filter = dataclasses.field(default_factory=Filter)
    kinds: tuple = ()
    state: str = "done"
    first: dt.date | None = None
    last: dt.date | None = None
    day: dt.date | None = dataclasses.field(default=None, compare=False)

    @property
    def on(self):
        """The day by which they are told, a field of Activity."""
        return Activity.done_on if self.state == "done" else Activity.due_on

    @property
    def order(self):
        """What was done last comes first, what is due first; plans without a day come last."""
        unknown = None if self.state == "done" else Activity.due_on.is_null()
        return Order(((self.on, dt.date),), Activity.id, descending=self.state == "done", unknown=unknown)


def conditions(wanted):
    """What a follow-up has to fulfil, as conditions on Activity."""
    if wanted.state == "done":
        yield Activity.done_on.is_null(False)
    else:
        yield Activity.done_at.is_null()
    if wanted.state == "overdue":
        yield Activity.due_on < (wanted.day or today())
    if wanted.first:
        yield wanted.on >= wanted.first
    if wanted.last:
        yield wanted.on <= wanted.last
    if wanted.kinds:
        yield Activity.kind.in_(wanted.kinds)
    yield from _within(wanted.within)


def _within(asked):
    if asked.owner is not None:
        yield among(Activity.assignee, asked.owner, NONE)
    if asked.team is not None:
        yield _done_by(among(User.team, asked.team, NONE), nobody=NONE in several(asked.team))
    if asked.office:
        office = None if asked.office == "none" else asked.office
        teams = Team.select(Team.id).where(Team.office.is_null() if office is None else Team.office == office)
        known = User.team.in_(teams)
        yield _done_by(known | User.team.is_null() if office is None else known, nobody=office is None)
    if asked.pipeline is not None:
        yield Activity.opportunity.in_(Opportunity.select(Opportunity.id).where(Opportunity.pipeline == asked.pipeline))


def _done_by(of_user, nobody):
    """Whoever is to do it fulfils this; `nobody`: or there is no such person."""
    found = Activity.assignee.in_(User.select(User.id).where(of_user))
    return found | Activity.assignee.is_null() if nobody else found


def found(user, wanted):
    """A query on the follow-ups that `user` sees (None: the system, all) and that are wanted."""
    query = Activity.kept() if user is None else Activity.visible_to(user)
    return query.where(*conditions(wanted))


def page(user, wanted, after=None, size=PAGE):
    """(rows with whose, opportunity, customer and contact, cursor of the next ones or None)."""
    ids, more = wanted.order.page(found(user, wanted), after, size)
    query = Activity.select(Activity, User, Opportunity, Customer, Contact)
    for model, field in ((User, Activity.assignee), (Opportunity, Activity.opportunity), (Customer, Activity.customer), (Contact, Activity.contact)):  # fmt: skip
        query = query.join_from(Activity, model, pw.JOIN.LEFT_OUTER, on=(field == model.id))
    rows = {row.id: row for row in query.where(Activity.id.in_(ids))}
    return [rows[row_id] for row_id in ids], more


def every(user, wanted):
    """All of them in the same order, read piece by piece."""
    after = None
    while True:
        rows, after = page(user, wanted, after, PIECE)
        yield from rows
        if after is None:
            return


def tell(by, count):
    """Note that somebody took so many follow-ups along as a file."""
    with transaction():
        record("activity.exported", Company, by, count=count)
