"""Questions that the figures answer, one module each; read only, and never beyond the reader's reach."""

from models.base import N_, Refused
from models.reports import overview
from models.reports.period import Period

REPORTS = {"overview": overview.REPORT, **overview.REPORTS}


def ask(name, user, wanted, period=None, by=None):
    """The Answer of the report with this name, for what `user` may see (None: the system, all) of the Filter `wanted`.

    `period` defaults to all time, `by` to the report's usual one. Refuses an unknown report, or a `by` it does not know.
    """
    report = REPORTS.get(name)
    if report is None:
        raise Refused(N_("There is no report %(name)s."), name=name)
    if by and by not in report.by:
        raise Refused(N_("The report %(name)s cannot be split by %(by)s."), name=name, by=by)
    by = by or next(iter(report.by), None)
    return report.ask(user, wanted, period or Period.named("all"), by)
