"""The filter bar that board and list share: read from the address, offered as choices, shown as chips."""

import dataclasses
import datetime as dt

from flask import request, url_for
from flask_babel import gettext as _

from models import access
from models.opportunity import GRADES
from models.opportunity.filter import IDS, NONE, OUTCOMES, Filter
from models.pipeline import CloseReason, Competitor, Pipeline, Source, Stage
from models.product import Product
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
    found["office"], found["q"] = args.get("office", "")[:120], args.get("q", "")[:100].replace("\0", "").strip()
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
    """The selects `names` of the filter bar as Choices, with what this reader may choose from."""
    makers = {
        "owner": (_("Owner"), lambda: _rows(access.owners_seen_by(me())), _("Nobody")),
        "team": (_("Team"), lambda: _rows(Team.offered_to(me())), _("No team")),
        "source": (_("Source"), lambda: _rows(Source.offered()), _("No source")),
        "stage": (_("Stage"), lambda: _rows(Stage.offered(wanted.pipeline)), None),
        "pipeline": (_("Pipeline"), lambda: _rows(Pipeline.offered()), None),
        "grade": (_("Grade"), lambda: [(grade, grade) for grade in GRADES], _("No grade")),
        "outcome": (_("State"), outcomes, None),
    }
    made = []
    for name in names:
        label, options, nothing = makers[name]
        value = getattr(wanted, name)
        chosen = "none" if value == NONE and value is not None and value != "" else "" if value is None else str(value)
        rows = options()
        made.append(Choice(name, label, [*rows, ("none", nothing)] if nothing else rows, chosen))
    return made


def _rows(query):
    return [(row.id, row.name) for row in query]


def outcomes():
    return [
        ("open", _("Open")),
        ("closed", _("Closed")),
        ("won", _("Won")),
        ("lost", _("Lost")),
        ("invalid", _("Invalid")),
        ("all", _("Open and closed")),
    ]


def chips(wanted, endpoint, keep=(), offered=(), **values):
    """What is filtered, as (label, value, address without it); `keep` names are never shown as chips."""
    labels = {
        "reason": (_("Reason"), CloseReason, _("No reason")),
        "competitor": (_("Competitor"), Competitor, _("No competitor")),
        "customer": (_("Customer"), None, _("No customer")),
        "product": (_("Product"), Product, _("No product")),
    }
    names = {choice.name: choice for choice in offered}
    for name, value in wanted.set().items():
        if name in keep:
            continue
        if name in names:
            label, shown = names[name].label, names[name].value_name
        elif name in labels:
            label, model, nothing = labels[name]
            shown = nothing if value == NONE else _named(model, value)
        elif name in DAYS:
            label, shown = _day_label(name), day(value)
        else:
            label, shown = {"q": _("Text"), "office": _("Office")}.get(name, name), value
        without = dataclasses.replace(wanted, **{name: getattr(Filter(), name)})
        yield label, shown, url_for(endpoint, **values, **address(without))


def _named(model, row_id):
    from models.customer import Customer

    row = Customer.reached(me(), row_id) if model is None else model.get_or_none(model.id == row_id)
    return row.name if row else "?"


def _day_label(name):
    return {
        "closed_from": _("Closed from"),
        "closed_to": _("Closed until"),
        "expected_from": _("Expected from"),
        "expected_to": _("Expected until"),
    }[name]
