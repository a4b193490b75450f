"""Views of list and board that are kept under a name: made from what an address shows, and opened again in both."""

from flask import Blueprint, request
from flask_babel import gettext as _

from models.base import Refused, Stale
from models.saved_view import SavedView
from views.opportunities.asked import parameters
from views.page import find, go, invalid, leave, me, page, toast
from views.saved_views.default import default
from views.saved_views.forms import ViewForm
from views.saved_views.kept import content, opened, replaced
from views.saved_views.places import known, place
from views.saved_views.removal import removal

blueprint = Blueprint("saved_views", __name__, url_prefix="/views")
for child in (default, removal):
    blueprint.register_blueprint(child)

NEW = "saved_views/new.html", "saved_views/_new.html"
EDIT = "saved_views/edit.html", "saved_views/_edit.html"


@blueprint.get("/<int:view_id>")
def show(view_id):
    """`at` is list or board: where it is opened."""
    row = find(SavedView, view_id)
    return go(opened(row, place(row)))


@blueprint.get("/new")
def new():
    """`area` is list or board, `match` the parameters of the address that shows what is to be kept."""
    form = ViewForm(data={"match": request.args.get("match", "")})
    return page(NEW[0], part=NEW[1], form=form, area=known(request.args.get("area")), why=None)


@blueprint.post("")
def create():
    form, area = ViewForm(), known(request.form.get("area"))
    if not form.validate_on_submit():
        return invalid(NEW[0], part=NEW[1], form=form, area=area, why=None)
    query, columns = content(area, parameters(form.match.data))
    try:
        row = SavedView.keep(me(), form.name.data, area, query, columns, shared=form.shared.data)
    except Refused as error:
        return page(NEW[0], part=NEW[1], status=409, form=form, area=area, why=_(error.reason) % error.facts)
    if form.first.data:
        row.begin(me(), area)
    toast(_("The view “%(name)s” is kept.", name=row.name))
    return leave(opened(row))


@blueprint.get("/<int:view_id>/edit")
def edit(view_id):
    row = find(SavedView, view_id, to="change")
    first = SavedView.first_of(me(), place(row)) == row
    form = ViewForm(data={"name": row.name, "shared": row.shared, "first": first, "version": row.version})
    return page(EDIT[0], part=EDIT[1], form=form, view=row, area=place(row), why=None)


@blueprint.post("/<int:view_id>")
def update(view_id):
    """Its name and who sees it; or with `match` what it shows."""
    row = find(SavedView, view_id, to="change")
    area = place(row)
    if "match" in request.form and "name" not in request.form:
        query, columns = replaced(row, area, parameters(request.form["match"]))
        row.change(me(), query=query, columns=columns)
        toast(_("The view “%(name)s” shows this from now on.", name=row.name))
        return leave(opened(row, area))
    form = ViewForm()
    if not form.validate_on_submit():
        return invalid(EDIT[0], part=EDIT[1], form=form, view=row, area=area, why=None)
    try:
        row.change(me(), version=form.version.data, name=form.name.data, shared=form.shared.data)
    except Refused as error:
        if isinstance(error, Stale):
            row = find(SavedView, view_id, to="change")
            form.version.data = row.version
        why = _(error.reason) % error.facts
        return page(EDIT[0], part=EDIT[1], status=409, form=form, view=row, area=area, why=why)
    row.begin(me(), area, on=form.first.data)
    toast(_("%(name)s is saved.", name=row.name))
    return leave(opened(row, area))
