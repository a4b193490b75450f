"""What a chart shows: its rows, and the bars of one figure of them."""

from views.reports.figures import behind, written


def first(answer, most):
    """The usual rows of a chart: all of a time line, else the first; of too many stages those that hold most.

    What has no reason is left to the table: it would dwarf the reasons.
    """
    if answer.by.timely:
        return answer.rows
    if answer.by.name == "stage" and answer.report.counts == "count":
        largest = sorted(answer.rows, key=lambda row: -row.amount)[:most]
        return [row for row in answer.rows if row in largest]
    named = [row for row in answer.rows if row.key is not None]
    return (answer.rows if answer.by.rated or not named else named)[:most]


def series(answer, rows, label, name, kind, outcome, behind=behind, **more):
    """A dataset of the figure `name` of `rows`, a count or money by its `kind`, with links to what is of this outcome."""
    return {
        "label": label,
        "data": [getattr(row, name) for row in rows],
        "texts": [written(getattr(row, name), kind) for row in rows],
        "links": [behind(answer, row, outcome) if outcome and getattr(row, name) else None for row in rows],
        **more,
    }
