"""What a lane and a card show, put into words once, so that 300 cards cost little more than one."""

import dataclasses

from flask_babel import gettext as _

from models.opportunity import Opportunity
from models.user import hue_of
from views.lanes import hue
from views.opportunities.marks import Marks
from views.page import me
from views.words import day, day_short, money, money_short, my_day


@dataclasses.dataclass
class Lane:
    """A stage with its figures over all rows (base currency), and the cards shown of it."""

    stage: object
    number: int  # of the walk of colours, 1 to 10
    count: int = 0
    amount: int = 0
    weighted: int = 0
    share: int = 0  # percent: weighted of amount
    cards: list = dataclasses.field(default_factory=list)
    more: str | None = None  # cursor of the next cards


@dataclasses.dataclass
class Board:
    pipeline: object
    wanted: object
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


def board(pipeline, wanted, sort, shown=None):
    """The whole Board in two queries: cards of all lanes, and totals."""
    stages = pipeline.path()
    lanes = heads(stages, wanted)
    rows = Opportunity.on_board(me(), wanted, stages, sort, shown) if stages else {}
    for lane in lanes:
        found, lane.more = rows[lane.stage.id]
        lane.cards = cards(found)
    return Board(pipeline, wanted, sort, lanes)


def heads(stages, wanted, only=None):
    """Lanes without cards, for `stages` in order; `only` keeps those with these stage ids."""
    totals = Opportunity.totals(me(), wanted)
    made = []
    for position, stage in enumerate(stages):
        if only and stage.id not in only:
            continue
        count, amount, weighted, _known = totals.get(stage.id, (0, 0, 0, 0))
        share = round(100 * weighted / amount) if amount else 0
        made.append(Lane(stage, hue(position, len(stages)), count, amount, weighted, share))
    return made


def cards(rows):
    """Rows of `Opportunity.cards` as dicts of finished words."""
    new, late = _("New for you"), _("Expected close is past")
    nobody, no_date = _("Nobody yet"), _("No date")
    mine, today, marks = me().id, my_day(), Marks()
    return [
        {
            "id": row.id,
            "version": row.version,
            "name": row.name,
            "grade": row.grade,
            "customer": row.customer_name or "",
            "amount": money_short(row.amount, row.currency),
            "amount_full": money(row.amount, row.currency),
            "date": day_short(row.expected_close_on) if row.expected_close_on else no_date,
            "date_full": day(row.expected_close_on),
            "late": late if row.expected_close_on and row.expected_close_on < today else "",
            "new": new if row.owner_id == mine and row.owner_seen_at is None else "",
            "owner": row.owner_name or row.team_name or nobody,
            "owner_id": row.owner_id,
            "owner_hue": hue_of(row.owner_id, row.owner_hue),
            "stage_id": row.stage_id,
            "marks": marks.of(row),
            "intent": marks.intent(row),
        }
        for row in rows
    ]
