"""Settings are an administrator's: everybody else is told so."""

from flask_babel import gettext as _

from views.guards import answer
from views.page import me


def only_administrators():
    """Before each request of an area of the settings: 403 for everybody else who is signed in."""
    if me() and me().role != "administrator":
        return answer(403, _("Settings are for administrators"), _("Ask an administrator of yours."))
    return None
