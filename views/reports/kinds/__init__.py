"""What is particular about each report, in words and on its page: a module each, found by the report's name.

A kind is a module of functions; what it leaves out is as in usual.py, so that the least it says is title, stats, chart.

    title(answer)              the Sentence at its head (views/reports/sentences.py), when the answer is not empty
    nothing(answer)            the Sentence when it is
    lead(answer)               one more sentence below
    stats(answer)              four Stats (views/reports/stats.py)
    heading(answer)            Heading of the chart: its title, a note, its keys as (tone, word)
    drawn(answer, most)        the rows that the chart shows
    chart(answer, rows)        datasets and ends; kind and labels where they are not the usual (views/reports/charts.py)
    columns(answer)            the Columns of the table on the page (files have them all)
    barred(answer)             the name of the column with a bar before it, or None
    bar(answer, row, column, most)    the Bar of a row, or None
    name(answer, row)          the Cell with the name of a row
    cell(answer, row, column)  a Cell of the table
    row(answer, row, among)    the name of a row as text, in files too
    behind(answer, row, what)  the address of the rows behind a figure; `what` is the `leads` of its Column
    sides(answer, asked)       Sides: short lists beside the report
    lines(answer)              more lines of figures above the table: Stats shown small
    record(answer)             more of what JSON says: {name: plain value}
    empty(answer, narrowed)    Empty: what to do about an empty report
"""

from views.reports.kinds import (
    activity_volume,
    forecast,
    funnel,
    new_opportunities,
    pipeline_value,
    pushes,
    sales_cycle,
    team_performance,
    usual,
    win_loss,
    won_by_month,
)

KINDS = {
    "pipeline-value": pipeline_value,
    "forecast": forecast,
    "funnel": funnel,
    "win-loss": win_loss,
    "won-by-month": won_by_month,
    "sales-cycle": sales_cycle,
    "team-performance": team_performance,
    "activity-volume": activity_volume,
    "new-opportunities": new_opportunities,
    "pushes": pushes,
}


class Kind:
    """The functions of a kind, with the usual ones for those that it leaves out."""

    def __init__(self, module):
        self.module = module

    def __getattr__(self, name):
        return getattr(self.module, name, None) or getattr(usual, name)


def of(answer):
    """The Kind of the report that `answer` is of."""
    return Kind(KINDS.get(answer.report.name, usual))


def sentence(answer):
    """The Sentence at the head of `answer`, empty or not."""
    kind = of(answer)
    return kind.nothing(answer) if answer.empty else kind.title(answer)
