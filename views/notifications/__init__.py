"""What I am told: the bell and its list, the page of all of them, and by which ways I like to be told."""

from flask import Blueprint, redirect, request

from models.notification import Notification
from views.notifications.count import count
from views.notifications.latest import latest
from views.notifications.reading import reading
from views.notifications.switches import switches
from views.notifications.told import path, told
from views.page import find, me, page

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")
for child in (count, latest, reading, switches):
    blueprint.register_blueprint(child)


@blueprint.get("")
def index():
    rows, older = Notification.page(me(), request.args.get("after"))
    unread, newest = Notification.unread(me())
    return page(
        "notifications/index.html",
        part="notifications/_lines.html",
        lines=told(rows),
        older=older,
        count=unread,
        newest=newest,
        first=not request.args.get("after"),
    )


@blueprint.get("/<int:notification_id>")
def show(notification_id):
    """Leads to the record; what somebody follows they have read."""
    row = find(Notification, notification_id)
    row.read()
    return redirect(path(row), 303)
