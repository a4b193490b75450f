"""Mails that were given up, or of which nobody knows whether they arrived: sent again, or let be."""

import dataclasses

from flask import Blueprint, abort, url_for
from flask_babel import gettext as _

from models.delivery import Delivery
from models.user import User
from views.page import go, me, toast

deliveries = Blueprint("deliveries", __name__, url_prefix="/deliveries/<int:delivery_id>")
SHOWN = 50  # in trouble, at most; the rest follows when these are settled


@dataclasses.dataclass(frozen=True)
class Trouble:
    """`whom` is a name or ""; `what` and `why` are words, `said` the error as it was kept."""

    id: int
    at: object
    whom: str
    what: str
    unsure: bool
    said: str


@deliveries.post("")
def update(delivery_id):
    """Try it again."""
    one(delivery_id).again(by=me())
    toast(_("It will be sent again in a moment."))
    return go(url_for("settings.mail.index"))


@deliveries.post("/removal")
def destroy(delivery_id):
    """Let it be."""
    one(delivery_id).dismiss(by=me())
    toast(_("It is not sent, and not shown any more."))
    return go(url_for("settings.mail.index"))


def one(delivery_id):
    """The Delivery in trouble with this id; 404 for another."""
    return Delivery.in_trouble(delivery_id) or abort(404)


def described(rows):
    """These deliveries as Trouble."""
    people = User.names({row.recipient_id or row.event.subject_id for row in rows})
    whats = {
        "mail_notice": _("A notification"),
        "mail_agenda": _("The mail of the morning"),
        "mail_password_reset": _("A link for a new password"),
        "mail_invitation": _("An invitation"),
        "mail_briefing": _("The weekly briefing"),
    }
    return [
        Trouble(
            row.id,
            row.event.at,
            people.get(row.recipient_id or (row.event.subject_id if row.event.subject_type == "user" else 0), ""),
            whats.get(row.reaction) or row.reaction.removeprefix("mail_").replace("_", " "),
            row.status == "unsure",
            row.error or "",
        )
        for row in rows
    ]
