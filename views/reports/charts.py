"""Answers shaped for the chart: Chart.js' labels and datasets, with the words and addresses that go with each bar.

kind      "columns" (upright, in time) or "bars" (lying, one a row)
labels    what stands under or beside each
datasets  label, data (counts, or minor units), texts (the figure in words, for each), links (addresses or null),
          tone (accent, quiet, soft) or tones (a stage's class, for each), down (drawn below the line),
          under (drawn behind the others, not on top of them)
ends      what stands at the end of each
"""

from flask_babel import gettext as _

from views.lanes import hue
from views.reports import names
from views.reports.figures import behind, percent, rate
from views.words import money, money_short, number

MOST = 12  # lying bars; the table has them all


def chart(answer, most=MOST):
    """The chart of an Answer, of at most so many lying bars."""
    rows = drawn(answer, most)
    told = {"pipeline-value": _value, "win-loss": _win_loss, "won-by-month": _won}[answer.report.name](answer, rows)
    labels = names.along(rows) if answer.by.timely else [names.row(answer, row, rows) for row in rows]
    return {"kind": "columns" if answer.by.timely else "bars", "labels": labels, **told}


def drawn(answer, most=MOST):
    """The rows that the chart shows: all of a time line, else the first; of too many stages those that hold most.

    What has no reason is left to the table: it would dwarf the reasons.
    """
    if answer.by.timely:
        return answer.rows
    if answer.by.name == "stage":
        largest = sorted(answer.rows, key=lambda row: -row.amount)[:most]
        return [row for row in answer.rows if row in largest]
    named = [row for row in answer.rows if row.key is not None]
    return (answer.rows if answer.by.rated or not named else named)[:most]


def _series(answer, rows, label, name, write, outcome, **more):
    return {
        "label": label,
        "data": [getattr(row, name) for row in rows],
        "texts": [write(getattr(row, name)) for row in rows],
        "links": [behind(answer, row, outcome) if outcome and getattr(row, name) else None for row in rows],
        **more,
    }


def _win_loss(answer, rows):
    def series(name, label, **more):
        return _series(answer, rows, label, name, number, name, **more)

    sets = [series("won", _("Won"), tone="accent")]
    if answer.by.timely:
        sets.append(series("lost", _("Lost"), tone="quiet", down=True))
        return {
            "datasets": sets,
            "ends": [percent(row.win_rate, 0) if row.win_rate is not None else "" for row in rows],
        }
    sets.append(series("lost", _("Lost"), tone="quiet"))
    if answer.by.rated:
        return {"datasets": sets, "ends": [rate(row)[0] for row in rows]}
    if answer.by.name == "competitor":
        return {"datasets": sets[1:], "ends": [number(row.lost) for row in rows]}
    sets.append(series("invalid", _("Invalid"), tone="soft"))
    return {"datasets": sets, "ends": [number(row.closed) for row in rows]}


def _won(answer, rows):
    sets = [_series(answer, rows, _("Won amount"), "won_amount", money, "won", tone="accent")]
    return {"datasets": sets, "ends": [money_short(row.won_amount) if row.won_known else "" for row in rows]}


def _value(answer, rows):
    tones = [f"stage--{hue(*row.place)}" for row in rows] if answer.by.name == "stage" else None
    tone = {"tones": tones} if tones else {"tone": "accent"}
    sets = [
        _series(answer, rows, _("Weighted"), "weighted", money, "", **tone),
        _series(answer, rows, _("Amount"), "amount", money, "open", under=True, **tone),
    ]
    return {"datasets": sets, "ends": [money_short(row.amount) if row.known else "" for row in rows]}
