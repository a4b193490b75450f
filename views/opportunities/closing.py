"""What is asked when an opportunity ends: as much as the analysis needs, for each outcome its own form."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from models.keys import tidy
from models.pipeline import CloseReason
from models.setting import today
from views.fields import line
from views.opportunities import amounts
from views.opportunities.forms import seen_version
from views.typed import whole


class Closing(FlaskForm):
    """`outcome` is a class's own; `asked` says whether the reason must be given."""

    version = seen_version()
    closed_on = DateField(_("Closing date"), [DataRequired(_("Enter the day."))])

    def __init__(self, row):
        super().__init__(data={"version": row.version, "closed_on": today(), **self.held(row)})
        self.row = row
        self.reasons = {reason.id: reason for reason in CloseReason.offered(self.outcome)}
        self.reason.choices = [("", "—"), *((reason.id, reason.name) for reason in self.reasons.values())]

    def held(self, row):
        return {}

    def validate_closed_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(gettext("The closing date cannot be in the future."))

    @property
    def chosen(self):
        """The CloseReason, or None."""
        return self.reasons.get(self.reason.data)


def reason(*validators):
    return SelectField(_("Reason"), list(validators), coerce=whole)


def a_reason():
    return InputRequired(_("Choose a reason."))


class WinForm(Closing):
    outcome = "won"

    amount = StringField(_("Agreed amount"), line(40))
    reason = reason(Optional())

    def held(self, row):
        return {"amount": amounts.typed(row.amount, row.currency)}

    def validate_amount(self, field):
        try:
            amounts.parsed(field.data, self.row.currency)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def close(self, row, by):
        agreed = amounts.parsed(self.amount.data, row.currency)
        row.win(by, amount=agreed, on=self.closed_on.data, reason=self.chosen, version=self.version.data)


class LoseForm(Closing):
    outcome = "lost"

    reason = reason(a_reason())
    competitor = StringField(_("Who won?"), line(120), filters=[tidy])

    def held(self, row):
        """The only one in the running is proposed."""
        rivals = row.competitors()
        return {"competitor": rivals[0].competitor.name} if len(rivals) == 1 else {}

    def close(self, row, by):
        rival = self.competitor.data or None
        row.lose(by, self.chosen, competitor=rival, on=self.closed_on.data, version=self.version.data)


class InvalidForm(Closing):
    outcome = "invalid"

    reason = reason(a_reason())

    def close(self, row, by):
        row.invalidate(by, self.chosen, on=self.closed_on.data, version=self.version.data)


FORMS = {form.outcome: form for form in (WinForm, LoseForm, InvalidForm)}
