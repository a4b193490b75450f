"""The mails by which somebody chooses a password, new or first: their link is made when they are sent, and kept nowhere."""

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from jobs import mail
from models import PasswordReset, Setting
from models.mailing import effective
from views.language import LOCALES


def mail_password_reset(delivery):
    """Send the link to who asked for it, or for whom an administrator did; nothing when they have a new password already."""
    _send_link(delivery, _reset)


def mail_invitation(delivery):
    """Send the link to who was made a user; nothing when they have a password already."""
    _send_link(delivery, _invitation)


def _reset(user, link, asked):
    """(subject, paragraphs) of the mail for who has forgotten their password; `asked`: by themselves."""
    first = (
        _(
            "Somebody asked for a new password for your account at Shangji. If it was you, open this link within an hour:"
        )
        if asked
        else _("Your administrator sends you this link to choose a new password at Shangji. It opens within an hour:")
    )
    last = _("If it was not you, do nothing: your password stays as it is.") if asked else None
    return _("Choose a new password"), [first, link, *([last] if last else [])]


def _invitation(user, link, asked):
    """(subject, paragraphs) of the mail for who was made a user."""
    company = Setting.read("company.name") or "Shangji"
    return _("You are invited to %(company)s", company=company), [
        _("Hello %(name)s,", name=user.name),
        _("%(company)s keeps its sales opportunities in Shangji, and you are invited. Open this link within seven days and choose a password:", company=company),
        link,
        _("From then on you sign in with %(email)s.", email=user.email),
    ]  # fmt: skip


def _send_link(delivery, written):
    """Send a link in the words of `written`. What was not sent opens nothing."""
    settings = effective(current_app.config["SETTINGS"])
    user = PasswordReset.still_wanted(delivery.event)
    if not settings.mail or user is None:
        return
    token = PasswordReset.start(user, delivery.event.facts.get("address"))
    link = f"{settings.base_url}/password/new?token={token}"
    with force_locale(LOCALES[user.language or Setting.read("company.language")]):
        subject, text = written(user, link, delivery.event.name == "user.reset_asked")
    try:
        mail.send(settings, delivery, to=(user.name, user.email), subject=subject, text="\n\n".join(text) + "\n")
    except mail.Unsure:
        raise  # it may lie in their mailbox: it opens what it should
    except Exception:
        PasswordReset.forget(token)
        raise
