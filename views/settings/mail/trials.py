"""A mail to the administrator, sent at once by the account that stands in the form: what became of it, in words."""

from flask import Blueprint, request
from flask_babel import gettext as _

from models import mailing
from models.base import Refused
from models.setting import Setting
from views.page import me, page
from views.settings.mail.forms import MailForm

trials = Blueprint("trials", __name__, url_prefix="/trials")


@trials.post("")
def create():
    """Nothing is stored by it. 422 where the form cannot be tried."""
    form = MailForm()
    if not form.validate_on_submit():
        return wrong(form)
    try:
        account = form.account()
    except Refused as error:
        form.password.errors = [_(error.reason)]
        return wrong(form)
    if not me().email:
        return answer(_("You have no mail address to send to."), status=422)
    company = Setting.read("company.name") or "Shangji"
    trial = mailing.tried(
        account,
        me().email,
        _("A test from %(company)s", company=company),
        _("This mail shows that Shangji can send mails by %(host)s.", host=account.host) + "\n",
    )
    return answer(words(trial, account), trial.how == "accepted", trial.said)


def answer(text, good=False, said="", status=200):
    """What became of it, as a part for the page's form, or a page of its own."""
    result = {"text": text, "good": good, "said": said}
    return page("settings/mail/trial.html", part="settings/mail/_trial.html", status=status, trial=result)


def wrong(form):
    """What is wrong in the form: in a sentence beside the button, or with it at its fields."""
    from views.settings.mail import shown

    if not request.wants_part:
        return shown(form, status=422)
    return answer(
        " ".join(f"{field.label.text}: {' '.join(map(str, field.errors))}" for field in form if field.errors),
        status=422,
    )


def words(trial, account):
    """A Trial in a sentence that says what to do."""
    where = f"{account.host}:{account.port}"
    said = {
        "accepted": _("%(host)s accepted the mail to %(email)s. Look whether it arrives, in the junk folder, too.", host=where, email=me().email),
        "unreachable": _("Could not connect to %(host)s. Check the server's name and the port, and whether a firewall is between.", host=where),
        "silent": _("%(host)s does not answer. Check the port, the encryption, and whether a firewall is between.", host=where),
        "tls": _("%(host)s was reached, but no encrypted connection came about. Try another kind of encryption, or check the server's certificate.", host=where),
        "login": _("%(host)s refused the login. Check user and password; some providers want a password made for this purpose.", host=where),
        "unable": _("%(host)s cannot do what was asked: encryption or sign-in. Try another kind of encryption.", host=where),
        "sender": _("%(host)s refused the sender. It must be an address that this account may send from.", host=where),
        "recipient": _("%(host)s refused the recipient %(email)s.", host=where, email=me().email),
        "refused": _("%(host)s refused the mail.", host=where),
    }  # fmt: skip
    return said[trial.how]
