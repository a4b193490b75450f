"""How often do we put off the expected close, and what does it cost?

A push is a day on which the expected close of an opportunity moved later, counted once a day; the days are those that it
moved in all, and moving it earlier takes nothing back. Of the opportunities open now: how many were pushed, how often, and
by how many days. Of those won or lost in the period: the win rate of pushed ones beside that of the others. Imported
opportunities bring no pushes of the time before.
"""

import dataclasses
from typing import NamedTuple

import peewee as pw

from models.base import N_
from models.opportunity import Opportunity
from models.pipeline import Pipeline, Stage
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import Dimension, counted, grouped
from models.reports.tally import ENOUGH

MOST = 3  # so many times or more are one row
COLUMNS = (
    Column("open", N_("Open"), "count", "open"),
    Column("pushed", N_("Of these pushed"), "count", "pushed"),
    Column("share", N_("Share pushed"), "percent", "pushed"),
    Column("pushes", N_("Pushes"), "count", "pushed", "pushed"),
    Column("days", N_("Days in all"), "count", "pushed", "pushed"),
    Column("pushed_decided", N_("Pushed and decided"), "count", "pushed_decided"),
    Column("pushed_rate", N_("Win rate when pushed"), "percent", "pushed_decided"),
    Column("other_decided", N_("Never pushed and decided"), "count", "other_decided"),
    Column("other_rate", N_("Win rate when never pushed"), "percent", "other_decided"),
)
BY_TIMES = (
    Column("open", N_("Open"), "count", "open"),
    Column("decided", N_("Decided"), "count", "decided"),
    Column("won", N_("Won"), "count", "won"),
    Column("win_rate", N_("Win rate"), "percent", "decided"),
)


class Put(NamedTuple):
    """One row: of open ones how many were pushed, how often and by how many days; of decided ones how many were won."""

    key: object = None
    name: str | None = None
    open: int = 0
    pushed: int = 0
    pushes: int = 0
    days: int = 0
    pushed_won: int = 0
    pushed_decided: int = 0
    other_won: int = 0
    other_decided: int = 0

    @property
    def share(self):
        return _rate(self.pushed, self.open)

    @property
    def pushed_rate(self):
        return _rate(self.pushed_won, self.pushed_decided)

    @property
    def other_rate(self):
        return _rate(self.other_won, self.other_decided)

    @property
    def won(self):
        return self.pushed_won + self.other_won

    @property
    def decided(self):
        return self.pushed_decided + self.other_decided

    @property
    def win_rate(self):
        return _rate(self.won, self.decided)

    @property
    def any(self):
        return self.open + self.decided

    def plus(self, other):
        """Both rows together, under the name of this one."""
        return self._replace(**{name: getattr(self, name) + getattr(other, name) for name in self._fields[2:]})


class Times(Dimension):
    """By how often: never, once, twice, MOST times or more."""

    def within(self, wanted, key):
        return dataclasses.replace(wanted, pushed=key, pushed_to=None if key == MOST else key)

    def key(self, on=None):
        return pw.Value("")  # the rows are made of how often


TIMES = Times("times", N_("Pushed"))
STAGE = Dimension("at_stage", N_("Stage"), "", "stage", Stage, narrows="stage")


@dataclasses.dataclass(frozen=True)
class Pushes(Answer):
    def behind(self, row, outcome):
        """The Filter of open ones, or of pushed ones of them; of the decided ones of the period, pushed or never pushed."""
        if outcome in ("open", "pushed"):
            wanted = dataclasses.replace(super().behind(row, "open"), closed_from=None, closed_to=None)
            return dataclasses.replace(wanted, pushed=1) if outcome == "pushed" else wanted
        which, _, decided = outcome.partition("_")
        wanted = super().behind(row, decided or outcome)
        return dataclasses.replace(wanted, pushed=1 if which == "pushed" else 0) if decided else wanted


