"""What the bell opens: the latest, read and unread."""

from flask import Blueprint, request, url_for

from models.notification import LATEST, Notification
from views.notifications.told import told
from views.page import go, me, page

latest = Blueprint("latest", __name__, url_prefix="/latest")


@latest.get("")
def show():
    if not request.wants_part:
        return go(url_for("notifications.index"))
    return page("notifications/latest/_list.html", **held())


def held():
    """What the list of the bell shows now."""
    rows, older = Notification.page(me(), size=LATEST)
    unread, newest = Notification.unread(me())
    return {"lines": told(rows), "older": older, "count": unread, "newest": newest}
