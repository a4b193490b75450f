"""A saved view goes away, after being asked about."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.saved_view import SavedView
from views.page import find, leave, me, page, toast
from views.saved_views.places import place

removal = Blueprint("removal", __name__, url_prefix="/<int:view_id>/removal")


@removal.get("/new")
def new(view_id):
    row = find(SavedView, view_id, to="change")
    template = "saved_views/removal/new.html", "saved_views/removal/_new.html"
    return page(template[0], part=template[1], view=row, area=place(row), form=FlaskForm())


@removal.post("")
def create(view_id):
    row = find(SavedView, view_id, to="change")
    area = place(row)
    row.drop(me())
    toast(_("The view “%(name)s” is deleted.", name=row.name))
    return leave(url_for("opportunities.index" if area == "list" else "board.show", view=0))
