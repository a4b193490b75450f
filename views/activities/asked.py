"""What the address of the list of follow-ups asks for, and the address of a list."""

import dataclasses

from flask import request, url_for
from flask_babel import gettext as _

from models.activity import KINDS
from models.activity.listed import STATES, Wanted
from models.opportunity.filter import Filter
from views.kinds import NAMES
from views.opportunities import filters
from views.typed import a_day
from views.words import my_day

WITHIN = ("owner", "team", "office", "pipeline")


def read():
    """The Wanted of this address; what makes no sense in it is passed over."""
    args, found = request.args, filters.read()
    kinds = {kind for text in args.getlist("kind") for kind in text.split(",")}
    state, days = args.get("state"), [a_day(args.get(end)) for end in ("from", "to")]
    first, last = sorted(days) if all(days) else days
    return Wanted(
        Filter(**{name: getattr(found, name) for name in WITHIN}),
        tuple(kind for kind in KINDS if kind in kinds),
        state if state in STATES else "done",
        first,
        last,
        my_day(),
    )


def parameters(wanted):
    """`wanted` as the parameters of an address; what goes without saying is left out."""
    said = {"state": wanted.state if wanted.state != "done" else "", "kind": ",".join(wanted.kinds)}
    said |= {"from": wanted.first, "to": wanted.last}
    return filters.address(wanted.within) | {name: value for name, value in said.items() if value}


def address(wanted):
    """The address of the list of exactly these."""
    return url_for("activities.listing.index", **parameters(wanted))


def choices(wanted):
    """What the selects of the tool bar offer, as Choices; all offices are reached by a report only."""
    chosen = ",".join(wanted.kinds)
    kinds = filters.Choice("kind", _("Kind"), [(kind, str(name)) for kind, name in NAMES.items()], chosen)
    owner, *others = filters.choices(wanted.within, "owner", "team", "pipeline")
    return [kinds, dataclasses.replace(owner, label=_("Person")), *others]
