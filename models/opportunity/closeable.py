"""The end of a sale: won, lost or invalid, with a reason that feeds the analysis; and back again."""

import datetime as dt

from models.access import CHANGES
from models.base import N_, Refused, now, transaction
from models.currency import in_base
from models.pipeline import Competitor
from models.setting import today


class Closeable:
    def win(self, by, amount=..., on=None, reason=None, version=None):
        """Close as won. `amount` (minor units of the row's currency) is what was agreed, default the expected one; both stay.

        `on` is the closing day (default today). Refuses what `may_close` refuses, and a reason for another outcome.
        """
        final = self.amount if amount is ... else amount
        on = on or today()
        more = {"final_amount": final, "base_final_amount": in_base(final, self.currency, on)}
        return self._close("won", by, on, reason, version, more, amount=final, currency=self.currency)

    def lose(self, by, reason, competitor=None, on=None, version=None):
        """Close as lost: the reason is required, the competitor (a name or a row) who won is asked."""
        if reason is None:
            raise Refused(N_("Choose a reason."))
        with transaction():
            if isinstance(competitor, str):
                competitor = Competitor.named(competitor, by)
            name = competitor.name if competitor else None
            return self._close("lost", by, on or today(), reason, version, {"competitor": competitor}, competitor=name)

    def invalidate(self, by, reason, on=None, version=None):
        """Close as invalid: it never was a sale. The reason is required."""
        if reason is None:
            raise Refused(N_("Choose a reason."))
        return self._close("invalid", by, on or today(), reason, version, {})

    def reopen(self, by, version=None):
        """Open again in its former stage, or in the one nearest before it that is in use; closing date, reason and competitor are cleared and stay in the log."""
        from models.opportunity import StageEntry

        self.must_be_written_by(by)
        if not self.outcome:
            raise Refused(N_("This opportunity is open already."))
        if self.closed_on < last_month(today()) and not _is_manager(by):
            raise Refused(N_("Only a manager may reopen an opportunity that was closed before last month."))
        moment = now()
        facts = {
            "outcome": self.outcome,
            "closed_on": self.closed_on,
            "reason": self.close_reason.name if self.close_reason else None,
            "amount": self.final_amount,
        }
        changes = dict.fromkeys(
            ("outcome", "closed_on", "close_reason", "competitor", "final_amount", "base_final_amount")
        )
        stage = self.stage_in_use()
        changes |= {"entered_stage_at": moment, "amount": self.amount}  # the amount's rate is stamped anew
        changes |= {"stage": stage, "pipeline": stage.pipeline}
        with transaction():
            self.write("opportunity.reopened", by, changes, version=version, **facts)
            StageEntry.create(opportunity=self.id, stage=stage, position=stage.position, entered_at=moment)
        return True

    def would_close(self, outcome, by, on, reason):
        """The decision of every closing: refuses a closed row, a day that `may_close` refuses, a foreign reason."""
        if self.outcome:
            raise Refused(N_("This opportunity is closed already."))
        may_close(by, on, self.opened_on)
        if reason is not None and reason.outcome != outcome:
            raise Refused(N_("This reason belongs to another outcome."))
        return True

    def _close(self, outcome, by, on, reason, version, more, **facts):
        self.must_be_written_by(by)
        self.would_close(outcome, by, on, reason)
        changes = {"outcome": outcome, "closed_on": on, "close_reason": reason, **more}
        with transaction():
            self.write(
                f"opportunity.{EVENTS[outcome]}",
                by,
                changes,
                version=version,
                on=on,
                reason=reason.name if reason else None,
                reason_id=reason.id if reason else None,
                stage=self.stage.name,
                **facts,
            )
            self.leave_stage(now())
        return True


EVENTS = {"won": "won", "lost": "lost", "invalid": "invalidated"}


def may_close(by, on, opened_on=None, day=None):
    """Refuse a closing day after `day` (default today), before the opening, or (not for managers) before last month."""
    day = day or today()
    if on > day:
        raise Refused(N_("The closing date cannot be in the future."))
    if opened_on and on < opened_on:
        raise Refused(N_("The closing date cannot be before the opening date."))
    if on < last_month(day) and not _is_manager(by):
        raise Refused(N_("Only a manager may close an opportunity before last month."))


def last_month(day):
    """The first day of the month before that of `day`."""
    return (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def _is_manager(by):
    return by is None or CHANGES[by.role] == "all"
