"""What the first page asks."""

from babel.numbers import get_currency_name
from flask import current_app
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from models.currency import OFFERED
from views import language
from views.account.forms import LEAST


class SetupForm(FlaskForm):
    code = StringField(_("One-time code"), [InputRequired(_("Enter the code that the server printed at its start."))])
    name = StringField(_("Your name"), [InputRequired(_("Enter your name.")), Length(max=120)])
    email = EmailField(
        _("Mail address"),
        [
            InputRequired(_("Enter your mail address.")),
            Length(max=254),
            Email(_("This is no mail address, as in name@example.com.")),
        ],
    )
    password = PasswordField(
        _("Password"),
        [
            InputRequired(_("Choose a password.")),
            Length(min=LEAST, max=200, message=_("At least 10 characters. A short sentence is easiest to remember.")),
        ],
    )
    company = StringField(_("Company"), [InputRequired(_("Enter the company's name.")), Length(max=120)])
    language = SelectField(_("Language"), choices=list(language.NAMES.items()))
    currency = SelectField(_("Currency for totals"))
    time_zone = SelectField(_("Time zone"))
    sample = BooleanField(_("Add sample data to look around in"))
    file = BooleanField(_("I have a file to import"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.currency.choices = [(c, f"{c}, {get_currency_name(c, locale=get_locale())}") for c in OFFERED]
        self.time_zone.choices = language.zones()

    @classmethod
    def fresh(cls):
        """The empty form, with the language of the page and the settings' currency and time zone."""
        settings = current_app.config["SETTINGS"]
        form = cls(formdata=None)
        form.language.data = language.code()
        form.currency.data = settings.currency
        form.time_zone.data = settings.time_zone
        return form

    def values(self):
        """What `setup.begin` takes, but for the translation."""
        names = ("name", "email", "password", "company", "language", "currency", "time_zone")
        return {"given": self.code.data, **{name: self[name].data for name in names}}
