"""What is asked before many opportunities change, for each verb its own form."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from models.opportunity import doings
from models.opportunity.rules import EARLIEST, LATEST
from models.pipeline import CloseReason
from models.setting import today
from models.tag import Tag
from views.fields import line
from views.opportunities import terms
from views.opportunities.choices import Owners, stages, value
from views.page import me
from views.typed import whole


class BulkForm(FlaskForm):
    """`doing` is what it asks for (models/opportunity/doings.py), None while that is not chosen; `seen` what was counted."""

    seen = HiddenField()


class MoveForm(BulkForm):
    stage = SelectField(_("Stage"), coerce=whole)

    def __init__(self):
        self.stages, offered = stages()
        super().__init__(data={"stage": next(iter(self.stages), None)})
        self.stage.choices = offered

    def doing(self, by):
        stage = self.stages.get(self.stage.data)
        return stage and doings.Move(by, stage)


class AssignForm(BulkForm):
    owner = SelectField(_("Person or team"))

    def __init__(self):
        self.owners = Owners()
        super().__init__(data={"owner": value(me())})
        self.owner.choices = self.owners.choices

    def doing(self, by):
        known = {key for group in self.owner.choices.values() for key, _name in group}
        return doings.Assign(by, **self.owners.chosen(self.owner.data)) if self.owner.data in known else None


class CloseForm(BulkForm):
    outcome = SelectField(_("Close as"), choices=list(terms.OUTCOMES.items()), default="won")
    reason = SelectField(_("Reason"), coerce=whole, validate_choice=False)
    closed_on = DateField(_("Closing date"), [DataRequired(_("Enter the day."))])

    def __init__(self):
        super().__init__(data={"closed_on": today()})
        known = self.outcome.data if self.outcome.data in terms.OUTCOMES else "won"
        self.reasons = {reason.id: reason for reason in CloseReason.offered(known)}
        self.reason.choices = [("", "—"), *((reason.id, reason.name) for reason in self.reasons.values())]

    def validate_reason(self, field):
        if self.outcome.data != "won" and field.data not in self.reasons:
            raise ValidationError(gettext("Choose a reason."))

    def doing(self, by):
        reason, outcome = self.reasons.get(self.reason.data), self.outcome.data
        if outcome not in terms.OUTCOMES or not self.closed_on.data or (outcome != "won" and reason is None):
            return None
        return doings.Close(by, outcome, reason=reason, on=self.closed_on.data)


class ExpectForm(BulkForm):
    expected_close_on = DateField(_("Expected close"), [Optional()])

    def validate_expected_close_on(self, field):
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(gettext("The year of “%(value)s” cannot be right.", value=field.data.isoformat()))

    def doing(self, by):
        return None if self.expected_close_on.errors else doings.Expect(by, self.expected_close_on.data)


class TagForm(BulkForm):
    add = StringField(_("Tags to add"), line(400))
    remove = StringField(_("Tags to take off"), line(400))

    def __init__(self):
        super().__init__()
        self.known = [tag.name for tag in Tag.offered()]

    def validate_add(self, field):
        if not _names(field.data) and not _names(self.remove.data):
            raise ValidationError(gettext("Name a tag."))

    def doing(self, by):
        add, remove = _names(self.add.data), _names(self.remove.data)
        return doings.Stick(by, add, remove) if add or remove else None


class BinForm(BulkForm):
    def doing(self, by):
        return doings.Throw(by)


FORMS = {
    "move": MoveForm,
    "assign": AssignForm,
    "close": CloseForm,
    "expect": ExpectForm,
    "tag": TagForm,
    "bin": BinForm,
}


def _names(text):
    """Tags as people type them: with commas between."""
    parts = (text or "").replace("，", ",").replace("、", ",").split(",")
    return list(dict.fromkeys(name for part in parts if (name := part.strip())))