def pushes(user, wanted, period, by="owner"):
    """The Pushes of Put rows by a Dimension's name."""
    dimension = REPORT.dimension(by)
    opened = dataclasses.replace(wanted, outcome="open")
    decided = period.within(dataclasses.replace(wanted, outcome="decided"))
    if by == "times":
        rows = _by_times(user, opened, decided)
    else:
        rows = {}
        for part, wanted_part, sums in ((OPEN, opened, _of_open()), (DECIDED, decided, _of_decided())):
            for key, name, *figures in grouped(user, wanted_part, dimension, *sums):
                counts = dict(zip(part, (int(figure or 0) for figure in figures), strict=True))
                rows[key] = rows.get(key, Put(key, name)).plus(Put(**counts))
        if by == "stage":
            rows = _with_pipelines(rows)
        rows = sorted(rows.values(), key=lambda row: (row.key is None, -row.pushes, -row.any, row.name or ""))
    whole = Put()
    for row in rows:
        whole = whole.plus(row)
    return Pushes(REPORT, dimension, period, decided, rows, whole, BY_TIMES if by == "times" else COLUMNS)


def _with_pipelines(rows):
    """The rows of stages, named with their pipeline where there are several of them."""
    of = dict(Stage.select(Stage.id, Pipeline.name).join(Pipeline).where(Stage.id.in_(list(rows))).tuples())
    if len(set(of.values())) < 2:
        return rows
    return {key: row._replace(name=f"{of[key]} · {row.name}") for key, row in rows.items()}


OPEN = ("open", "pushed", "pushes", "days")
DECIDED = ("pushed_won", "pushed_decided", "other_won", "other_decided")


def _of_open():
    """SQL of OPEN."""
    pushed = pw.Case(None, ((Opportunity.pushes > 0, 1),), 0)
    return (
        pw.fn.COUNT(Opportunity.id),
        pw.fn.SUM(pushed),
        pw.fn.SUM(Opportunity.pushes),
        pw.fn.SUM(Opportunity.pushed_days),
    )


def _of_decided():
    """SQL of DECIDED."""
    won = Opportunity.outcome == "won"
    for pushed in (Opportunity.pushes > 0, Opportunity.pushes == 0):
        yield pw.fn.SUM(pw.Case(None, ((pushed & won, 1),), 0))
        yield pw.fn.SUM(pw.Case(None, ((pushed, 1),), 0))


def _by_times(user, opened, decided):
    """Put rows of 0, 1, 2, MOST pushes."""
    rows = {times: Put(times, str(times)) for times in range(MOST + 1)}
    won = pw.fn.SUM(pw.Case(None, ((Opportunity.outcome == "won", 1),), 0))
    for wanted in (opened, decided):
        for _key, times, count, won_ in counted(user, wanted, TIMES, Opportunity.pushes, won):
            part = "pushed" if times else "other"
            found = Put(open=count, pushed=count if times else 0) if wanted is opened else None
            found = found or Put(**{f"{part}_decided": count, f"{part}_won": int(won_ or 0)})
            rows[min(times, MOST)] = rows[min(times, MOST)].plus(found)
    return list(rows.values())


def _rate(part, whole):
    return 100 * part / whole if whole >= ENOUGH else None


REPORT = Report(
    name="pushes",
    title=N_("Pushes"),
    ask=pushes,
    by=("owner", "times", "stage", "source", "team", "office", "product"),
    own={"times": TIMES, "stage": STAGE},
    counts="any",
    glance="times",
    formula=N_("share pushed = open ones pushed at least once ÷ open ones"),
    definition=(
        N_("A push is a day on which the expected close moved later, counted once a day; the days are those it moved in all. Moving it earlier takes nothing back. Open opportunities are those open now, whatever the period."),
        N_("The win rates are of opportunities won or lost in the period, pushed ones and never pushed ones apart, told from 5 on. What was imported brings no pushes of the time before."),
    ),
)  # fmt: skip
