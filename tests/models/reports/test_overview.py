"""The overview has the figures of the other reports."""

from models.opportunity.filter import Filter
from models.reports import ask


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
