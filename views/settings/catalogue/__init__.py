"""A catalogue in the settings: its rows listed and searched, added, changed, put into the archive and brought back.

Sources, competitors, products and teams are each a Kind of it, with a module of their own.
"""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from models.base import Stale
from views.page import find, invalid, leave, me, page, toast
from views.settings.catalogue.disposal import disposal_of
from views.settings.catalogue.kind import Kind
from views.settings.catalogue.order import order_of
from views.settings.catalogue.shown import shown

__all__ = ["Kind", "catalogue"]


def catalogue(kind):
    """The Blueprint of a Kind, `settings.<key>`."""
    made = Blueprint(kind.key, kind.key, url_prefix=f"/{kind.key}")
    made.register_blueprint(disposal_of(kind))
    if kind.ordered:
        made.register_blueprint(order_of(kind))
    pages = {"new": ("settings/catalogue/new.html", "settings/catalogue/_new.html")}
    pages["edit"] = "settings/catalogue/edit.html", "settings/catalogue/_edit.html"

    @made.get("")
    def index():
        return shown(kind)

    @made.get("/new")
    def new():
        return page(*pages["new"], kind=kind, form=kind.form())

    @made.post("")
    def create():
        form = kind.form()
        if not form.validate_on_submit():
            return invalid(*pages["new"], kind=kind, form=form)
        row = kind.model.add(me(), **form.values())
        toast(_("%(name)s is there from now on.", name=row.name))
        return leave(url_for(f"settings.{kind.key}.index"))

    @made.get("/<int:row_id>/edit")
    def edit(row_id):
        row = find(kind.model, row_id, to="change")
        return answer(row, kind.form(row=row))

    @made.post("/<int:row_id>")
    def update(row_id):
        row = find(kind.model, row_id, to="change")
        form = kind.form(row=row)
        form.choose(row)
        if not form.validate_on_submit():
            return answer(row, form, 422)
        if conflicts := form.reconcile(row):
            return answer(row, form, 409, conflicts)
        try:
            row.edit(me(), version=form.read, **form.values())
        except Stale:  # in the blink between looking and writing: look again
            row = find(kind.model, row_id, to="change")
            return answer(row, form, 409, form.reconcile(row))
        toast(_("%(name)s is saved.", name=row.name))
        return leave(url_for(f"settings.{kind.key}.index", **({"archived": 1} if row.archived else {})))

    def answer(row, form, status=200, conflicts=()):
        return page(
            *pages["edit"], status=status, kind=kind, row=row, form=form, conflicts=conflicts, asked=request.args
        )

    return made
