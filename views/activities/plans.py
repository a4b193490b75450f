"""The next step of a record, and what else is planned on it, in words."""

import dataclasses

from models.activity import Activity, under
from views.activities import days
from views.kinds import GLYPHS, NAMES, title
from views.page import me
from views.words import clock, day, my_day, weekday


@dataclasses.dataclass
class Plan:
    """An open follow-up: `state` is overdue, today or planned; `may` the reader tick it off, put it off, edit it?

    `sale`: the opportunity that it is of, where that goes without saying None.
    """

    row: object
    state: str
    glyph: str
    what: str
    kind: str
    when: str
    may: bool
    sale: object


def plans(of):
    """The Plans of an opportunity, a customer or a contact, the earliest first."""
    rows = under.planned(me(), of)
    changeable = Activity.changeable_among(me(), [row.id for row in rows])
    return [_plan(row, row.id in changeable, None if of.noun == "opportunity" else row.opportunity) for row in rows]


def around(of):
    """The context of activities/_plans.html."""
    return {"plans": plans(of), "quick": days.quick()}


def _plan(row, may, sale):
    today = my_day()
    state = "planned" if row.due_on is None or row.due_on > today else "today" if row.due_on == today else "overdue"
    near = row.due_on and 0 <= (row.due_on - today).days < 7
    when = (weekday(row.due_on) if near else day(row.due_on)) if row.due_on else ""
    when = f"{when} {clock(row.due_at)}" if row.due_at else when
    return Plan(row, state, GLYPHS[row.kind], title(row.kind, row.subject), str(NAMES[row.kind]), when, may, sale)
