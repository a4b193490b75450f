"""Signing in and out."""

import json

from flask import Blueprint, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _

from models.sign_in import FailedSignIn, SignIn
from models.user import User
from views import language
from views.door import TOKEN, anybody_there, renewed
from views.page import go, inside, invalid, me, page
from views.sessions.forms import SignInForm

blueprint = Blueprint("sessions", __name__)
DOOR = "sessions/new.html", "sessions/_new.html"


@blueprint.get("/sign-in")
def new():
    """The page, or the door over the page of somebody whose session ended."""
    if (wish := request.args.get("language")) in language.LOCALES:
        session["language"] = wish
    if not anybody_there():
        return redirect(url_for("setup.new"))
    target = inside(request.args.get("next"), "")
    if me():
        return admitted() if request.wants_part else redirect(target or url_for("home.show"))
    return page(
        *DOOR, form=SignInForm(over=request.wants_part, data={"email": request.args.get("email")}), target=target
    )


@blueprint.post("/sign-in")
def create():
    form = SignInForm(over=request.wants_part)
    target = inside(request.form.get("next"), "")
    if not form.validate_on_submit():
        return invalid(*DOOR, form=form, target=target)
    email, address = form.email.data, request.remote_addr
    if FailedSignIn.too_many(email, address):
        form.password.errors = [_("Too many tries. Wait a quarter of an hour, then try again.")]
        return page(*DOOR, status=429, form=form, target=target)
    user = User.by_email(email)
    if not (user or User()).knows(form.password.data):
        FailedSignIn.add(email, address)
        form.password.errors = [_("Mail address or password is wrong.")]
        return invalid(*DOOR, form=form, target=target)
    FailedSignIn.forgive(email)
    begin(user)
    return admitted() if request.wants_part else go(target or url_for("home.show"))


@blueprint.post("/sign-out")
def destroy():
    SignIn.end(session.get("sign_in", ""))
    session.clear()
    return go(url_for("sessions.new"))


def begin(user):
    """Sign this browser in: a fresh session, so that one planted before is worth nothing."""
    session.clear()
    g.pop("csrf_token", None)  # what is signed from here on belongs to the new session
    session["sign_in"] = SignIn.begin(user, request.remote_addr, request.user_agent.string)
    session.permanent = True
    g.user = user


def admitted():
    """To the page that opened the door over itself: who is in, and the token that its forms need from now on."""
    response = renewed(make_response("", 200))
    facts = {"token": response.headers[TOKEN], "user": me().id, "target": "body"}
    response.headers["HX-Trigger"] = json.dumps({"signed-in": facts})
    return response
