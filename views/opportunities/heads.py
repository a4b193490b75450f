"""Which columns the table has, and in which order: chosen by each reader for themself, for open, closed and all rows apart."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.preference import Preference
from views.opportunities import columns
from views.opportunities.asked import asked
from views.opportunities.bulk.chosen import listed
from views.page import invalid, leave, me, page

heads = Blueprint("heads", __name__, url_prefix="/columns")
DIALOG = "opportunities/heads/edit.html", "opportunities/heads/_edit.html"


@heads.get("")
def edit():
    """The address is that of the list; `match` keeps it in the form."""
    found = asked()
    return page(DIALOG[0], part=DIALOG[1], **choice(found, found.keys, arranged(found, found.keys)))


@heads.post("")
def update():
    """`key` are all columns in their order, `shown` those with a tick; `up` or `down` moves one and asks again."""
    found = listed()
    order = [key for key in request.form.getlist("key") if key in columns.offered(found.wanted.outcome)]
    ticked = set(request.form.getlist("shown"))
    shown = [key for key in dict.fromkeys(order) if key in ticked and key != "name"]
    if moved := request.form.get("up") or request.form.get("down"):
        order = stepped(order, moved, -1 if request.form.get("up") else 1)
        return page(DIALOG[0], part=DIALOG[1], **choice(found, shown, arranged(found, order)))
    if "usual" in request.form:
        return leave(kept(found, None))
    if not shown:
        return invalid(
            DIALOG[0], part=DIALOG[1], **choice(found, shown, order, _("Choose one column beside the name at least."))
        )
    return leave(kept(found, ["name", *shown]))


def kept(found, keys):
    """Keep the choice, or with None forget it; the address of the list as it is then.

    Columns that the address itself names (a saved view does) give way in the address alone.
    """
    address = {name: value for name, value in found.address.items() if name != "cols"}
    if found.cols:
        return url_for("opportunities.index", **address, **({"cols": ",".join(keys)} if keys else {}))
    chosen = Preference.read(me(), columns.PREFERENCE) or {}
    chosen.pop(columns.state(found.wanted.outcome), None)
    if keys:
        chosen[columns.state(found.wanted.outcome)] = keys
    Preference.put(me(), columns.PREFERENCE, chosen)
    return url_for("opportunities.index", **address)


def arranged(found, shown):
    """Every column that can be chosen: those shown in their order, then the others."""
    known = columns.offered(found.wanted.outcome)
    return [*(key for key in shown if key in known), *(key for key in known if key not in shown)]


def stepped(order, key, by):
    """The order with one column a place up or down."""
    if key not in order:
        return order
    place = order.index(key)
    other = min(max(place + by, 1), len(order) - 1)  # the name stays first
    order[place], order[other] = order[other], order[place]
    return order


def choice(found, shown, order, why=None):
    """What the dialog needs."""
    words = columns.labels()
    return {
        "form": FlaskForm(),
        "rows": [(key, words[key], key in shown) for key in order if key != "name"],
        "match": url_for("opportunities.index", **found.address).partition("?")[2],
        "back": url_for("opportunities.index", **found.address),
        "why": why,
    }
