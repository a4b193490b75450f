"""The sample goes away, after being asked about."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from models.base import Refused
from models.demo import removing
from views.page import leave, me, page, toast
from views.words import number

removal = Blueprint("removal", __name__, url_prefix="/removal")


@removal.get("/new")
def new():
    counts = removing.remaining()
    template = "settings/sample/removal/new.html", "settings/sample/removal/_new.html"
    return page(*template, counts=counts, form=FlaskForm())


@removal.post("")
def create():
    try:
        done = removing.remove(me())
    except Refused as error:
        toast(_(error.reason) % error.facts, "bad")
        return leave(url_for("settings.sample.index"))
    toast(_("The sample data is removed."))
    if kept := done.kept.get("customer", 0) + done.kept.get("opportunity", 0):
        toast(
            ngettext(
                "%(count)s sample row stays, because rows of your own hang on it.",
                "%(count)s sample rows stay, because rows of your own hang on them.",
                kept,
                count=number(kept),
            )
        )
    return leave(url_for("settings.sample.index"))
