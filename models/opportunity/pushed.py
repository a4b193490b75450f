"""The expected close date: set to another day; moved later it is counted once a day, with all the days that it moved."""

from models.base import N_, Refused


class Expected:
    def expect(self, by, on, why=None, version=None):
        """Expect the close `on` another day (None: no day), and tell `why`. Refuses a closed row.

        Returns True when that changed something.
        """
        return bool(self.would_expect(on) and self.edit(by, version=version, why=why, expected_close_on=on))

    def would_expect(self, on):
        """The decision of `expect`, whoever asks: does it change anything? Raises Refused where it cannot."""
        if self.outcome:
            raise Refused(N_("This opportunity is closed. Reopen it first."))
        return self.expected_close_on != on

    def would_push(self, on):
        """Is `on` later than the close that was expected so far?"""
        return on is not None and self.expected_close_on is not None and on > self.expected_close_on


def pushed(row, changes, day):
    """The columns that follow on `day` from a new expected close among `changes`: {} unless it moved later."""
    new, old = changes.get("expected_close_on"), row.expected_close_on
    if new is None or old is None or new <= old:
        return {}
    counted = {} if row.pushed_on == day else {"pushes": row.pushes + 1, "pushed_on": day}
    return {"pushed_days": row.pushed_days + (new - old).days, **counted}
