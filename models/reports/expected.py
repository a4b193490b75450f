"""One period of a forecast: what was won in it, what is expected in it, and what was expected of it when it began."""

from typing import NamedTuple

PAST, CURRENT, FUTURE = "past", "current", "future"


class Expected(NamedTuple):
    """One row; `key` is that of a month, quarter or year. Money in minor units of the base currency, None where unknown.

    `won…` is what was won in the period; `count`, `known`, `weighted` are the open ones expected in it, `late` of them past
    their date. `commit`, `best` and `rest` are the whole amounts of those by forecast category. `stored…` is the forecast of
    the snapshot `stored_on`, taken when the period began. A past period has nothing open.
    """

    key: object = None
    name: str | None = None
    when: str = FUTURE
    won: int = 0
    won_known: int = 0
    won_amount: int = 0
    count: int = 0
    known: int = 0
    late: int = 0
    weighted: int = 0
    commit: int = 0
    best: int = 0
    rest: int = 0
    stored: int | None = None
    stored_count: int | None = None
    stored_on: object = None

    @property
    def forecast(self):
        """Won in it and the weighted open ones expected in it; None of a past period: that would be hindsight."""
        return None if self.when == PAST else self.won_amount + self.weighted

    @property
    def commit_total(self):
        return None if self.when == PAST else self.won_amount + self.commit

    @property
    def best_total(self):
        return None if self.when == PAST else self.won_amount + self.commit + self.best

    @property
    def open_total(self):
        return None if self.when == PAST else self.commit + self.best + self.rest

    @property
    def counted(self):
        """How many opportunities the forecast is of."""
        return self.won + self.count

    @property
    def counted_known(self):
        return self.won_known + self.known

    def plus(self, other):
        """Both rows together, under the name of this one."""
        return self._replace(**{name: getattr(self, name) + getattr(other, name) for name in SUMMED})


NOTHING = Expected()
SUMMED = ("won", "won_known", "won_amount", "count", "known", "late", "weighted", "commit", "best", "rest")


def summed(rows):
    """All Expected rows together. What was stored is a sum only where every period has a snapshot; of past ones alone
    there is no forecast."""
    whole = Expected(when=CURRENT if any(row.when != PAST for row in rows) else PAST)
    for row in rows:
        whole = whole.plus(row)
    if rows and all(row.stored is not None for row in rows):
        whole = whole._replace(
            stored=sum(row.stored for row in rows), stored_count=sum(row.stored_count for row in rows)
        )
    return whole
