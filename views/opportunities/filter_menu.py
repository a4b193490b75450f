"""The menu in which the list is narrowed: every field of the filter, as far as it means something for what is listed."""

import dataclasses

from models.opportunity.spans import WITHOUT
from views.opportunities import filters
from views.opportunities.filter_words import amounts_known, labels, said, spans

FIELDS = ("pipeline", "stage", "owner", "team", "source", "product", "tag", "grade", "intent")
MARKS = ("step", "stalled", "pushed")
ENDED = ("reason", "competitor")
AHEAD = ("past", "this_week", "this_month", "next_month", "next_30", "this_quarter", WITHOUT)
BEHIND = ("today", "this_week", "this_month", "last_month", "last_30", "this_quarter", "this_year")
OFFERED = {"expected": AHEAD, "closed": BEHIND, "opened": BEHIND, "created": BEHIND, "contacted": (*BEHIND, WITHOUT)}


@dataclasses.dataclass(frozen=True)
class Days:
    """A date of the filter: `options` are (span, name); `word`, `first` and `last` what is chosen."""

    name: str
    label: str
    options: list
    word: str
    first: object
    last: object


@dataclasses.dataclass(frozen=True)
class Menu:
    """`choices` take several values, `days` are dates; `hidden` is what the address asks for beyond the menu."""

    choices: list
    days: list
    known: list
    likely: bool
    customer: tuple  # (value of the field as an address says it, name of the one that is chosen)
    hidden: dict


def menu(wanted):
    """The Menu of a filter."""
    ended = wanted.outcome != "open"
    likely = wanted.outcome in ("open", "all")
    choices = filters.choices(wanted, *FIELDS, *(MARKS if likely else ()), *(ENDED if ended else ()))
    choices = [choice for choice in choices if choice.name != "pipeline" or len(choice.options) > 1]
    dates = [name for name in ("expected", "closed", "opened", "created", "contacted") if _meant(name, wanted.outcome)]
    inside = {"q", "customer", "amount", "amount_from", "amount_to", *(choice.name for choice in choices)}
    inside |= {f"{name}{end}" for name in dates for end in ("", "_from", "_to")}
    inside |= {"probability_from", "probability_to"} if likely else set()
    hidden = {name: value for name, value in filters.address(wanted).items() if name not in inside}
    return Menu(choices, [_days(wanted, name) for name in dates], amounts_known(), likely, _customer(wanted), hidden)


def _customer(wanted):
    value = filters.address(wanted).get("customer")
    return (value, said(wanted, "customer", {})) if value else ("", "")


def _meant(name, outcome):
    """Does this date mean something for rows of this state?"""
    return {"closed": outcome != "open", "expected": outcome in ("open", "all")}.get(name, True)


def _days(wanted, name):
    words, word = spans(), getattr(wanted, name)
    options = [(key, words[key]) for key in dict.fromkeys((*OFFERED[name], *((word,) if word else ())))]
    ends = (getattr(wanted, f"{name}_{end}") for end in ("from", "to"))
    return Days(name, labels()[name][0], options, word, *ends)
