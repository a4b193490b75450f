"""The hints of the first days: each goes away for good when it is dismissed, and all come back on demand."""

from flask import Blueprint, abort, g, request, url_for
from flask_babel import gettext as _

from models.preference import Preference
from views.page import go, inside, me, page, toast

KEY = "tips"
NAMES = ("today", "board", "months", "list", "opportunity")

tips = Blueprint("tips", __name__, url_prefix="/tips")


@tips.post("/<name>")
def update(name):
    """This one is read."""
    if name not in NAMES:
        abort(404)
    Preference.put(me(), KEY, sorted({*dismissed(), name}))
    if request.wants_part:
        return page("account/tips/update.swap.html", name=name)
    return go(inside(request.form.get("next"), url_for("home.show")))


@tips.post("")
def destroy():
    """None is read any more: all of them show again."""
    Preference.forget(me(), KEY)
    toast(_("The tips show again."))
    return go(url_for("account.show"))


def dismissed():
    """Names of the tips that the reader has dismissed; asked once a request."""
    if "tips" not in g:
        g.tips = Preference.read(me(), KEY, [])
    return g.tips


def untold(name):
    """Shall the tip of this page be shown?"""
    return bool(me()) and name not in dismissed()
