"""A catalogue in the settings: its rows listed and searched, added, changed, put into the archive and brought back.

Sources, competitors, products and teams are each a Kind of it, with a module of their own.
"""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from views.page import invalid, leave, me, page, toast
from views.settings.catalogue.disposal import disposal_of
from views.settings.catalogue.editing import editing_of
from views.settings.catalogue.kind import Kind
from views.settings.catalogue.order import order_of
from views.settings.catalogue.shown import shown

__all__ = ["Kind", "catalogue"]


def catalogue(kind):
    """The Blueprint of a Kind, `settings.<key>`."""
    made = Blueprint(kind.name, kind.key, url_prefix=f"/{kind.name}")
    made.register_blueprint(disposal_of(kind))
    editing_of(kind, made)
    if kind.ordered:
        made.register_blueprint(order_of(kind))
    templates = "settings/catalogue/new.html", "settings/catalogue/_new.html"

    @made.get("")
    def index():
        return shown(kind)

    @made.get("/new")
    def new():
        return page(*templates, kind=kind, form=kind.form())

    @made.post("")
    def create():
        form = kind.form()
        if not form.validate_on_submit():
            return invalid(*templates, kind=kind, form=form)
        row = kind.model.add(me(), **form.values())
        toast(_("%(name)s is there from now on.", name=row.name))
        return leave(url_for(f"settings.{kind.key}.index"))

    return made
