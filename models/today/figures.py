"""The figures over the list of today: the month in money, the week in follow-ups. Each is that of the list it leads to."""

import dataclasses
import datetime as dt

import peewee as pw

from models.activity import Activity
from models.customer import Customer
from models.opportunity import Opportunity
from models.opportunity.filter import Filter
from models.reports.period import Period
from models.setting import today
from models.today import of_whom

AHEAD = 7  # days that are coming up
DONE = 6  # follow-ups done today that are shown


@dataclasses.dataclass(frozen=True)
class Figure:
    """`sums` (see Tabled.sums) over the opportunities of the Filter `wanted`."""

    sums: object
    wanted: Filter


def month(user, wanted):
    """{name: Figure}: won this month, open now, open ones expected to close this month (company's calendar)."""
    period = Period.named("this_month", today())
    filters = {
        "won": period.within(dataclasses.replace(wanted, outcome="won")),
        "open": wanted,
        "expected": dataclasses.replace(wanted, expected_from=period.first, expected_to=period.last),
    }
    return {name: Figure(Opportunity.sums(user, asked), asked) for name, asked in filters.items()}


def done_this_week(user, wanted):
    """How many follow-ups were done from Monday on up to the day of `wanted`."""
    monday = wanted.day - dt.timedelta(days=wanted.day.weekday())
    return _done(user, wanted).where(Activity.done_on.between(monday, wanted.day)).count()


def done_today(user, wanted):
    """(how many were done on the day of `wanted`, the last DONE of them as flat rows)"""
    rows = _done(user, wanted).where(Activity.done_on == wanted.day)
    many = pw.fn.COUNT(Activity.id).over()
    query = rows.select(
        Activity.id,
        Activity.kind,
        Activity.subject,
        Activity.outcome,
        Activity.done_at,
        Activity.opportunity.alias("opportunity_id"),
        Activity.customer.alias("customer_id"),
        Opportunity.name.alias("opportunity_name"),
        Customer.name.alias("customer_name"),
        many.alias("many"),
    )
    query = query.join_from(Activity, Opportunity, pw.JOIN.LEFT_OUTER, on=(Activity.opportunity == Opportunity.id))
    query = query.join_from(Activity, Customer, pw.JOIN.LEFT_OUTER, on=(Activity.customer == Customer.id))
    found = list(query.order_by(Activity.done_at.desc(), Activity.id.desc()).limit(DONE).namedtuples())
    return (found[0].many if found else 0), found


def coming_up(user, wanted):
    """[(day, follow-ups planned)] of the AHEAD days after the day of `wanted`; days without any are left out."""
    rows = Activity.visible_to(user).where(
        Activity.done_at.is_null(),
        Activity.due_on > wanted.day,
        Activity.due_on <= wanted.day + dt.timedelta(days=AHEAD),
        of_whom(wanted),
    )
    rows = rows.select(Activity.due_on, pw.fn.COUNT(Activity.id)).group_by(Activity.due_on).order_by(Activity.due_on)
    return list(rows.tuples())


def _done(user, wanted):
    return Activity.visible_to(user).where(Activity.done_at.is_null(False), of_whom(wanted))
