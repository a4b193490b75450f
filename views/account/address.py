"""The mail address I sign in with: changed with the password."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from models.base import Refused
from views.account.forms import AddressForm
from views.account.shown import again, unproven
from views.page import go, me, toast

address = Blueprint("address", __name__, url_prefix="/address")


@address.post("")
def update():
    form = AddressForm()
    if not form.validate_on_submit():
        return again(address=form)
    if status := unproven(form.proof):
        return again(status, address=form)
    try:
        me().move_to(form.email.data, by=me())
    except Refused as error:
        form.email.errors = [_(error.reason) % error.facts]
        return again(409, address=form)
    toast(_("From now on you sign in with %(email)s.", email=me().email))
    return go(url_for("account.show"))
