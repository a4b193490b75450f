"""Questions that the figures answer, one module each; read only, and never beyond the reader's reach."""

import dataclasses

from models.base import N_, Refused
from models.reports import (
    activity_volume,
    forecast,
    funnel,
    new_opportunities,
    overview,
    pipeline_value,
    pushes,
    sales_cycle,
    team_performance,
    win_loss,
    won_by_month,
)
from models.reports.keeping import kept
from models.reports.period import Period

# In the order of the tabs. A report is a module with a REPORT; its words for the page are in views/reports/kinds/.
MODULES = (
    *(overview, pipeline_value, forecast, funnel, win_loss, won_by_month, sales_cycle),
    *(team_performance, activity_volume, new_opportunities, pushes),
)
REPORTS = {module.REPORT.name: module.REPORT for module in MODULES}


def ask(name, user, wanted, period=None, by=None, compared=False):
    """The Answer of the report with this name, for what `user` may see (None: the system, all) of the Filter `wanted`.

    `period` defaults to the report's usual one, `by` too. `compared`: with the answer of the period before, where there is
    one. Refuses an unknown report, or a `by` it does not know.
    """
    report = REPORTS.get(name)
    if report is None:
        raise Refused(N_("There is no report %(name)s."), name=name)
    if by and by not in report.by:
        raise Refused(N_("The report %(name)s cannot be split by %(by)s."), name=name, by=by)
    by, period = by or next(iter(report.by), None), period or Period.named(report.usual)

    def count():
        answer = report.ask(user, wanted, period, by)
        earlier = period.before() if compared and report.compared else None
        return dataclasses.replace(answer, before=report.ask(user, wanted, earlier, by)) if earlier else answer

    return kept(user, (name, wanted, period, by, compared), count, report.moving)
