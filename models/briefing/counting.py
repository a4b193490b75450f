"""How much of each kind happened in a week and in the one before: a query a kind, both weeks in one."""

import datetime as dt

import peewee as pw

from models.activity import Activity
from models.briefing.happened import happened
from models.opportunity import Opportunity
from models.reports.activity_volume import done
from models.reports.dimension import seen
from models.reports.period import DAY, Period
from models.team import Team
from models.user import User

__all__ = ["DAY", "MODELS", "counted"]

MODELS = {"team": Team, "owner": User}
WEEK = dt.timedelta(days=7)


def counted(user, wanted, period, by):
    """{(key, is it this week's?): {name of a Figure: value}}; the key is the id of a team or person, None without `by`."""
    found = {}
    for kind in ("new", "won", "lost", "moved", "pushed"):
        for key, present, count, amount in _sums(user, wanted, period, kind, by):
            figures = found.setdefault((key, bool(present)), {})
            figures[kind] = count
            if kind in ("new", "won", "lost"):
                figures[f"{kind}_amount"] = None if amount is None else int(amount)
    for present, days in ((True, period), (False, Period(period.first - WEEK, period.last - WEEK))):
        key = {"team": User.team, "owner": Activity.assignee}.get(by, pw.Value(None))
        for of, _kind, count in done(user, wanted, days, key):
            figures = found.setdefault((of, present), {})
            figures["done"] = figures.get("done", 0) + count
    return found


def _sums(user, wanted, period, kind, by):
    """Tuples (key, is it this week's?, how many opportunities, their amount) of one kind, of both weeks."""
    both = Period(period.first - WEEK, period.last)
    wanted, narrow, begun = happened(wanted, both, kind, period.first)
    key = {"team": Opportunity.team, "owner": Opportunity.owner}.get(by, pw.Value(None))
    present = pw.Case(None, ((begun, 1),), 0)
    amount = Opportunity.base_final_amount if kind == "won" else Opportunity.base_amount
    count = pw.fn.COUNT(Opportunity.id.distinct())
    amount = pw.Value(None) if kind in ("moved", "pushed") else pw.fn.SUM(amount)
    query = narrow(seen(user, wanted, key.alias("the_key"), present.alias("present"), count, amount))
    return query.group_by(pw.SQL("the_key"), pw.SQL("present")).tuples()
