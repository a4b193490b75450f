"""With which view somebody begins: the one that list or board show when nothing else is asked for."""

from flask import Blueprint, request
from flask_babel import gettext as _

from models.saved_view import SavedView
from views.page import find, go, me, toast
from views.saved_views.kept import opened
from views.saved_views.places import place

default = Blueprint("default", __name__, url_prefix="/<int:view_id>/default")


@default.post("")
def update(view_id):
    """`on` says whether it is the first one from now on, or not any more."""
    row = find(SavedView, view_id)
    on = request.form.get("on") == "1"
    area = place(row)
    row.begin(me(), area, on=on)
    toast(
        _("You begin with “%(name)s” from now on.", name=row.name)
        if on
        else _("You begin with everything from now on.")
    )
    return go(opened(row, area))
