"""How I am named and shown, and how the pages are shown to me."""

from flask import Blueprint, session, url_for
from flask_babel import gettext as _

from views.account.forms import ProfileForm
from views.account.shown import again
from views.page import afresh, me, toast

profile = Blueprint("profile", __name__, url_prefix="/profile")


@profile.post("")
def update():
    form = ProfileForm()
    if not form.validate_on_submit():
        return again(profile=form)
    me().rename(form.name.data, by=me())
    me().prefer(**form.choices())
    session.pop("language", None)
    toast(_("Your profile is saved."))
    return afresh(url_for("account.show"))
