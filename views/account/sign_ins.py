"""Where I am signed in, and signing out elsewhere."""

import dataclasses

from flask import Blueprint, session, url_for
from flask_babel import gettext as _

from models.sign_in import SignIn
from views.account.agents import handheld, told
from views.page import find, go, me, toast

sign_ins = Blueprint("sign_ins", __name__, url_prefix="/sign-ins")


@dataclasses.dataclass(frozen=True)
class Place:
    """A browser in which I am signed in."""

    id: int
    name: str
    glyph: str
    address: str | None
    since: object  # moments, UTC
    seen: object
    here: bool


def places():
    """My Places, this browser first."""
    token = session.get("sign_in", "")
    found = [
        Place(
            row.id,
            named(row.agent),
            "smartphone" if handheld(row.agent) else "monitor",
            row.address,
            row.created_at,
            row.seen_at,
            row.opened_by(token),
        )
        for row in SignIn.of(me())
    ]
    return sorted(found, key=lambda place: not place.here)


def named(agent):
    browser, system = told(agent)
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown browser")


@sign_ins.post("/<int:sign_in_id>/end")
def destroy(sign_in_id):
    row = find(SignIn, sign_in_id, to="change")
    here = row.opened_by(session.get("sign_in", ""))
    row.delete_instance()
    if here:
        session.clear()
        return go(url_for("sessions.new"))
    toast(_("%(browser)s is signed out.", browser=named(row.agent)))
    return go(url_for("account.show", _anchor="sign-ins"))
