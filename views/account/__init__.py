"""My own account: profile, mail address, password, where I am signed in, and the tips I have read."""

from flask import Blueprint, request, session, url_for

from views.account.address import address
from views.account.forms import PreferencesForm
from views.account.others import others
from views.account.password import password
from views.account.profile import profile
from views.account.shown import again, answer
from views.account.sign_ins import sign_ins
from views.account.tips import tips
from views.page import go, inside, me

blueprint = Blueprint("account", __name__, url_prefix="/account")
for child in (profile, address, password, sign_ins, others, tips):
    blueprint.register_blueprint(child)


@blueprint.get("")
def show():
    return answer()


@blueprint.post("/preferences")
def update():
    """One choice, from the menu that is on every page."""
    form = PreferencesForm()
    if not form.validate_on_submit():
        return again()
    me().prefer(**{name: form[name].data for name in ("language", "theme") if form[name].data})
    session.pop("language", None)
    return go(inside(request.form.get("next"), url_for("account.show")))
