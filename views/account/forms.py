"""What a user chooses for themselves."""

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional

from models.keys import tidy
from models.user import HUES
from views.fields import AtMost, a_mail
from views.language import NAMES, zones

LEAST = 10
COLOURS = (_("Red"), _("Amber"), _("Green"), _("Teal"), _("Sky blue"), _("Blue"), _("Violet"), _("Pink"))
THEMES = [("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))]


class PreferencesForm(FlaskForm):
    """A choice at a time; what is not sent stays."""

    language = SelectField(validators=[Optional()], choices=list(NAMES.items()))
    theme = SelectField(validators=[Optional()], choices=THEMES)


class ProfileForm(FlaskForm):
    name = StringField(
        lazy_pgettext("person", "Name"), [DataRequired(_("Enter your name.")), AtMost(120)], filters=[tidy]
    )
    hue = RadioField(_("Colour"), coerce=int, choices=list(zip(range(1, HUES + 1), COLOURS, strict=True)))
    language = SelectField(_("Language"), choices=list(NAMES.items()))
    theme = SelectField(_("Appearance"), choices=THEMES)
    time_zone = SelectField(_("Time zone"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.time_zone.choices = [("", gettext("The company's")), *((zone, zone) for zone in zones())]

    def choices(self):
        """What `User.prefer` takes."""
        chosen = {name: self[name].data for name in ("hue", "language", "theme")}
        return {**chosen, "time_zone": self.time_zone.data or None}


class AddressForm(FlaskForm):
    email = EmailField(_("New mail address"), [InputRequired(_("Enter your mail address.")), AtMost(254), a_mail])
    proof = PasswordField(_("Your password"), [InputRequired(_("Enter your current password."))])


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
