"""Which opportunities were chosen in the list: those that are ticked, or all that its filter means."""

import urllib.parse

from flask import request
from werkzeug.datastructures import MultiDict

from models.opportunity.bulk import MOST, Chosen
from views.opportunities.asked import asked
from views.opportunities.forms import number
from views.page import me


def listed():
    """The Asked of the list in which they were chosen: the form carries its address as `match`."""
    pairs = urllib.parse.parse_qsl(request.form.get("match", "")[:4000], keep_blank_values=False, max_num_fields=100)
    return asked(MultiDict(pairs))


def chosen():
    """The Chosen of this request."""
    if request.form.get("all"):
        return Chosen(me(), listed().wanted)
    ids = dict.fromkeys(filter(None, map(number, request.form.getlist("id")[: MOST + 1])))
    return Chosen(me(), listed().wanted, tuple(ids))
