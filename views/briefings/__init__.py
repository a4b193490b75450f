"""The weekly briefing: what a week brought to me, my team or everybody, beside the week before."""

import datetime as dt

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models import access
from models.briefing import DEFINITION, brief, last_week
from models.opportunity.filter import Filter
from models.reports import REPORTS
from models.reports.period import DAY, week
from models.setting import today
from views.briefings import told
from views.page import me, page
from views.today import whose

blueprint = Blueprint("briefings", __name__, url_prefix="/briefings")
EARLIEST = dt.date(2000, 1, 1)


@blueprint.get("")
def show():
    chosen = whose.asked(asked_whose())
    first = asked_week()
    wanted = Filter(outcome="all", **chosen.fields)
    by = "" if "owner" in chosen.fields else "owner" if "team" in chosen.fields else "team"
    found = brief(me(), wanted, first, by)
    return page(
        "briefings/show.html",
        part="briefings/show.swap.html",
        briefing=found,
        chosen=chosen,
        whom=chosen.key or str(me().id),
        reports=list(REPORTS.values()),
        days=told.stretch(found.period),
        title=told.title(found),
        figures=told.figures(found),
        forecast=told.forecast(found),
        heads=told.heads(),
        rows=[told.row(found, row, weeks_of(row, by, first)) for row in found.rows],
        kinds=told.kinds(found),
        definition=[_(sentence) for sentence in DEFINITION],
        **beside(first, chosen.key),
    )


def asked_whose():
    """Whose week, as `whose.asked` takes it: that of everybody, of my team or my own, unless an address says."""
    if (key := request.args.get("who")) is not None:
        return "" if key == str(me().id) else key
    if access.sees(me()) == "all":
        return "all"
    return f"team-{me().team_id}" if me().role == "team_lead" and me().team_id else ""


def asked_week():
    """The first day of the week that an address asks for: the last whole one when it asks for none, or for one to come."""
    try:
        first = week(dt.date.fromisoformat(request.args.get("week", "")))
    except (ValueError, OverflowError):
        return last_week()
    return first if EARLIEST <= first <= week(today()) else last_week()


def beside(first, key):
    """The addresses of the week before and after; None where that has not begun."""
    who = key or str(me().id)
    after = first + 7 * DAY
    return {
        "former": url_for("briefings.show", week=first - 7 * DAY, who=who) if first > EARLIEST else None,
        "next": url_for("briefings.show", week=after, who=who) if after <= today() else None,
    }


def weeks_of(row, by, first):
    """The address of the same week of one row; None for nobody's."""
    if row.key is None or row.name is None:
        return None
    return url_for("briefings.show", week=first, who=f"team-{row.key}" if by == "team" else row.key)
