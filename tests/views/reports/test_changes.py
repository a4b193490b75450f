"""How a figure differs from that of the period before."""

import pytest

from views.reports.changes import between


@pytest.mark.parametrize(
    ("value", "before", "kind", "text", "way"),
    [
        (6, 4, "count", "+2", "up"),
        (4, 6, "count", "−2", "down"),
        (15, 10, "count", "+50%", "up"),
        (5, 20, "count", "−75%", "down"),
        (7, 7, "count", "=", "same"),
        (0, 0, "count", "=", "same"),
        (150_00, 100_00, "money", "+50%", "up"),
        (150_00, 0, "money", "from 0", "up"),
        (62.5, 50.25, "percent", "+12.2 pts", "up"),
        (31, 40.5, "days", "−9.5 d", "down"),
    ],
)
def test_a_change_in_short(app, world, value, before, kind, text, way):
    with app.test_request_context():
        change = between(value, before, kind)
    assert (change.text, change.way) == (text, way)


@pytest.mark.parametrize(("value", "before"), [(None, 4), (4, None), (None, None)])
def test_unknown_is_held_against_nothing(app, value, before):
    with app.test_request_context():
        assert between(value, before, "percent") is None
