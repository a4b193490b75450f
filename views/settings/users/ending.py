"""The end of a colleague's account, after what they answer for was shown; and its return."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.base import Refused
from models.handover.held import counts_of
from models.user import User
from views.page import find, go, leave, me, page, toast

ending = Blueprint("ending", __name__, url_prefix="/<int:user_id>/ending")


@ending.get("/new")
def new(user_id):
    return answer(find(User, user_id, to="change"))


@ending.post("")
def create(user_id):
    row = find(User, user_id, to="change")
    try:
        if not row.disabled_at:
            row.disable(me())
    except Refused as error:
        return answer(row, _(error.reason) % error.facts, 409)
    toast(_("The account of %(name)s has ended.", name=row.name))
    return leave(url_for("settings.users.edit", user_id=row.id))


@ending.post("/undo")
def destroy(user_id):
    row = find(User, user_id, to="change")
    row.enable(me())
    toast(_("%(name)s may sign in again.", name=row.name))
    return go(url_for("settings.users.edit", user_id=row.id))


def answer(row, why=None, status=200):
    template = "settings/users/ending/new.html", "settings/users/ending/_new.html"
    return page(*template, status=status, row=row, held=counts_of(row), why=why, form=FlaskForm())
