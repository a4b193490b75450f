"""How many are unread: every page asks now and then, and hears nothing while nothing changed."""

from flask import Blueprint, make_response, request

from models.notification import REMINDERS, Notification
from views.notifications.told import told
from views.page import me, swap

LOUD = (*REMINDERS, "imported")  # what comes up over the page as well

count = Blueprint("count", __name__, url_prefix="/count")


@count.get("")
def show():
    unread, newest = Notification.unread(me())
    tag, had = f"{newest}.{unread}", request.headers.get("HX-PTag", "")
    if had == tag:
        return make_response("", 304)
    known = had.partition(".")[0]
    fresh = told(Notification.since(me(), int(known))) if known.isdecimal() and int(known) < newest else []
    return swap(
        "notifications/count/show.swap.html",
        headers={"HX-PTag": tag},
        unread=(unread, newest),
        fresh=fresh,
        urgent=[line for line in fresh if line.row.kind in LOUD][:3],
    )
