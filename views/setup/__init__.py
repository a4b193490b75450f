"""The first visit, while there is no user: one page that makes the administrator."""

from flask import Blueprint, redirect, request, session, url_for
from flask_babel import force_locale, gettext, pgettext

from models import setup
from models.base import Refused
from models.defaults import REASONS, SOURCES, STAGES
from models.demo import making
from models.sign_in import FailedSignIn
from views import language
from views.door import anybody_there
from views.page import go, invalid, page
from views.sessions import begin
from views.setup.forms import SetupForm

blueprint = Blueprint("setup", __name__, url_prefix="/setup")
CODE = "the one-time code"  # the account that wrong codes are counted for


@blueprint.get("")
def new():
    if anybody_there():
        return redirect(url_for("sessions.new"))
    if (wish := request.args.get("language")) in language.LOCALES:
        session["language"] = wish
    return page("setup/new.html", form=SetupForm.fresh(), **shown())


@blueprint.post("")
def create():
    form = SetupForm()
    if not form.validate_on_submit():
        return invalid("setup/new.html", form=form, **shown())
    if FailedSignIn.too_many(CODE, request.remote_addr):
        form.code.errors = [gettext("Too many tries. Wait a quarter of an hour, then try again.")]
        return page("setup/new.html", status=429, form=form, **shown())
    with force_locale(language.LOCALES[form.language.data]):
        try:
            user = setup.begin(**form.values(), translate=pgettext)
        except Refused as error:
            refusal = error
            user = None
    if user is None:
        FailedSignIn.add(CODE, request.remote_addr)
        form.code.errors = [gettext(refusal.reason) % refusal.facts]
        return page("setup/new.html", status=409, form=form, **shown())
    begin(user)
    if form.sample.data:
        making.make(user)
    return go(url_for("imports.new" if form.file.data else "home.show"))


def shown():
    """What the page says will be there: the default stages, and how many sources and reasons."""
    return {"stages": STAGES, "sources": len(SOURCES), "reasons": len(REASONS["lost"])}
