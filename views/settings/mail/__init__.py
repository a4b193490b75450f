"""By which account mails go out, a trial of it, and the mails that are in trouble."""

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _

from models import mailing
from models.base import Refused, Stale
from models.delivery import Delivery
from views.page import go, me, page, toast
from views.settings.mail.deliveries import SHOWN, deliveries, described
from views.settings.mail.forms import MailForm
from views.settings.mail.trials import trials

mail = Blueprint("mail", __name__, url_prefix="/mail")
mail.register_blueprint(deliveries)
mail.register_blueprint(trials)


@mail.get("")
def index():
    return shown(MailForm.stored(environment()))


@mail.post("")
def update():
    form = MailForm()
    if not form.validate_on_submit():
        return shown(form, status=422)
    try:
        account = form.account()
    except Refused as error:
        form.password.errors = [_(error.reason)]
        return shown(form, status=422)
    try:
        changed = mailing.configure(me(), account, stamp=form.stamp.data)
    except Stale as error:
        form.stamp.data = mailing.stamp()
        return shown(form, why=_(error.reason), others=form.others(), status=409)
    toast(_("Mails go out by %(host)s from now on.", host=account.host) if changed else _("Nothing was changed."))
    return go(url_for("settings.mail.index"))


@mail.post("/removal")
def destroy():
    mailing.forget(me())
    if environment():
        toast(_("Mails go out by the server's own configuration again."))
    else:
        toast(_("No mail is sent any more."))
    return go(url_for("settings.mail.index"))


def shown(form, why=None, others=(), status=200):
    return page(
        "settings/mail/index.html",
        status=status,
        form=form,
        why=why,
        others=others,
        stored=mailing.stored(),
        environment=environment(),
        troubled=described(list(Delivery.troubled(SHOWN))),
        more=max(Delivery.troubled().count() - SHOWN, 0),
        waiting=Delivery.waiting(),
    )


def environment():
    """The account that the environment names, or None."""
    return current_app.config["SETTINGS"].mail
