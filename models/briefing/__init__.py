"""What did a week bring? New, won, lost, moved and pushed opportunities, follow-ups and the forecast, beside the week before.

A week is the company's, seven days from its first day of the week. Everything is counted as the reports count it, among
what the reader sees: new ones by the day of opening, won and lost ones by the day of closing and their present outcome,
follow-ups by the day they were done. An opportunity moved when it entered a stage it had never been in, the one it was
opened in left aside; it was pushed when its expected close moved later. The forecast is that of the month in which the
week ends, as it stood at its end: what was won in the month by then + what was weighted of the open ones expected in it,
from the snapshot of the night after. Of the running week it is the present one.
"""

import dataclasses
from typing import NamedTuple

from models.base import N_
from models.briefing import counting, expecting, naming
from models.reports.period import Period, week
from models.setting import today

LIVELY = ("new", "won", "lost", "moved", "pushed")  # what opportunities do in a week
DEFINITION = (
    N_("A week is seven days from the company’s first day of the week. New opportunities count by the day of opening; won and lost ones by the day of closing and their present outcome, with what was agreed and what was expected."),
    N_("An opportunity moved when it entered a stage that it had never been in; the stage in which it was opened does not count. It was pushed when its expected close moved later. Follow-ups count on the day they were done, for whoever was to do them."),
    N_("The forecast is that of the month in which the week ends, as it stood at the week’s end: what had been won in the month + weighted open ones expected in it, past ones too, from the snapshot of the following night. Where there is no such snapshot it is unknown. Of the running week it is the present one."),
)  # fmt: skip


class Figures(NamedTuple):
    """Of a week: counts, and amounts in minor units of the base currency; None where no amount is known."""

    new: int = 0
    won: int = 0
    lost: int = 0
    moved: int = 0
    pushed: int = 0
    done: int = 0
    new_amount: int | None = None
    won_amount: int | None = None
    lost_amount: int | None = None

    def plus(self, **more):
        """With figures added; an amount that nobody knows adds nothing."""
        return self._replace(**{name: add(getattr(self, name), value) for name, value in more.items()})


def add(one, other):
    """The sum of two figures, of which each may be unknown."""
    return other if one is None else one if other is None else one + other


@dataclasses.dataclass(frozen=True)
class Row:
    """A team or a person: their figures of the week and of the one before. `key` None: nobody's."""

    key: int | None
    name: str | None
    now: Figures
    before: Figures


@dataclasses.dataclass(frozen=True)
class Briefing:
    """One week of a scope for one reader. `by` is "team" or "owner" where there are rows, `named` the Names of each kind."""

    period: Period
    wanted: object
    now: Figures
    before: Figures
    forecast: expecting.Forecast
    by: str
    rows: list
    named: dict

    @property
    def empty(self):
        """Did nothing happen in it, nor in the week before?"""
        return not any((*self.now, *self.before))

    @property
    def running(self):
        """Is it not over yet?"""
        return self.period.last >= today()


def brief(user, wanted, first=None, by=""):
    """The Briefing of the week that begins on `first` (default the last one), of what `user` sees of the Filter `wanted`.

    `wanted` says no more than owner and team. `by` is "team" or "owner" for rows of each, else "".
    """
    first = week(first) if first else last_week()
    period = Period.between(first, first + 6 * counting.DAY)
    found = counting.counted(user, wanted, period, by)
    sums = {True: Figures(), False: Figures()}
    rows = {}
    for (key, present), figures in found.items():
        sums[present] = sums[present].plus(**figures)
        rows.setdefault(key, {True: Figures(), False: Figures()})[present] = Figures().plus(**figures)
    return Briefing(
        period,
        wanted,
        sums[True],
        sums[False],
        expecting.expected(user, wanted, period),
        by,
        _rows(rows, by),
        {kind: naming.named(user, wanted, period, kind) for kind in LIVELY if getattr(sums[True], kind)},
    )


def _rows(found, by):
    """Rows in the order of what was won, then of what was done; nobody's last."""
    if not by:
        return []
    names = counting.MODELS[by].names([key for key in found if key is not None])
    rows = [Row(key, names.get(key), figures[True], figures[False]) for key, figures in found.items()]
    return sorted(rows, key=lambda row: (row.key is None, -(row.now.won_amount or 0), -row.now.done, row.name or ""))


def last_week(day=None):
    """The first day of the week before that of `day` (default the company's today)."""
    return week(day or today()) - 7 * counting.DAY
