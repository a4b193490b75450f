"""Handing over what a colleague answers for: shown before it is done, and taken back from its page."""

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models import handover
from models.base import Refused
from views.handovers.forms import HandoverForm
from views.handovers.preview import preview
from views.handovers.told import one, told
from views.handovers.undo import reached, undo
from views.page import go, me, page, toast

blueprint = Blueprint("handovers", __name__, url_prefix="/handovers")
blueprint.register_blueprint(undo)
NEW = "handovers/new.html", "handovers/_form.html"


@blueprint.before_request
def only_who_may():
    if me() and not handover.may_hand_over(me()):
        abort(403)


@blueprint.get("")
def index():
    return page("handovers/index.html", lines=told(handover.past(me())))


@blueprint.get("/new")
def new():
    """What the address asks for so far, and what would come of it."""
    form = HandoverForm(request.args)
    return page(NEW[0], part=NEW[1], form=form, why=None, **preview(form))


@blueprint.post("")
def create():
    form = HandoverForm(request.form)
    if not form.validate():
        return page(NEW[0], part=NEW[1], status=422, form=form, why=None, **preview(form))
    try:
        batch = handover.hand_over(me(), form.wish, disable=form.disable.data)
    except Refused as error:
        why = _(error.reason) % error.facts
        return page(NEW[0], part=NEW[1], status=409, form=form, why=why, **preview(form))
    toast(_("Handed over."))
    return go(url_for("handovers.show", batch_id=batch.id))


@blueprint.get("/<int:batch_id>")
def show(batch_id):
    return page("handovers/show.html", line=one(reached(batch_id)))
