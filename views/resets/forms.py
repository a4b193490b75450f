"""What is asked of who has forgotten their password."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import InputRequired, Length

from views.account.forms import again_field, new_field


class AskForm(FlaskForm):
    email = EmailField(_("Mail address"), [InputRequired(_("Enter your mail address.")), Length(max=254)])


class NewPasswordForm(FlaskForm):
    new = new_field()
    again = again_field()
