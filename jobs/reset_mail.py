"""The mail by which somebody chooses a new password: its link is made when it is sent, and kept nowhere."""

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from jobs import mail
from models import PasswordReset, Setting
from views.language import LOCALES


def mail_password_reset(delivery):
    """Send the link to who asked for it; nothing when they have a new password already. What was not sent opens nothing."""
    settings = current_app.config["SETTINGS"]
    user = PasswordReset.still_wanted(delivery.event)
    if not settings.mail or user is None:
        return
    token = PasswordReset.start(user, delivery.event.facts.get("address"))
    link = f"{settings.base_url}/password/new?token={token}"
    with force_locale(LOCALES[user.language or Setting.read("company.language")]):
        subject = _("Choose a new password")
        text = "\n\n".join(
            [
                _(
                    "Somebody asked for a new password for your account at Shangji. If it was you, open this link within an hour:"
                ),
                link,
                _("If it was not you, do nothing: your password stays as it is."),
            ]
        )
    try:
        mail.send(settings, delivery, to=(user.name, user.email), subject=subject, text=f"{text}\n")
    except mail.Unsure:
        raise  # it may lie in their mailbox: it opens what it should
    except Exception:
        PasswordReset.forget(token)
        raise
