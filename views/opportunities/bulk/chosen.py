"""Which opportunities were chosen in the list: those that are ticked, or all that its filter means."""

from flask import request

from models.opportunity.bulk import MOST, Chosen
from views.opportunities.asked import asked, parameters
from views.page import me
from views.typed import whole


def listed():
    """The Asked of the list in which they were chosen: the form carries its address as `match`."""
    return asked(parameters(request.form.get("match")))


def chosen():
    """The Chosen of this request."""
    if request.form.get("all"):
        return Chosen(me(), listed().wanted)
    ids = dict.fromkeys(filter(None, map(whole, request.form.getlist("id")[: MOST + 1])))
    return Chosen(me(), listed().wanted, tuple(ids))
