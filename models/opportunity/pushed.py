"""The expected close date moved later: counted once a day, with all the days that it moved."""


def pushed(row, changes, day):
    """The columns that follow on `day` from a new expected close among `changes`: {} unless it moved later."""
    new, old = changes.get("expected_close_on"), row.expected_close_on
    if new is None or old is None or new <= old:
        return {}
    counted = {} if row.pushed_on == day else {"pushes": row.pushes + 1, "pushed_on": day}
    return {"pushed_days": row.pushed_days + (new - old).days, **counted}
