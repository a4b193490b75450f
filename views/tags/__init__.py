"""Tags on a customer or a contact: stuck on by typing, taken off by their cross."""

import re

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models.base import Refused
from models.contact import Contact
from models.customer import Customer
from models.tag import Tag
from views.page import find, go, me, swap, toast

blueprint = Blueprint("tags", __name__, url_prefix="/tags")
SUBJECTS = {"customers": Customer, "contacts": Contact}


@blueprint.post("/<area>/<int:row_id>")
def create(area, row_id):
    """`tag` is one, or several with commas between."""
    row = _found(area, row_id)
    return _changed(area, row, add=re.split("[,，、;；]", request.form.get("tag", "")[:300]))


@blueprint.post("/<area>/<int:row_id>/remove")
def destroy(area, row_id):
    row = _found(area, row_id)
    return _changed(area, row, remove=[request.form.get("tag", "")])


def _found(area, row_id):
    if area not in SUBJECTS:
        abort(404)
    return find(SUBJECTS[area], row_id, to="change")


def _changed(area, row, add=(), remove=()):
    names = [tag.name for tag in Tag.on(row)]
    wanted = [name for name in names if name not in remove] + [name for name in add if name.strip()]
    try:
        Tag.set_on(me(), row, wanted)
    except Refused as error:
        toast(_(error.reason) % error.facts, "bad")
    if not request.wants_part:
        return go(url_for(f"{area}.show", **{f"{row.noun}_id": row.id}))
    return swap("tags/update.swap.html", **around(row, True))


def around(row, may):
    """The context of tags/_tags.html."""
    return {
        "tagged": row,
        "tags": list(Tag.on(row)),
        "offered_tags": [tag.name for tag in Tag.offered()],
        "may_tag": may,
    }
