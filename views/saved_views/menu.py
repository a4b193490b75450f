"""The menu of views in a tool bar: which there are, which is shown, and whether it was changed since it was kept."""

import dataclasses
import urllib.parse

from models.saved_view import SavedView
from views.opportunities import asked as asking
from views.page import me
from views.saved_views import kept


@dataclasses.dataclass(frozen=True)
class Views:
    """`now` is the view that is shown (or None), `changed` whether it would show something else, `match` what is shown.

    `away` are the ids of those that open in the list, though this is the board.
    """

    area: str
    mine: list
    others: list
    now: SavedView | None
    may_change: bool
    changed: bool
    first: int | None
    away: frozenset
    match: str


def views_of(area, address, shown, first=None):
    """The Views, seen from an area, for an address (its parameters); `shown` is the id of the view that it names, `first` the view
    that the reader begins with."""
    rows = list(SavedView.offered(me()))
    now = next((row for row in rows if row.id == shown), None)
    known = kept.pipelines() if area == "board" and rows else ()
    match = urllib.parse.urlencode({name: value for name, value in address.items() if name != "view"})
    return Views(
        area,
        [row for row in rows if row.user_id == me().id],
        [row for row in rows if row.user_id != me().id],
        now,
        now is not None and SavedView.may_change(me(), now),
        now is not None and kept.changed(now, area, asking.parameters(match)),
        first.id if first else None,
        frozenset(row.id for row in rows if area == "board" and not kept.shown_on_board(row, known)),
        match,
    )
