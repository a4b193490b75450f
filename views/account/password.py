"""My password: the old one, and twice the new one."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from views.account.forms import PasswordForm
from views.account.shown import again, unproven
from views.page import go, me, toast
from views.sessions import begin

password = Blueprint("password", __name__, url_prefix="/password")


@password.post("")
def create():
    form = PasswordForm()
    if not form.validate_on_submit():
        return again(form=form)
    if status := unproven(form.current):
        return again(status, form=form)
    me().set_password(form.new.data, by=me())
    begin(me())
    toast(_("Your password is changed. Other browsers are signed out."))
    return go(url_for("account.show"))
