"""How much do we do, and what?

Follow-ups done in the period, by kind: calls, emails, meetings, visits, messages and tasks. They count on the day they were
done, by the clock of who did them, for whoever was to do them. Plans do not count until they are done.
"""

import dataclasses
from typing import NamedTuple

import peewee as pw

from models.activity import KINDS, Activity, listed
from models.base import N_
from models.opportunity.filter import Filter
from models.reports import line
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import Dimension, unled
from models.reports.period import Period
from models.team import Team
from models.user import User

TITLES = (N_("Calls"), N_("Emails"), N_("Meetings"), N_("Visits"), N_("Messages"), N_("Tasks"))
COLUMNS = (
    Column("total", N_("Follow-ups done"), "count"),
    *(Column(kind, title, "count") for kind, title in zip(KINDS, TITLES, strict=True)),
)
OWN = {
    "person": Dimension("person", N_("Person"), N_("Nobody"), "assignee", User, narrows="owner"),
    "team": Dimension("team", N_("Team"), N_("No team"), "team", Team),
}


class Volume(NamedTuple):
    """One row: how many follow-ups of each kind were done."""

    key: object = None
    name: str | None = None
    call: int = 0
    email: int = 0
    meeting: int = 0
    visit: int = 0
    message: int = 0
    task: int = 0

    @property
    def total(self):
        return sum(self[2:])

    def plus(self, kind, count):
        return self._replace(**{kind: getattr(self, kind) + count})


def activity_volume(user, wanted, period, by="week"):
    """The Answer of Volume rows by week, month, quarter, year, person or team. Of the Filter `wanted` counts: the owner as
    whoever did it, the team as theirs, and the pipeline of the opportunity."""
    dimension = REPORT.dimension(by)
    found, whole = {}, Volume()
    for key, kind, count in done(user, wanted, period, _key(dimension)):
        key = line.bucket(key, by) if dimension.timely else key
        found[key] = found.get(key, Volume(key, key)).plus(kind, count)
        whole = whole.plus(kind, count)
    if dimension.timely:
        rows = [found.get(key, Volume(key, key)) for key in line.buckets(period, by, found)]
    else:
        names = dimension.model.names([key for key in found if key is not None])
        rows = [row._replace(name=names.get(key)) for key, row in found.items()]
        rows.sort(key=lambda row: (row.key is None, -row.total, row.name or ""))
    wanted = dataclasses.replace(wanted, outcome="all")
    return Answer(REPORT, dimension, period, wanted, rows, whole, COLUMNS)


def _key(dimension):
    if dimension.timely:
        return pw.fn.SUBSTR(Activity.done_on.cast("text"), 1, 10 if dimension.name == "week" else 7)
    return User.team if dimension.name == "team" else Activity.assignee


def done(user, wanted, period, key):
    """Tuples (key, kind, how many) of the follow-ups done in the period that `user` sees (None: all), in one query."""
    query = listed.found(user, asked(wanted, period)).select(
        (unled(key) if isinstance(key, pw.Field) else key).alias("the_key"),
        Activity.kind.alias("kind"),
        pw.fn.COUNT(Activity.id),
    )
    if key is User.team:
        query = query.join_from(Activity, User, pw.JOIN.LEFT_OUTER, on=(Activity.assignee == User.id))
    return query.group_by(pw.SQL("the_key"), Activity.kind).tuples()


def asked(wanted, period, kinds=()):
    """The follow-ups that a report on this Filter and Period counts, as a listed.Wanted."""
    within = Filter(owner=wanted.owner, team=wanted.team, office=wanted.office, pipeline=wanted.pipeline)
    return listed.Wanted(within, kinds, first=period.first, last=period.last)


def behind(answer, row, kinds=()):
    """The listed.Wanted of exactly the follow-ups done that `row`, or the total, of an Answer counts; of these kinds, if named."""
    wanted, period = answer.wanted, answer.period
    if row is not answer.total and answer.by.timely:
        first, last = line.days(row.key)
        period = Period(max(first, period.first or first), min(last, period.last or last))
    elif row is not answer.total:
        wanted = answer.by.within(wanted, row.key)
    return asked(wanted, period, kinds)


REPORT = Report(
    name="activity-volume",
    title=N_("Follow-ups"),
    ask=activity_volume,
    by=("week", "month", "quarter", "year", "person", "team"),
    own=OWN,
    dated="done",
    counts="total",
    usual="last_12_months",
    compared=("total", "call"),
    glance="month",
    formula=N_("follow-ups = calls + emails + meetings + visits + messages + tasks done"),
    definition=(
        N_("Follow-ups done in the period, on the day they were done by the clock of whoever did them. A plan counts once it is done."),
        N_("They count for the person who was to do them and for the team that this person is in now, whoever owns the opportunity. Those of a customer without an opportunity count, too, unless a pipeline is chosen."),
    ),
)  # fmt: skip
