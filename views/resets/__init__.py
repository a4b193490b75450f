"""For who has forgotten their password: ask for a link by mail, and choose a new one behind it."""

from flask import Blueprint, current_app, redirect, request, session, url_for
from flask_babel import gettext as _

from models.base import Refused
from models.mailing import current
from models.reset import PasswordReset
from views.page import go, invalid, page, toast
from views.resets.forms import AskForm, NewPasswordForm
from views.sessions import begin

blueprint = Blueprint("resets", __name__, url_prefix="/password")


@blueprint.get("/forgotten")
def new():
    return page("resets/new.html", form=AskForm(data={"email": request.args.get("email")}), mails=mails())


@blueprint.post("/forgotten")
def create():
    form = AskForm()
    if not mails():
        return page("resets/new.html", status=409, form=form, mails=False)
    if not form.validate_on_submit():
        return invalid("resets/new.html", form=form, mails=True)
    if not PasswordReset.ask(form.email.data, request.remote_addr):
        form.email.errors = [_("Too many tries. Wait an hour, then try again.")]
        return page("resets/new.html", status=429, form=form, mails=True)
    return go(url_for("resets.show"))


@blueprint.get("/forgotten/asked")
def show():
    """The same for every address: whether somebody has it is nobody's business."""
    return page("resets/show.html")


@blueprint.get("/new")
def edit():
    """The token leaves the address at once: it must not stay in histories, nor be told to another site."""
    if token := request.args.get("token"):
        session["reset"] = token[:100]
        answer = redirect(url_for("resets.edit"))
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer
    if (row := asked()) is None:
        return page("resets/gone.html", status=410)
    return page("resets/edit.html", form=NewPasswordForm(), first=not row.user.password_hash)


@blueprint.post("/new")
def update():
    row = asked()
    if row is None:
        return page("resets/gone.html", status=410)
    form, first = NewPasswordForm(), not row.user.password_hash
    if not form.validate_on_submit():
        return invalid("resets/edit.html", form=form, first=first)
    try:
        row.redeem(form.new.data)
    except Refused:
        return page("resets/gone.html", status=410)
    begin(row.user)
    toast(
        _("Welcome, %(name)s.", name=row.user.name)
        if first
        else _("Your password is changed. Other browsers are signed out.")
    )
    return go(url_for("home.show"))


def asked():
    """The reset whose link this browser has opened, while it holds."""
    return PasswordReset.behind(session.get("reset"))


def mails():
    """Does this server send mail?"""
    return current(current_app.config["SETTINGS"]) is not None
