"""The form of a row of a catalogue; two who change it at once are told."""

from flask import url_for
from flask_babel import gettext as _

from models.base import Stale
from views.page import find, leave, me, page, toast


def editing_of(kind, made):
    """Put the views `edit` and `update` on the Blueprint `made` of a Kind."""

    @made.get("/<int:row_id>/edit")
    def edit(row_id):
        row = find(kind.model, row_id, to="change")
        return answer(kind, row, kind.form(row=row))

    @made.post("/<int:row_id>")
    def update(row_id):
        row = find(kind.model, row_id, to="change")
        form = kind.form(row=row)
        form.choose(row)
        if not form.validate_on_submit():
            return answer(kind, row, form, 422)
        if conflicts := form.reconcile(row):
            return answer(kind, row, form, 409, conflicts)
        try:
            row.edit(me(), version=form.read, **form.values())
        except Stale:  # in the blink between looking and writing: look again
            row = find(kind.model, row_id, to="change")
            return answer(kind, row, form, 409, form.reconcile(row))
        toast(_("%(name)s is saved.", name=row.name))
        return leave(url_for(f"settings.{kind.key}.index", **({"archived": 1} if row.archived else {})))


def answer(kind, row, form, status=200, conflicts=()):
    templates = "settings/catalogue/edit.html", "settings/catalogue/_edit.html"
    return page(*templates, status=status, kind=kind, row=row, form=form, conflicts=conflicts)
