"""What the door asks."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    email = EmailField(_("Mail address"), [InputRequired(_("Enter your mail address.")), Length(max=254)])
    password = PasswordField(_("Password"), [InputRequired(_("Enter your password.")), Length(max=200)])

    def __init__(self, *args, over=False, **kwargs):
        """`over`: it opens over a page, which may have fields of these names itself."""
        super().__init__(*args, **kwargs)
        if over:
            self.email.id, self.password.id = "door-email", "door-password"
