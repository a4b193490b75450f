"""What is the open business worth, and where does it stand?

Open opportunities as they are now, by stage: how many, the sum of their amounts, and the weighted sum. Weighted is amount x
probability (the one set by hand, else the stage's rate), rounded per row half-even, then summed. Amounts are in the base
currency at the rate stamped when amount or currency was set. An unknown amount is not 0: such rows count and add nothing,
and "amount known for" says how many have one.
"""

import dataclasses
from typing import NamedTuple

import peewee as pw

from models.base import N_
from models.opportunity import Opportunity
from models.pipeline import Pipeline, Stage
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import DIMENSIONS, grouped
from models.reports.period import Period

COLUMNS = (
    Column("count", N_("Open"), "count", "open"),
    Column("amount", N_("Amount"), "money", "open", "count", "known"),
    Column("known", N_("Amount known for"), "count"),
    Column("weighted", N_("Weighted"), "money", "open", "count", "known"),
)


class Value(NamedTuple):
    """One row. Counts of open opportunities; amounts in minor units of the base currency; `key` an id, a name or None.

    By stage: `place` says that it is the n-th of m of its pipeline (from 0), `rate` its stage rate in percent.
    """

    key: object = None
    name: str | None = None
    count: int = 0
    known: int = 0
    amount: int = 0
    weighted: int = 0
    pipeline: str | None = None
    place: tuple | None = None
    rate: int | None = None

    @property
    def average(self):
        """Minor units: the amount of one that has an amount; None without any."""
        return round(self.amount / self.known) if self.known else None


def pipeline_value(user, wanted, period=None, by="stage"):
    """The Answer of Value rows by a Dimension's name; `period` means nothing here, what is open is open now.

    Stages come in the order of their pipelines; every stage of a pipeline that has open ones, the empty ones too. Other rows
    come with the largest amount first, and those without a value last.
    """
    dimension = DIMENSIONS[by]
    wanted = dataclasses.replace(wanted, outcome="open", closed_from=None, closed_to=None)
    columns = (Opportunity.id, Opportunity.base_amount, Opportunity.base_amount, Opportunity.weighted)
    sums = [fn(column) for fn, column in zip((pw.fn.COUNT, pw.fn.COUNT, pw.fn.SUM, pw.fn.SUM), columns, strict=True)]
    rows = [
        Value(key, name, *(int(figure or 0) for figure in figures))
        for key, name, *figures in grouped(user, wanted, dimension, *sums)
    ]
    whole = Value(None, None, *(sum(row[place] for row in rows) for place in range(2, 6)))
    if by == "stage":
        rows = _placed(rows, wanted.pipeline)
    else:
        rows.sort(key=lambda row: (row.key is None, -row.amount, -row.count, row.name or ""))
    return Answer(REPORT, dimension, Period.named("all"), wanted, rows, whole, COLUMNS)


def _placed(rows, pipeline_id):
    """The rows of stages in the order of their pipelines, with the empty stages between them."""
    found = {row.key: row for row in rows}
    paths = {}
    order = (Pipeline.position, Pipeline.id, Stage.position, Stage.id)
    for stage in Stage.select(Stage, Pipeline).join(Pipeline).order_by(*order):
        if stage.archived_at is None or stage.id in found:
            paths.setdefault(stage.pipeline_id, []).append(stage)
    placed = []
    for path in paths.values():
        if path[0].pipeline_id == pipeline_id or any(stage.id in found for stage in path):
            for place, stage in enumerate(path):
                row = found.get(stage.id) or Value(stage.id, stage.name)
                placed.append(row._replace(pipeline=stage.pipeline.name, place=(place, len(path)), rate=stage.rate))
    return placed


REPORT = Report(
    name="pipeline-value",
    title=N_("Open opportunities"),
    ask=pipeline_value,
    by=("stage", "owner", "team", "office", "source", "product", "customer"),
    dated="",
    counts="count",
    glance="stage",
    formula=N_("weighted = sum of amount × probability"),
    definition=(
        N_("Open opportunities as they are now. The probability is the one set by hand, else the rate of the stage; each product is rounded half-even by itself, then summed."),
        N_("Amounts are in the base currency at the rate stamped when amount or currency was set. An unknown amount is not 0: the opportunity counts and adds nothing to the sum."),
    ),
)  # fmt: skip
