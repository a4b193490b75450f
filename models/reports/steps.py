"""The steps of a funnel, from counts of outcomes by furthest position."""

from typing import NamedTuple

from models.reports.tally import CARRIED, ENOUGH

WON = "won"  # the key of the last step


class Step(NamedTuple):
    """A stage, or WON; rates in percent, None from fewer than ENOUGH. `lost` are those whose furthest stage it is.

    Of the total: `reached` are all won and lost ones, `win_rate` is that of all, `missing` those of them without stage
    history; `open` and `invalid` stand beside it. `untold`: too few of the lost ones have a history.
    """

    key: object = None
    name: str | None = None
    place: tuple | None = None
    reached: int = 0
    lost: int = 0
    share: float | None = None
    conversion: float | None = None
    win_rate: float | None = None
    pipeline: str | None = None
    won: int = 0
    open: int = 0
    invalid: int = 0
    missing: int = 0
    untold: bool = False


def steps(path, counts):
    """(Step rows, the total) of stages and {(outcome, furthest position or None): how many}."""
    decided = {key: count for key, count in counts.items() if key[0] in ("won", "lost")}
    won = sum(count for (outcome, _far), count in decided.items() if outcome == "won")
    lost = sum(decided.values()) - won
    unknown = decided.get(("lost", None), 0)
    untold = 100 * (lost - unknown) < CARRIED * lost
    fell = _fallen(path, {far: count for (outcome, far), count in decided.items() if outcome == "lost"})
    rows, there = [], won + lost
    for place, stage in enumerate(path):
        rate = None if untold else _rate(there - fell[place], there)
        share = None if untold and place else _rate(there, won + lost)
        rows.append(Step(stage.id, stage.name, (place, len(path)), there, fell[place], share, rate))
        there -= fell[place]
    rows.append(Step(WON, WON, None, won, 0, _rate(won, won + lost)))
    whole = Step(reached=won + lost, lost=lost, win_rate=_rate(won, won + lost), won=won, untold=untold)
    still, invalid = (sum(n for (outcome, _far), n in counts.items() if outcome == out) for out in (None, "invalid"))
    return rows, whole._replace(open=still, invalid=invalid, missing=unknown + decided.get(("won", None), 0))


def _fallen(path, lost):
    """How many of {furthest position or None: lost ones} went as far as each stage of the path, and no further."""
    fell = [0] * len(path)
    for far, count in lost.items():
        places = [place for place, stage in enumerate(path) if far is not None and stage.position <= far]
        fell[max(places, default=0)] += count
    return fell


def _rate(part, whole):
    return 100 * part / whole if whole >= ENOUGH else None
