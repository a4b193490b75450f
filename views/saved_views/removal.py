"""A saved view goes away, after being asked about."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.saved_view import SavedView
from views.page import find, leave, me, page, toast

removal = Blueprint("removal", __name__, url_prefix="/<int:view_id>/removal")


@removal.get("/new")
def new(view_id):
    row = find(SavedView, view_id, to="change")
    return page("saved_views/removal/new.html", part="saved_views/removal/_new.html", view=row, form=FlaskForm())


@removal.post("")
def create(view_id):
    row = find(SavedView, view_id, to="change")
    row.drop(me())
    toast(_("The view “%(name)s” is deleted.", name=row.name))
    return leave(url_for("opportunities.index" if row.area == "list" else "board.show", view=0))
