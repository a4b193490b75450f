"""What an address asks of a report: which one, split by what, of which period, within what."""

import dataclasses

from flask import abort, request, url_for

from models.opportunity.filter import Filter
from models.reports import REPORTS, ask, overview
from models.reports.cross import cross
from models.reports.period import PRESETS, Period
from views.opportunities import filters
from views.page import me
from views.reports.sorting import ordered
from views.typed import a_day

WITHIN = ("pipeline", "team", "owner")
DAYS = "days"  # as a period: those from `from` to `to`


@dataclasses.dataclass(frozen=True)
class Asked:
    """A report with its controls; `address` leads to the same with another of them."""

    report: object
    by: str | None
    period: Period
    wanted: Filter
    across: str | None = None  # crossed by this too
    show: str = ""  # which figure of what is crossed
    sort: str = ""  # the figure by which the rows stand, "name" too

    @property
    def home(self):
        """The address of this report without any control."""
        return url_for("reports.show", **({} if self.report.name == "overview" else {"name": self.report.name}))

    @property
    def narrowed(self):
        """Is it of less than everything?"""
        return self.period.name != self.report.usual or any(getattr(self.wanted, name) is not None for name in WITHIN)

    def question(self):
        """What it asks, as values that can be a key."""
        return self.report.name, self.by, self.period, self.wanted, self.across, self.show, self.sort

    def answer(self, by=None, compared=True):
        """The Answer for who is signed in; split by something else, if named. `compared`: held against the period before."""
        answer = ask(self.report.name, me(), self.wanted, self.period, by or self.by, compared)
        return ordered(answer, self.sort) if self.sort and by is None else answer

    def standing(self):
        """The Answer of the overview's figures alone."""
        return overview.standing(me(), self.wanted, self.period)

    def glance(self, name):
        """The Answer of one part of the overview; None where there is nothing to tell."""
        return overview.glance(name, me(), self.wanted, self.period)

    def crossing(self):
        """The Crossing for who is signed in."""
        return cross(self.report.name, me(), self.wanted, self.period, self.by, self.across, compared=True)

    def address(self, endpoint="reports.show", name=None, **change):
        """The address of this report, or of the one called `name`, with the same controls but for `change`."""
        report = REPORTS[name] if name else self.report
        values = filters.address(dataclasses.replace(self.wanted, outcome="open"))
        if self.period.name == self.report.usual:
            pass  # it goes without saying, and the next report has a usual one of its own
        elif self.period.name in PRESETS:
            values["period"] = self.period.name
        else:
            values |= {"from": self.period.first, "to": self.period.last}
        if report is self.report and self.by != next(iter(report.by), None):
            values["by"] = self.by
        if report is self.report:
            values |= {"across": self.across, "show": self.show, "sort": self.sort}
        bare = endpoint == "reports.glances.show" or (report.name == "overview" and endpoint == "reports.show")
        named = {} if bare else {"name": report.name}
        return url_for(endpoint, **named, **{key: value for key, value in (values | change).items() if value})


def read(name):
    """The Asked of this address. 404 for an unknown report; what makes no sense else is passed over."""
    if name not in REPORTS:
        abort(404)
    report, by, found = REPORTS[name], request.args.get("by"), filters.read()
    wanted = Filter(outcome="all", day=found.day, **{field: getattr(found, field) for field in WITHIN})
    across, by = request.args.get("across"), by if by in report.by else next(iter(report.by), None)
    across = across if across in report.crossed and across != by else None
    if across and by not in report.crossed:  # a time line is crossed by nothing
        by = next(name for name in report.crossed if name != across)
    show, sort = request.args.get("show", "") if across else "", request.args.get("sort", "")[:40]
    return Asked(report, by, _period(report), wanted, across, show, sort)


def _period(report):
    days = [a_day(request.args.get(end)) for end in ("from", "to")]
    name = request.args.get("period", DAYS if any(days) else report.usual)
    if name != DAYS:
        return Period.named(name if name in PRESETS else report.usual)
    return Period.between(*(sorted(days) if all(days) else days))
