"""A link by which a colleague chooses a password: mailed, or shown once to be passed on. A password is never shown."""

from flask import Blueprint, current_app, request, url_for
from flask_babel import gettext as _

from models.base import N_, Refused
from models.reset import PasswordReset
from models.user import User
from views.page import find, go, me, page, toast
from views.resets import mails

links = Blueprint("links", __name__, url_prefix="/<int:user_id>/links")


@links.post("")
def create(user_id):
    """`way` is "mail" where the server sends any; else the link is shown, this one time."""
    row = find(User, user_id, to="change")
    if request.form.get("way") != "mail":
        return handed(row)
    if not mails():
        raise Refused(N_("This server sends no mail."))
    PasswordReset.send(row, me())
    toast(_("A link is on its way to %(email)s.", email=row.email))
    return go(url_for("settings.users.edit", user_id=row.id))


def handed(row):
    """The page that shows a new link to this user, once."""
    first = not row.password_hash
    token = PasswordReset.hand(row, me())
    link = f"{current_app.config['SETTINGS'].base_url}{url_for('resets.edit')}?token={token}"
    return page(
        "settings/users/links/show.html", part="settings/users/links/_show.html", row=row, link=link, first=first
    )
