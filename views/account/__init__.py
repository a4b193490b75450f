"""My own account: language, theme, password."""

from flask import Blueprint, request, session, url_for
from flask_babel import gettext as _

from models.sign_in import FailedSignIn
from views import language
from views.account.forms import PasswordForm, PreferencesForm
from views.page import go, inside, invalid, me, page, toast
from views.sessions import begin

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
def show():
    return page("account/show.html", preferences=as_it_is(), form=PasswordForm())


@blueprint.post("/preferences")
def update():
    form = PreferencesForm()
    if not form.validate_on_submit():
        return invalid("account/show.html", preferences=form, form=PasswordForm(formdata=None))
    chosen = {name: form[name].data for name in ("language", "theme") if form[name].data}
    if "time_zone" in request.form:
        chosen["time_zone"] = form.time_zone.data or None
    me().prefer(**chosen)
    session.pop("language", None)
    return go(inside(request.form.get("next"), url_for("account.show")))


def as_it_is():
    """The preferences that hold now: who never chose a language reads in the browser's."""
    return PreferencesForm(
        formdata=None, data={"language": language.code(), "theme": me().theme, "time_zone": me().time_zone}
    )


password = Blueprint("password", __name__, url_prefix="/password")


@password.post("")
def create():
    form = PasswordForm()
    fine = form.validate_on_submit()
    if fine and FailedSignIn.too_many(me().email, request.remote_addr):
        form.current.errors = [_("Too many tries. Wait a quarter of an hour, then try again.")]
        return page("account/show.html", status=429, preferences=as_it_is(), form=form)
    if fine and not me().knows(form.current.data):
        FailedSignIn.add(me().email, request.remote_addr)
        form.current.errors = [_("This is not your current password.")]
        fine = False
    if not fine:
        return invalid("account/show.html", preferences=as_it_is(), form=form)
    me().set_password(form.new.data, by=me())
    begin(me())
    toast(_("Your password is changed. Other browsers are signed out."))
    return go(url_for("account.show"))


blueprint.register_blueprint(password)
