"""Every browser in which a colleague is signed in, signed out at once."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.user import User
from views.page import find, go, me, toast

sign_ins = Blueprint("sign_ins", __name__, url_prefix="/<int:user_id>/sign-ins")


@sign_ins.post("/end")
def destroy(user_id):
    row = find(User, user_id, to="change")
    count = row.sign_out(me())
    toast(
        ngettext("%(num)d browser is signed out.", "%(num)d browsers are signed out.", count)
        if count
        else _("%(name)s is signed in nowhere.", name=row.name)
    )
    return go(url_for("settings.users.edit", user_id=row.id))
