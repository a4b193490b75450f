"""What is asked about the server that takes our mail."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, NumberRange, Optional, Regexp, ValidationError

from models import mailing
from models.keys import tidy
from views.fields import AtMost, WholeNumber, line

WAYS = [("starttls", _("STARTTLS, usually port 587")), ("ssl", _("TLS, usually port 465")), ("none", _("None, usually port 25"))]  # fmt: skip


class MailForm(FlaskForm):
    """The password is never shown; left empty it stays, as long as server and user do."""

    stamp = HiddenField()
    host = StringField(
        _("Server"),
        [
            DataRequired(_("Enter the server's name.")),
            AtMost(253),
            Regexp(r"[A-Za-z0-9.:_\-]+$", message=_("This is no server's name, as in smtp.example.com.")),
        ],
        filters=[tidy],
    )
    tls = SelectField(_("Encryption"), choices=WAYS)
    port = WholeNumber(_("Port"), [Optional(), NumberRange(1, 65535, _("A port is a number from 1 to 65535."))])
    user = StringField(_("User name"), line(254), filters=[tidy])
    password = PasswordField(_("Password"), line(500))
    sender = StringField(
        _("Sender"), [DataRequired(_("Enter the address that mails come from.")), AtMost(254)], filters=[tidy]
    )

    @classmethod
    def stored(cls, environment):
        """The form with what is stored; where nothing is, with what the environment says, but for the password."""
        kept = mailing.stored() or environment
        names = ("host", "port", "user", "sender", "tls")
        data = {name: getattr(kept, name) for name in names} if kept else {"tls": "starttls"}
        return cls(formdata=None, data={**data, "stamp": mailing.stamp()})

    def validate_sender(self, field):
        address = mailing.address_in(field.data) or ""
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address) or not field.data.isprintable():
            raise ValidationError(gettext("Write an address, as in Sales <crm@example.com>."))

    def account(self):
        """The Account that is meant. Refused where a password is missing."""
        names = ("host", "port", "tls", "user", "password", "sender")
        return mailing.meant(**{name: self[name].data for name in names})

    def others(self):
        """[(label, value)] of the fields that hold something else now than what was typed."""
        kept = mailing.stored()
        names = ("host", "port", "tls", "user", "sender")
        values = {name: str(getattr(kept, name, None) or "") for name in names}
        return [
            (self[name].label.text, value or "—")
            for name, value in values.items()
            if value != str(self[name].data or "")
        ]
