"""All of them are read: from the bell or from the page."""

from flask import Blueprint, request, url_for

from models.notification import Notification
from views.notifications.latest import held
from views.page import go, me, swap

reading = Blueprint("reading", __name__, url_prefix="/reading")


@reading.post("")
def create():
    newest = request.form.get("newest", "")
    Notification.read_all(me(), int(newest) if newest.isdecimal() and len(newest) < 19 else 0)
    if not request.wants_part:
        return go(url_for("notifications.index"))
    return swap("notifications/reading/create.swap.html", unread=Notification.unread(me()), **held())
