"""Ten closed opportunities worked out by hand, in a pipeline of their own, in the spring of 2024.

day          outcome  amount          owner  source    reason              competitor
2024-01-10   won      100.00          ann    Referral
2024-01-31   lost      50.00          ann    Referral  Price too high
2024-02-01   won      200.00: 180.00  ann    Phone     Price
2024-02-10   won      unknown         cy     Phone
2024-02-11   lost      40.00          cy     Phone     Chose a competitor  Rival Ltd
2024-02-12   lost     unknown         cy               Chose a competitor  Rival Ltd
2024-02-29   invalid  999.00          ann              Duplicate
2024-04-01   won      300.00          cy
2024-04-30   lost      10.00          ann              Price too high
2024-05-31   won       10.00          bo
"""

import datetime as dt

import pytest

from models import Opportunity
from models.opportunity.filter import Filter
from models.pipeline import Pipeline, Stage

ROWS = (
    ("2024-01-10", "won", 10_000, "ann", "Referral", None, None),
    ("2024-01-31", "lost", 5_000, "ann", "Referral", "Price too high", None),
    ("2024-02-01", "won", 20_000, "ann", "Phone", "Price", None),
    ("2024-02-10", "won", None, "cy", "Phone", None, None),
    ("2024-02-11", "lost", 4_000, "cy", "Phone", "Chose a competitor", "Rival Ltd"),
    ("2024-02-12", "lost", None, "cy", None, "Chose a competitor", "Rival Ltd"),
    ("2024-02-29", "invalid", 99_900, "ann", None, "Duplicate", None),
    ("2024-04-01", "won", 30_000, "cy", None, None, None),
    ("2024-04-30", "lost", 1_000, "ann", None, "Price too high", None),
    ("2024-05-31", "won", 1_000, "bo", None, None, None),
)


@pytest.fixture
def spring(world, once):
    """The Filter of the pipeline that the ten rows are in."""
    return once(sprung, world)


def sprung(world):
    """Write the ten rows. Returns the Filter of their pipeline."""
    pipeline = Pipeline.create(name="Spring", position=9)
    stages = [Stage.create(pipeline=pipeline, name=name, position=n, rate=20 * n) for n, name in enumerate("ABC")]
    for on, outcome, amount, owner, source, reason, competitor in ROWS:
        row = Opportunity.add(
            None,
            name=on,
            stage=stages[1],
            owner=world.user(owner),
            amount=amount,
            source=source and world.source(source),
            opened_on=dt.date(2023, 12, 1),
        )
        day, why = dt.date.fromisoformat(on), reason and world.reason(outcome, reason)
        if outcome == "won":
            row.win(None, amount=18_000 if amount == 20_000 else amount, on=day, reason=why)
        elif outcome == "lost":
            row.lose(None, why, competitor=competitor, on=day)
        else:
            row.invalidate(None, why, on=day)
    return Filter(pipeline=pipeline.id, outcome="all")
