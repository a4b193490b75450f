"""Is this person there already? Asked while somebody types, and once more before it is written."""

from flask import Blueprint, request

from models.contact import Contact
from views.page import me, page

duplicates = Blueprint("duplicates", __name__, url_prefix="/duplicates")


@duplicates.get("")
def index():
    typed = {name: request.args.get(name, "")[:300] for name in ("phone", "email")}
    but = request.args.get("but", "")
    row = Contact.reached(me(), int(but)) if but.isascii() and but.isdigit() and len(but) < 10 else None
    return page("contacts/_duplicates.html", **found(typed, row), asked=False)


def found(typed, row=None):
    """What `_duplicates.html` tells: `twins` that the reader may look at, `hidden` whether a colleague has another.

    `typed` are phone and mail; `row` is the contact that is being edited, of which only what changes counts.
    """
    if row:
        typed = {name: value for name, value in typed.items() if value != getattr(row, name)}
    rows = Contact.twins_of(**typed, but=row)
    shown = Contact.reached_among(me(), rows)
    return {"twins": shown, "hidden": len(shown) < len(rows)}
