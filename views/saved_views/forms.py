"""What is asked about a saved view."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired

from models.keys import tidy
from models.saved_view import LONGEST
from views.fields import AtMost
from views.opportunities.forms import seen_version


class ViewForm(FlaskForm):
    """`match` are the parameters of the address that is kept; `first`: the reader begins with it."""

    version = seen_version()
    match = HiddenField()
    name = StringField(_("Name"), [DataRequired(_("Enter a name.")), AtMost(LONGEST)], filters=[tidy])
    shared = BooleanField(_("Everybody sees this view"))
    first = BooleanField(_("Begin with this view"))
