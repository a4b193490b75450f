"""What a filter is called and what it says: the words of its menu, its chips, and of the dry count before many rows change."""

import functools

from flask_babel import get_locale, ngettext, pgettext
from flask_babel import gettext as _

from models.opportunity.filter import DAYS, IDS, MARKS, NONE, STAGES, WORDS, several
from models.opportunity.spans import WITHOUT
from views.opportunities.terms import INTENTS
from views.page import me
from views.words import day, number

NAMED = 2  # of several values, so many are named


def labels():
    """{field of the filter: (its label, what "without" is called or None)}"""
    return _labels(get_locale())


@functools.cache
def _labels(_spoken):
    return {
        "pipeline": (_("Pipeline"), _("No pipeline")),
        "stage": (_("Stage"), _("No stage")),
        "owner": (_("Owner"), _("Nobody")),
        "team": (_("Team"), _("No team")),
        "source": (_("Source"), _("No source")),
        "reason": (_("Reason"), _("No reason")),
        "competitor": (_("Competitor"), _("No competitor")),
        "rival": (_("In the running"), _("No competitor")),
        "customer": (_("Customer"), _("No customer")),
        "product": (_("Product"), _("No product")),
        "tag": (_("Tag"), _("No tags")),
        "office": (_("Office"), _("No office")),
        "grade": (_("Grade"), _("No grade")),
        "intent": (_("Intent"), None),
        "step": (_("Next step"), None),
        "stalled": (_("Stalled"), None),
        "todo": (_("To do"), None),
        "pushed": (_("Pushed"), None),
        "outcome": (_("State"), None),
        "q": (_("Text"), None),
        "amount": (_("Amount"), None),
        "amount_from": (_("Amount from"), None),
        "amount_to": (_("Amount up to"), None),
        "probability_from": (_("Probability from"), None),
        "probability_to": (_("Probability up to"), None),
        "closed": (_("Closed on"), None),
        "closed_from": (_("Closed from"), None),
        "closed_to": (_("Closed until"), None),
        "expected": (_("Expected close"), None),
        "expected_from": (_("Expected from"), None),
        "expected_to": (_("Expected until"), None),
        "opened": (_("Opened on"), None),
        "opened_from": (_("Opened from"), None),
        "opened_to": (_("Opened until"), None),
        "created": (_("Entered on"), None),
        "created_from": (_("Entered from"), None),
        "created_to": (_("Entered until"), None),
        "contacted": (_("Last contact"), None),
        "contacted_from": (_("Last contact from"), None),
        "contacted_to": (_("Last contact until"), None),
        **_of_figures(),
    }


def _of_figures():
    """The labels of what only a figure asks, for the list behind it."""
    return {
        "reached": (_("Got to the stage"), None),
        "furthest": (_("Furthest stage"), None),
        "history": (_("Stage history"), None),
        "category": (_("Forecast category"), None),
        "pushed_to": (_("Pushed at most"), None),
        "cycle_from": (_("Days to closing from"), None),
        "cycle_to": (_("Days to closing up to"), None),
    }


def outcomes():
    return [
        ("open", _("Open")),
        ("closed", _("Closed")),
        ("decided", _("Won or lost")),
        ("won", _("Won")),
        ("lost", _("Lost")),
        ("invalid", _("Invalid")),
        ("all", _("Open and closed")),
    ]


def steps():
    """{state of the next step: its name}"""
    return {
        "overdue": _("Overdue"),
        "today": _("Due today"),
        "planned": _("Planned"),
        "none": _("No next step"),
    }


def stalled():
    """{way to be stalled: its name}"""
    return {
        "stuck": _("Stuck in its stage"),
        "neglected": _("Neglected"),
        "either": _("Stuck or neglected"),
    }


def pushed():
    """{at least so many pushes (0: none at all): in words}"""
    return {0: _("Never"), 1: _("At least once"), 2: _("At least twice"), 3: _("At least 3 times")}


def todo():
    """{reason to be on the list of today: its name}"""
    return {
        "overdue": _("Overdue"),
        "today": _("Due today"),
        "new": _("New for its owner"),
        "past": _("Close date passed"),
        "stuck": _("Stuck in its stage"),
        "neglected": _("Neglected"),
        "none": _("No next step"),
    }


def amounts_known():
    return [("known", _("Known")), ("unknown", _("Not known"))]


def histories():
    return [("missing", _("Missing")), ("known", _("Known"))]


def categories():
    return [
        ("counted", _("In the forecast")),
        ("pipeline", pgettext("forecast category", "Pipeline")),
        ("best_case", _("Best case")),
        ("commit", _("Commit")),
        ("omitted", _("Omitted")),
    ]


def spans():
    """{span: what it is called}; the one without a day among them."""
    return {
        "past": _("In the past"),
        "today": _("Today"),
        "this_week": _("This week"),
        "this_month": _("This month"),
        "next_month": _("Next month"),
        "last_month": _("Last month"),
        "this_quarter": _("This quarter"),
        "this_year": _("This year"),
        "next_30": _("The next 30 days"),
        "last_30": _("The last 30 days"),
        WITHOUT: _("No date"),
    }


def said(wanted, name, offered):
    """The value of a field of the filter in words; `offered` are {name: Choice} that know some of them."""
    value = getattr(wanted, name)
    if name == "pushed":
        return pushed().get(value) or ngettext("At least %(num)d time", "At least %(num)d times", value)
    if name in IDS or name in WORDS or name in MARKS:
        values = several(value)
        words = [_one(wanted, name, one, offered) for one in values[: NAMED if len(values) > NAMED + 1 else None]]
        rest = len(values) - len(words)
        return ", ".join([*words, *([ngettext("%(num)d more", "%(num)d more", rest)] if rest else [])])
    if name in STAGES:
        return wanted.called(name, me()) or "?"
    if name in DAYS:
        return spans()[value]
    if name.startswith("probability"):
        return f"{value}%"
    if name in ("amount_from", "amount_to", "cycle_from", "cycle_to", "pushed_to"):
        return number(value)
    if name.endswith(("_from", "_to")):
        return day(value)
    words = {"outcome": outcomes, "amount": amounts_known, "history": histories, "category": categories}.get(name)
    return dict(words()).get(value, value) if words else labels()[name][1] if value == "none" else value


def _one(wanted, name, value, offered):
    """One of the values of a field that takes several."""
    if name in MARKS:
        return {"step": steps, "stalled": stalled, "todo": todo}[name]()[value]
    if value in (NONE, "none"):
        return labels()[name][1]
    if name == "intent":
        return str(INTENTS.get(value, value))
    known = dict(offered[name].options) if name in offered else {}
    return known.get(value) or (wanted.called(name, me(), value) or "?" if name in IDS else value)
