"""Every other browser in which I am signed in, signed out at once."""

from flask import Blueprint, session, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.sign_in import SignIn
from views.page import go, me, toast

others = Blueprint("others", __name__, url_prefix="/sign-ins/others")


@others.post("/end")
def destroy():
    count = SignIn.end_others(me(), session.get("sign_in", ""))
    toast(
        ngettext("%(num)d other browser is signed out.", "%(num)d other browsers are signed out.", count)
        if count
        else _("You are signed in nowhere else.")
    )
    return go(url_for("account.show", _anchor="sign-ins"))
