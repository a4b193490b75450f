"""Signing in and out."""

from flask import Blueprint, g, redirect, request, session, url_for
from flask_babel import gettext as _

from models.sign_in import FailedSignIn, SignIn
from models.user import User
from views import language
from views.guards import anybody_there
from views.page import go, inside, invalid, me, page
from views.sessions.forms import SignInForm

blueprint = Blueprint("sessions", __name__)


@blueprint.get("/sign-in")
def new():
    if (wish := request.args.get("language")) in language.LOCALES:
        session["language"] = wish
    if not anybody_there():
        return redirect(url_for("setup.new"))
    if me():
        return redirect(inside(request.args.get("next"), url_for("board.show")))
    return page("sessions/new.html", form=SignInForm(), target=inside(request.args.get("next"), ""))


@blueprint.post("/sign-in")
def create():
    form = SignInForm()
    target = inside(request.form.get("next"), "")
    if not form.validate_on_submit():
        return invalid("sessions/new.html", form=form, target=target)
    email, address = form.email.data, request.remote_addr
    if FailedSignIn.too_many(email, address):
        form.password.errors = [_("Too many tries. Wait a quarter of an hour, then try again.")]
        return page("sessions/new.html", status=429, form=form, target=target)
    user = User.by_email(email)
    if not (user or User()).knows(form.password.data):
        FailedSignIn.add(email, address)
        form.password.errors = [_("Mail address or password is wrong.")]
        return invalid("sessions/new.html", form=form, target=target)
    FailedSignIn.forgive(email)
    begin(user)
    return go(inside(target, url_for("board.show")))


@blueprint.post("/sign-out")
def destroy():
    SignIn.end(session.get("sign_in", ""))
    session.clear()
    return go(url_for("sessions.new"))


def begin(user):
    """Sign this browser in: a fresh session, so that one planted before is worth nothing."""
    session.clear()
    g.pop("csrf_token", None)  # what is signed from here on belongs to the new session
    session["sign_in"] = SignIn.start(user, request.remote_addr, request.user_agent.string)
    session.permanent = True
