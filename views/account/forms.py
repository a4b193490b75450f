"""What a user chooses for themselves."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from views.language import NAMES, zones

LEAST = 10


class PreferencesForm(FlaskForm):
    language = SelectField(_("Language"), [Optional()], choices=list(NAMES.items()), validate_choice=True)
    theme = SelectField(
        _("Appearance"),
        [Optional()],
        choices=[("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    time_zone = SelectField(_("Time zone"), [Optional()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.time_zone.choices = [("", gettext("The company's")), *((zone, zone) for zone in zones())]


def new_field():
    return PasswordField(
        _("New password"),
        [
            InputRequired(_("Choose a password.")),
            Length(min=LEAST, max=200, message=_("At least 10 characters. A short sentence is easiest to remember.")),
        ],
    )


def again_field():
    return PasswordField(
        _("New password again"), [EqualTo("new", message=_("The two new passwords are not the same."))]
    )


class PasswordForm(FlaskForm):
    current = PasswordField(_("Current password"), [InputRequired(_("Enter your current password."))])
    new = new_field()
    again = again_field()
