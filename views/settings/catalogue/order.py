"""The order in which a catalogue is offered: by a drop, by keys, or by the buttons of a row."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from views.page import go, me, swap, toast
from views.typed import whole

MOST = 1000


def order_of(kind):
    """The Blueprint `order` of a Kind."""
    order = Blueprint("order", f"{kind.key}.order", url_prefix="/order")

    @order.post("")
    def update():
        """`ids` is the order; without scripts `up` or `down` names the row that moves one place."""
        kind.model.arrange(me(), asked_order(request.form))
        if request.wants_part:
            return swap("settings/catalogue/order.swap.html")
        toast(_("The order is kept."))
        return go(url_for(f"settings.{kind.key}.index"))

    return order


def asked_order(form):
    """The ids in the order that a form asks for: `ids`, and of `up` or `down` the one that moves one place."""
    ids = [row_id for row_id in map(whole, ",".join(form.getlist("ids")).split(",")[:MOST]) if row_id is not None]
    moved = whole(form.get("up") or form.get("down"))
    if moved in ids:
        place = ids.index(moved)
        other = place + (1 if "down" in form else -1)
        if 0 <= other < len(ids):
            ids[place], ids[other] = ids[other], ids[place]
    return ids
