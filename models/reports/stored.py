"""What was expected of a period when it began, from the snapshot of those days."""

import datetime as dt
import functools
import operator

import peewee as pw

from models.opportunity.conditions import among
from models.opportunity.filter import NONE
from models.reports import line
from models.snapshot import Snapshot, SnapshotRow

GRACE = dt.timedelta(days=6)  # a machine that was off on the first is on again within a week


def stored_at_start(user, wanted, keys):
    """{key: {column: figure}} of the periods of which the first week has a snapshot: what it expected in them."""
    begun = _begun(keys)
    if not begun:
        return {}
    within = (
        (SnapshotRow.snapshot == snapshot) & (SnapshotRow.expected_close_on <= last)
        for snapshot, (_key, _on, last) in begun.items()
    )
    sums = (pw.fn.COUNT(SnapshotRow.id), pw.fn.SUM(SnapshotRow.weighted))
    query = SnapshotRow.visible_to(user, SnapshotRow.snapshot, *sums).where(SnapshotRow.category != "omitted")
    for name in ("pipeline", "team", "owner"):
        if (asked := getattr(wanted, name)) is not None:
            query = query.where(among(getattr(SnapshotRow, f"{name}_id"), asked, NONE))
    query = query.where(functools.reduce(operator.or_, within)).group_by(SnapshotRow.snapshot)
    sums = {snapshot: (count, int(weighted or 0)) for snapshot, count, weighted in query.tuples()}
    return {
        key: dict(zip(("stored_count", "stored"), sums.get(snapshot, (0, 0)), strict=True), stored_on=on)
        for snapshot, (key, on, _last) in begun.items()
    }


def _begun(keys):
    """{id of a snapshot: (key, its day, last day of the period)}, the first one of each period's first days."""
    if not keys:
        return {}
    taken, begun = sorted(Snapshot.days_from(line.days(keys[0])[0]).items()), {}
    for key in keys:
        first, last = line.days(key)
        for on, snapshot in taken:
            if first <= on <= first + GRACE:
                begun[snapshot] = (key, on, last)
                break
    return begun
