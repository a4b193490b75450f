"""The overview has the figures of the other reports."""

from models.opportunity.filter import Filter
from models.reports import ask
from models.reports.overview import figures
from models.reports.pipeline_value import Value
from models.reports.tally import Tally


def test_the_figures_of_the_others(world, spring):
    rows = {row.name: row for row in ask("overview", None, spring).rows}
    assert {name: row.value for name, row in rows.items() if row.value is not None and row.kind == "count"} == {
        "Open opportunities": 0,
        "Won": 5,
        "Lost": 4,
        "Invalid": 1,
    }
    assert (rows["Won amount"].value, rows["Won amount"].known, rows["Won amount"].of) == (59_000, 4, 5)
    assert rows["Win rate by amount"].value is None
    everything = ask("overview", None, Filter(outcome="all"))
    assert everything.rows[0].value == 10


def test_a_sum_of_nothing_known_is_unknown():
    rows = {row.name: row.value for row in figures(Value(count=2), Tally(won=1))}
    assert (rows["Open amount"], rows["Weighted amount"], rows["Won amount"]) == (None, None, None)
    rows = {row.name: row.value for row in figures(Value(), Tally())}
    assert (rows["Open amount"], rows["Won amount"]) == (0, 0)


def test_the_reasons_are_those_of_the_lost_ones(world, spring):
    reasons = ask("overview", None, spring).total["win-loss", "reason"]
    assert {row.name: row.lost for row in reasons.rows} == {"Price too high": 2, "Chose a competitor": 2}
