"""The filter bar that board and list share: read from the address, offered as choices, shown as chips."""

import dataclasses
import datetime as dt
import functools

from flask import request, url_for
from flask_babel import gettext as _

from models import access
from models.opportunity import GRADES
from models.opportunity.filter import IDS, NONE, OUTCOMES, Filter
from models.pipeline import Pipeline, Source, Stage
from models.user import Team
from views.page import me
from views.words import day

DAYS = ("closed_from", "closed_to", "expected_from", "expected_to")


def read(args=None, **fixed):
    """The Filter that an address asks for; what makes no sense in it is passed over. `fixed` wins."""
    args = request.args if args is None else args
    found = {name: _id(args.get(name)) for name in IDS}
    found |= {name: _day(args.get(name)) for name in DAYS}
    found["grade"] = args.get("grade") if args.get("grade") in (*GRADES, "none") else ""
    found["outcome"] = args.get("outcome") if args.get("outcome") in OUTCOMES else "open"
    found["office"], found["q"] = _line(args.get("office"), 120), _line(args.get("q"), 100)
    return Filter(**found | fixed)


def _id(text):
    if text in ("none", "0"):
        return NONE
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(text):
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def _line(text, longest):
    return (text or "").replace("\0", "").strip()[:longest].strip()


def address(wanted, **change):
    """The parameters of an address that asks for `wanted`, with `change` applied (None takes one out)."""
    shown = dataclasses.replace(wanted, **change).set() if change else wanted.set()
    return {name: "none" if value == NONE else value for name, value in shown.items()}


@dataclasses.dataclass
class Choice:
    """One select of the filter bar: `options` are (value, name); `chosen` the current value as text."""

    name: str
    label: str
    options: list
    chosen: str

    @property
    def value_name(self):
        return next((name for value, name in self.options if str(value) == self.chosen), self.chosen)


def choices(wanted, *names):
    """The selects `names` of the filter bar as Choices, with what this reader may choose from, and what is chosen."""
    pipelines = functools.cache(lambda: _rows(Pipeline.offered()))
    makers = {
        "owner": (_("Owner"), lambda: _rows(access.owners_seen_by(me())), _("Nobody")),
        "team": (_("Team"), lambda: _rows(Team.offered_to(me())), _("No team")),
        "source": (_("Source"), lambda: _rows(Source.offered()), _("No source")),
        "stage": (_("Stage"), lambda: _stages(wanted, pipelines), None),
        "pipeline": (_("Pipeline"), pipelines, None),
        "grade": (_("Grade"), lambda: [(grade, grade) for grade in GRADES], _("No grade")),
        "outcome": (_("State"), outcomes, None),
    }
    made = []
    for name in names:
        label, options, nothing = makers[name]
        value = getattr(wanted, name)
        chosen = "none" if value in (NONE, "none") else "" if value is None else str(value)
        rows = list(options())
        if chosen and name in IDS and value != NONE and value not in [key for key, _name in rows]:
            rows.append((value, wanted.called(name, me()) or "?"))  # left, archived, or out of reach: still chosen
        made.append(Choice(name, label, [*rows, ("none", nothing)] if nothing else rows, chosen))
    return made


def _rows(query):
    return [(row.id, row.name) for row in query]


def _stages(wanted, pipelines):
    """Stages of the pipeline that is asked for; of all with the name of theirs in front, where there are several."""
    pipelines = {} if wanted.pipeline else dict(pipelines())
    called = "{1} · {0}" if len(pipelines) > 1 else "{0}"
    stages = Stage.offered(wanted.pipeline)
    return [(stage.id, called.format(stage.name, pipelines.get(stage.pipeline_id))) for stage in stages]


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


def chips(wanted, endpoint, keep=(), offered=(), **values):
    """What is filtered, as (label, value, address without it); `keep` names are never shown as chips."""
    labels = {
        "pipeline": (_("Pipeline"), _("No pipeline")),
        "stage": (_("Stage"), _("No stage")),
        "owner": (_("Owner"), _("Nobody")),
        "team": (_("Team"), _("No team")),
        "source": (_("Source"), _("No source")),
        "reason": (_("Reason"), _("No reason")),
        "competitor": (_("Competitor"), _("No competitor")),
        "customer": (_("Customer"), _("No customer")),
        "product": (_("Product"), _("No product")),
        "office": (_("Office"), _("No office")),
        "grade": (_("Grade"), _("No grade")),
        "outcome": (_("State"), None),
        "q": (_("Text"), None),
        "closed_from": (_("Closed from"), None),
        "closed_to": (_("Closed until"), None),
        "expected_from": (_("Expected from"), None),
        "expected_to": (_("Expected until"), None),
    }
    names = {choice.name: choice for choice in offered}
    for name, value in wanted.set().items():
        if name in keep:
            continue
        label, nothing = labels[name]
        if nothing and value in (NONE, "none"):
            shown = nothing
        elif name in names:
            shown = names[name].value_name
        elif name in IDS:
            shown = wanted.called(name, me()) or "?"
        else:
            shown = day(value) if name in DAYS else dict(outcomes()).get(value, value) if name == "outcome" else value
        without = dataclasses.replace(wanted, **{name: getattr(Filter(), name)})
        yield label, shown, url_for(endpoint, **values, **address(without))
