"""The menu of views in a tool bar: which there are, which is shown, and whether it was changed since it was kept."""

import dataclasses
import urllib.parse

from models.saved_view import SavedView
from views.opportunities import asked as asking
from views.page import me
from views.saved_views import kept


@dataclasses.dataclass(frozen=True)
class Views:
    """`now` is the view that is shown (or None), `changed` whether it would show something else, `match` what is shown."""

    area: str
    mine: list
    others: list
    now: SavedView | None
    may_change: bool
    changed: bool
    first: int | None
    match: str


def views_of(area, address, shown, first=None):
    """The Views of an area for an address (its parameters); `shown` is the id of the view that it names, `first` the view
    that the reader begins with."""
    rows = list(SavedView.offered(me(), area))
    now = next((row for row in rows if row.id == shown), None)
    match = urllib.parse.urlencode({name: value for name, value in address.items() if name != "view"})
    changed = False
    if now is not None:
        changed = kept.content(area, asking.parameters(match)) != (now.query, now.cols or None)
    return Views(
        area,
        [row for row in rows if row.user_id == me().id],
        [row for row in rows if row.user_id != me().id],
        now,
        now is not None and SavedView.may_change(me(), now),
        changed,
        first.id if first else None,
        match,
    )
