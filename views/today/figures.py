"""The figures beside the list of today, each with its meaning and the way to its rows."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.setting import today
from models.today import figures
from views.opportunities import filters
from views.opportunities.marks import called
from views.page import me
from views.words import clock, money, money_short, number, weekday


def shown(wanted):
    """{"figures", "done", "coming"}: what the page shows beside the list."""
    done_count, done = figures.done_today(me(), wanted)
    return {
        "month": today(),
        "figures": list(_figures(wanted)),
        "done_count": done_count,
        "done": [_done(row) for row in done],
        "coming": [
            (weekday(on), ngettext("%(num)d follow-up", "%(num)d follow-ups", count))
            for on, count in figures.coming_up(me(), wanted)
        ],
    }


def _figures(wanted):
    """(key, label, value, in full, of how many or None, what it means, address of its rows or None) of each."""
    found = figures.month(me(), wanted)
    texts = _texts()
    for key, of in (("won", "won"), ("open", "open"), ("weighted", "open"), ("expected", "expected")):
        sums, asked = found[of].sums, found[of].wanted
        amount = sums.weighted if key == "weighted" else sums.amount
        count = None if key == "weighted" else sums.count
        label, meaning = texts[key]
        rows = url_for("opportunities.index", **filters.address(asked))
        yield key, label, money_short(amount), money(amount), count, meaning, rows
    label, meaning = texts["done"]
    yield "done", label, number(figures.done_this_week(me(), wanted)), "", None, meaning, None


def _texts():
    """{figure: (what it is called, what it means)}"""
    return {
        "won": (
            _("Won this month"),
            _("What was agreed for opportunities won since the first of the month, by the company’s calendar, in the base currency."),
        ),
        "open": (
            _("Open"),
            _("Expected amounts of all open opportunities, as they are now. One without an amount counts and adds nothing."),
        ),
        "weighted": (
            _("Weighted"),
            _("Sum of amount × probability of the open opportunities: the probability set by hand, else the rate of the stage."),
        ),
        "expected": (
            _("Expected to close this month"),
            _("Open opportunities whose expected close date lies in this month, those whose day is past among them."),
        ),
        "done": (
            _("Follow-ups done this week"),
            _("Calls, emails, meetings, visits, messages and tasks done since Monday."),
        ),
    }  # fmt: skip


def _done(row):
    name, href = called(row.kind, row.subject), None
    if row.opportunity_id or row.customer_id:
        href = f"/opportunities/{row.opportunity_id}" if row.opportunity_id else f"/customers/{row.customer_id}"
    return {
        "at": clock(row.done_at),
        "title": f"{name}: {row.outcome}" if row.outcome else name,
        "of": row.opportunity_name or row.customer_name or "",
        "href": href,
    }
