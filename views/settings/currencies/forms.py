"""What is asked about a currency and its rates."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from models.base import Refused
from models.currency import ALWAYS, Currency
from models.rate import fit
from models.setting import Setting
from views.fields import AtMost
from views.settings.currencies.names import choices
from views.words import day


class RateForm(FlaskForm):
    """A day left empty: from the beginning. `stamp` tells whether somebody else changed the rate since it was read."""

    stamp = HiddenField()
    value = StringField(_("Rate"), [DataRequired(_("Write the rate as a number, such as 7.12.")), AtMost(32)])
    from_on = DateField(_("First day"), [Optional()])

    def validate_value(self, field):
        try:
            field.data = fit(field.data.replace("．", "."))
        except Refused as error:
            raise ValidationError(gettext(error.reason) % error.facts) from error

    def validate_from_on(self, field):
        if field.data and not ALWAYS <= field.data <= ALWAYS.replace(year=2999):
            raise ValidationError(gettext("The year of “%(value)s” cannot be right.", value=field.data.isoformat()))

    @property
    def first_day(self):
        return self.from_on.data or ALWAYS

    def others(self, rate):
        """[(label, value in words)] of what the Rate holds now and was not typed."""
        found = []
        if rate.value != self.value.data:
            found.append((self.value.label.text, rate.value))
        if rate.from_on != self.first_day:
            first = gettext("from the beginning") if rate.from_on == ALWAYS else day(rate.from_on)
            found.append((self.from_on.label.text, first))
        return found


class CurrencyForm(RateForm):
    code = SelectField(_("Currency"), [DataRequired(_("Choose a currency."))])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = {Setting.read("company.currency"), *(row.code for row in Currency.everyone())}
        self.code.choices = [("", "—"), *choices(but=there)]
