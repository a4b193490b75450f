"""Opportunities in rows: on a board, in a list, and what they add up to."""

import datetime as dt

import peewee as pw

from models.base import Within
from models.customer import Customer
from models.opportunity.months import Month
from models.opportunity.tabled import Tabled
from models.paging import Sort, known_date
from models.pipeline import Stage
from models.setting import today
from models.team import Team
from models.user import User

FIRST, LANE = 20, 50  # cards that a column shows at first (a tall screen), and that are fetched more at a time
NEVER = -(10**12)  # in seconds: below every clock
SHOWN = (  # the columns of its own that a card or a line shows
    *("id", "version", "name", "grade", "intent", "amount", "final_amount", "currency", "base_amount", "weighted"),
    *("probability", "expected_close_on", "opened_on", "closed_on", "outcome", "entered_stage_at", "owner_seen_at"),
    *("next_step_on", "next_step_kind", "next_step_id", "quiet_until", "touched_on", "pushes", "pushed_days"),
)


class Listed(Tabled):
    @classmethod
    def sorts(cls, day=None):
        """{name: Sort}: the orders in which rows can be read, as one wants them first; `day` is the reader's."""
        day = day or today()
        amount = pw.fn.COALESCE(pw.Case(None, ((cls.outcome == "won", cls.base_final_amount),), cls.base_amount), -1)
        return {
            "moved": Sort(cls.entered_stage_at, dt.datetime, cls.id, descending=True),
            "name": Sort(cls.name, str, cls.id),
            "customer": Sort(pw.fn.COALESCE(Customer.name, "\uffff"), str, cls.id, prepare=_with_customer),
            "stage": Sort(Stage.position, int, cls.id, prepare=_with_stage),
            "amount": Sort(amount, int, cls.id, descending=True),
            "weighted": Sort(pw.fn.COALESCE(cls.weighted, -1), int, cls.id, descending=True),
            "close": Sort(known_date(cls.expected_close_on), dt.date, cls.id),
            "closed": Sort(pw.fn.COALESCE(cls.closed_on, dt.date(1, 1, 1)), dt.date, cls.id, descending=True),
            "opened": Sort(cls.opened_on, dt.date, cls.id, descending=True),
            "grade": Sort(pw.fn.COALESCE(cls.grade, "Z"), str, cls.id),
            "owner": Sort(pw.fn.COALESCE(User.name, "\uffff"), str, cls.id, prepare=_with_owner),
            "step": Sort(cls.by_step(day), str, cls.id),
            "stuck": Sort(pw.fn.COALESCE(cls.by_stuck(), NEVER), int, cls.id, descending=True, prepare=_with_stage),
            "neglected": Sort(pw.fn.COALESCE(cls.by_neglect(day), NEVER), int, cls.id, descending=True),
            "pushes": Sort(cls.pushes, int, cls.id, descending=True),
            "intent": Sort(pw.fn.COALESCE(cls.by_intent(), 9), int, cls.id),
        }

    @classmethod
    def scope(cls, user, wanted, *columns):
        """A query on what `user` may see of what the Filter `wanted` asks for."""
        query = cls.visible_to(user)
        if columns:
            query = query.select(*columns)
        return wanted.apply(query)

    @classmethod
    def totals(cls, user, wanted):
        """{stage id: (count, amount, weighted, how many have an amount)} over all rows; base currency, minor units."""
        return cls._sums(user, wanted, cls.stage)

    @classmethod
    def totals_by_month(cls, user, wanted, lanes):
        """The same of Months: {their id: …}."""
        days = cls._sums(user, wanted, cls.expected_close_on)
        found = {lane.id: [sums for on, sums in days.items() if lane.holds(on)] for lane in lanes}
        return {key: tuple(map(sum, zip(*some, strict=True))) for key, some in found.items() if some}

    @classmethod
    def _sums(cls, user, wanted, column):
        sums = (pw.fn.COUNT(cls.id), pw.fn.SUM(cls.base_amount), pw.fn.SUM(cls.weighted), pw.fn.COUNT(cls.base_amount))
        rows = cls.scope(user, wanted, column, *sums).group_by(column).tuples()
        return {
            value: (count, int(amount or 0), int(weighted or 0), known)
            for value, count, amount, weighted, known in rows
        }

    @classmethod
    def on_board(cls, user, wanted, lanes, sort="moved", shown=None):
        """The first cards of every lane (a Stage or a Month) in one query: {its id: (rows, cursor of the next ones or None)}.

        `shown` says how many a lane has loaded already ({id: n}), FIRST at least. Rows as `cards` gives them.
        """
        order = cls.sorts(wanted.day)[sort]
        arms = []
        for number, lane in enumerate(lanes):
            some = order.apply(cls.scope(user, wanted, cls.id).where(cls.in_lane(lane)))
            some = some.limit(_many(shown, lane) + 1).alias(f"lane{number}")
            arms.append(pw.Select([some], [some.c.id]))
        ids = arms[0]
        for arm in arms[1:]:
            ids = ids.union_all(arm)
        found = {lane.id: [] for lane in lanes}
        for row in order.apply(cls.cards(order).where(Within(cls.id, ids)), joined=True):
            found[lane_of(row, lanes).id].append(row)
        return {lane.id: _cut(found[lane.id], _many(shown, lane)) for lane in lanes}

    @classmethod
    def lane(cls, user, wanted, lane, sort="moved", after=None):
        """More cards of one lane: (rows, next cursor or None)."""
        order = cls.sorts(wanted.day)[sort]
        within = cls.scope(user, wanted, cls.id).where(cls.in_lane(lane))
        rows = list(order.apply(cls.cards(order).where(Within(cls.id, within)), after, joined=True).limit(LANE + 1))
        return _cut(rows, LANE)

    @classmethod
    def in_lane(cls, lane):
        """The condition under which a row stands in a lane: a Stage or a Month."""
        return lane.among(cls.expected_close_on) if isinstance(lane, Month) else cls.stage == lane

    def as_card(self):
        """This row alone as `cards` shows it: a query of one."""
        return self.cards().where(type(self).id == self.id)

    @classmethod
    def cards(cls, order=None):
        """A query of flat rows with all that a card or a list line shows; `place` is the value that `order` sorts by."""
        from models.activity import Activity

        place = order.expression if order else cls.entered_stage_at
        return (
            cls.select(
                *(getattr(cls, name) for name in SHOWN),
                *(getattr(cls, name).alias(f"{name}_id") for name in ("stage", "owner", "customer")),
                Customer.name.alias("customer_name"),
                Stage.name.alias("stage_name"),
                Stage.position.alias("stage_position"),
                Stage.rate.alias("stage_rate"),
                Stage.expected_days.alias("expected_days"),
                Stage.limit_days.alias("limit_days"),
                User.name.alias("owner_name"),
                User.hue.alias("owner_hue"),
                Team.name.alias("team_name"),
                Activity.subject.alias("step_subject"),
                Activity.due_at.alias("step_at"),
                Activity.assignee.alias("step_assignee_id"),
                place.alias("place"),
            )
            .join(Stage, on=(cls.stage == Stage.id))
            .join(Customer, pw.JOIN.LEFT_OUTER, on=(cls.customer == Customer.id))
            .join(User, pw.JOIN.LEFT_OUTER, on=(cls.owner == User.id))
            .join(Team, pw.JOIN.LEFT_OUTER, on=(cls.team == Team.id))
            .join(Activity, pw.JOIN.LEFT_OUTER, on=(cls.next_step_id == Activity.id))
            .namedtuples()
        )


def lane_of(row, lanes):
    """The one of these lanes (Stages or Months) in which a row stands, or None."""
    for lane in lanes:
        if lane.holds(row.expected_close_on) if isinstance(lane, Month) else lane.id == row.stage_id:
            return lane
    return None


def _many(shown, lane):
    return min(max(FIRST, (shown or {}).get(lane.id, FIRST)), 20 * LANE)


def _cut(rows, limit):
    """The first `limit` rows, and the cursor of what follows them."""
    rest = len(rows) > limit
    rows = rows[:limit]
    return rows, Sort.cursor(rows[-1].place, rows[-1].id) if rest else None


def _with_customer(query):
    return query.join_from(query.model, Customer, pw.JOIN.LEFT_OUTER)


def _with_stage(query):
    return query.join_from(query.model, Stage)


def _with_owner(query):
    return query.join_from(query.model, User, pw.JOIN.LEFT_OUTER, on=(query.model.owner == User.id))
