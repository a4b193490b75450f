"""What a lane and a card show, put into words once, so that 300 cards cost little more than one."""

import dataclasses
import itertools
from typing import NamedTuple

from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.opportunity.months import LATER, PAST, WITHOUT, Month, months
from models.user import hue_of
from views.lanes import hue, month_word
from views.opportunities.marks import Marks
from views.page import me
from views.words import day, day_short, initials, money, money_short, my_day, told


@dataclasses.dataclass
class Lane:
    """A stage or a month (`of`) with its figures over all rows (base currency), and the cards shown of it."""

    of: object
    name: str
    tone: object  # of the walk of colours, 1 to 10; of months what they are
    count: int = 0
    amount: int = 0
    weighted: int = 0
    share: int = 0  # percent: weighted of amount
    cards: list = dataclasses.field(default_factory=list)
    more: str | None = None  # cursor of the next cards

    @property
    def key(self):
        return self.of.id

    @property
    def stage(self):
        """The Stage, None where the lane is a month."""
        return None if isinstance(self.of, Month) else self.of


@dataclasses.dataclass
class Board:
    """`group` says what its lanes are: stage or month."""

    pipeline: object
    wanted: object
    group: str
    sort: str
    lanes: list

    @property
    def count(self):
        return sum(lane.count for lane in self.lanes)

    @property
    def amount(self):
        return sum(lane.amount for lane in self.lanes)

    @property
    def weighted(self):
        return sum(lane.weighted for lane in self.lanes)


def board(pipeline, wanted, group, sort, shown=None):
    """The whole Board in two queries: cards of all lanes, and totals."""
    path = pipeline.path()
    lanes = heads(path, wanted) if group == "stage" else month_heads(wanted)
    rows = Opportunity.on_board(me(), wanted, [lane.of for lane in lanes], sort, shown) if lanes else {}
    drawn = iter(cards([row for lane in lanes for row in rows[lane.key][0]], None if group == "stage" else path))
    for lane in lanes:
        found, lane.more = rows[lane.key]
        lane.cards = list(itertools.islice(drawn, len(found)))
    return Board(pipeline, wanted, group, sort, lanes)


def heads(stages, wanted, only=None):
    """Lanes without cards, for `stages` in order; `only` keeps those with these stage ids."""
    totals = Opportunity.totals(me(), wanted)
    return [
        _lane(stage, stage.name, hue(position, len(stages)), totals.get(stage.id))
        for position, stage in enumerate(stages)
        if not only or stage.id in only
    ]


def month_heads(wanted):
    """Lanes without cards for the months, as they stand on the reader's day."""
    lanes = months(my_day())
    totals = Opportunity.totals_by_month(me(), wanted, lanes)
    tones = {PAST: "past", LATER: "far", WITHOUT: "far"}
    return [_lane(lane, month_word(lane), tones.get(lane.id, "month"), totals.get(lane.id)) for lane in lanes]


def _lane(of, name, tone, totals):
    count, amount, weighted, _known = totals or (0, 0, 0, 0)
    return Lane(of, name, tone, count, amount, weighted, round(100 * weighted / amount) if amount else 0)


class Card(NamedTuple):
    """A row of `Opportunity.cards` in finished words, in the order in which the template takes them apart."""

    id: int
    version: int
    name: str
    new: str  # why it is marked as new, "" where it is not
    intent: object  # a Mark, or None
    grade: str | None
    customer: str
    amount: str
    amount_full: str
    date: str
    date_full: str
    late: str
    stage: tuple | None  # its name and colour, where the lanes are not stages
    marks: list
    owner: str
    owner_hue: int | None  # None: nobody, or a team
    owner_initials: str


def cards(rows, path=None):
    """Rows of `Opportunity.cards` as Cards; with `path` (Stages) each says its stage."""
    stages = {stage.id: (stage.name, hue(at, len(path))) for at, stage in enumerate(path)} if path else {}
    new, late, nobody = _("New for you"), _("Expected close is past"), _("Nobody yet")
    mine, today, marks = me().id, my_day(), Marks()
    dates = {None: (_("No date"), day(None), "")}
    sums, short_sums, people = told(money), told(money_short), {}
    found = []
    for row in rows:
        on, owner = row.expected_close_on, row.owner_id
        if on not in dates:
            dates[on] = (day_short(on), day(on), late if on < today else "")
        if owner not in people:
            name = row.owner_name
            people[owner] = (name, hue_of(owner, row.owner_hue), initials(name)) if owner else None
        found.append(
            Card(
                row.id,
                row.version,
                row.name,
                new if owner == mine and row.owner_seen_at is None else "",
                marks.intent(row),
                row.grade,
                row.customer_name or "",
                short_sums(row.amount, row.currency),
                sums(row.amount, row.currency),
                *dates[on],
                stages.get(row.stage_id),
                marks.of(row),
                *(people[owner] or (row.team_name or nobody, None, "")),
            )
        )
    return found
