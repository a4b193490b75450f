"""Sample data: a business to look around in, made and taken away by an administrator."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models import demo
from models.base import Refused
from models.demo import making, removing
from views.page import go, me, page, toast
from views.settings.sample.removal import removal
from views.words import number

sample = Blueprint("sample", __name__, url_prefix="/sample")
sample.register_blueprint(removal)


@sample.get("")
def index():
    there = demo.present()
    counts = removing.remaining() if there else {}
    return page("settings/sample/index.html", there=there, counts=counts, usual=making.USUAL)


@sample.post("")
def create():
    try:
        count = making.make(me())
    except Refused as error:
        toast(_(error.reason) % error.facts, "bad")
    else:
        toast(made(count))
    return go(url_for("today.show"))


def made(count):
    """What is told of a sample that was just made."""
    return ngettext(
        "%(count)s sample opportunity is there. Settings take it away again.",
        "%(count)s sample opportunities are there. Settings take them away again.",
        count,
        count=number(count),
    )
