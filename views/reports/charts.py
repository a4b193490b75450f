"""Answers shaped for the chart: Chart.js' labels and datasets, with the words and addresses that go with each bar.

kind      "columns" (upright, in time) or "bars" (lying, one a row)
labels    what stands under or beside each
datasets  label, data (counts, or minor units), texts (the figure in words, for each), links (addresses or null),
          tone (accent, quiet, soft) or tones (a stage's class, for each), down (drawn below the line),
          under (drawn behind the others, not on top of them)
ends      what stands at the end of each
"""

from views.reports import kinds, names

MOST = 12  # lying bars; the table has them all


def chart(answer, most=None):
    """The chart of an Answer, of at most so many lying bars."""
    kind = kinds.of(answer)
    rows = kind.drawn(answer, most or MOST)
    labels = names.along(rows) if answer.by.timely else [kind.row(answer, row, rows) for row in rows]
    return {"kind": "columns" if answer.by.timely else "bars", "labels": labels, **kind.chart(answer, rows)}
