"""One verb on many opportunities of the list: counted first, done when that is what the reader wants, taken back at once."""

import json

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models import access
from models.base import Refused
from models.opportunity import bulk as many
from views.opportunities.bulk.chosen import chosen, listed
from views.opportunities.bulk.forms import FORMS
from views.opportunities.bulk.words import counted, said
from views.opportunities.done import CHANGED
from views.page import go, me, page, swap, toast

bulk = Blueprint("bulk", __name__, url_prefix="/bulk/<verb>")


@bulk.post("/new")
def new(verb):
    """Asks once more: what would happen to how many. What was chosen comes with the form: it may be too long for an address."""
    form = asked_for(verb)
    return again(verb, form, count(form))


@bulk.post("")
def create(verb):
    form = asked_for(verb)
    found = count(form) if form.validate_on_submit() else None
    if found is None or isinstance(found, Refused):
        return again(verb, form, found, 422 if found is None else 409)
    if not found.can or form.seen.data != signature(found):
        return again(verb, form, found, 409)
    done, batch = many.run(form.doing(me()), chosen())
    toast(said(verb, form, done), undo=batch)
    if request.wants_part:
        return swap("opportunities/done.swap.html", headers={"HX-Trigger": json.dumps({CHANGED: {"target": "body"}})})
    return go(url_for("opportunities.index", **listed().address))


def asked_for(verb):
    """The form of this verb, filled; 404 for another word, 403 for whoever changes nothing."""
    if verb not in FORMS:
        abort(404)
    if not access.may_create(me()):
        abort(403)
    return FORMS[verb]()


def count(form):
    """The Count of what it would do, or the Refused that says why it cannot be done at all; None while that is not chosen."""
    try:
        doing = form.doing(me())
        return many.dry(doing, chosen()) if doing else None
    except Refused as error:
        return error


def signature(found):
    """What the reader has seen of a Count, to be compared with what holds when it is done."""
    return f"{found.can}-{found.same}-{sum(found.refused.values())}"


def again(verb, form, found, status=200):
    """The dialog with its counts; `found` is a Count, a Refused or None."""
    refused = isinstance(found, Refused)
    shown = None if refused else found
    why = _(found.reason) % found.facts if refused else None
    if shown is not None and not shown.all:
        why = _("Nothing is selected. Tick some opportunities first.")
    elif status == 409 and shown is not None and shown.can:
        why = _("The counts are not what they were. Look again, and send it if you still want to.")
    form.seen.data, form.seen.raw_data = signature(shown) if shown else "", None
    return page(
        "opportunities/bulk/new.html",
        part="opportunities/bulk/_new.html",
        status=status,
        verb=verb,
        form=form,
        counts=counted(verb, shown) if shown else None,
        can=shown.can if shown else 0,
        why=why,
        ids=request.form.getlist("id") if not request.form.get("all") else [],
        match=request.form.get("match", ""),
        every=bool(request.form.get("all")),
        back=url_for("opportunities.index", **listed().address),
    )
