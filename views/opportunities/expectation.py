"""The month in which an opportunity is expected to close: moved by a drop on the board, or by a dialog; later asks why."""

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, TextAreaField
from wtforms.validators import Optional, ValidationError

from models.base import Refused
from models.batch import Batch
from models.opportunity import Opportunity
from models.opportunity.listed import lane_of
from models.opportunity.months import months
from views.fields import line, text
from views.lanes import month_word
from views.opportunities.close_date import CloseDate
from views.opportunities.done import again, done
from views.opportunities.forms import seen_version
from views.page import find, me
from views.words import day, my_day

expectation = Blueprint("expectation", __name__, url_prefix="/<int:opportunity_id>/expectation")
MOVE = "opportunities/expectation/edit.html", "opportunities/expectation/_edit.html"
LATER = "opportunities/expectation/edit.html", "opportunities/expectation/_later.html"
WHY = 500  # characters of a reason


class ExpectationForm(FlaskForm):
    """A `month` is chosen; a day that is later than the one so far comes with its reason."""

    version = seen_version()
    month = RadioField(_("Month"), [Optional()])
    on = DateField(_("Expected close"), [Optional()])
    why = TextAreaField(_("Why does it move later?"), line(WHY), filters=[text])

    def __init__(self, row):
        self.row, self.lanes = row, {lane.id: lane for lane in months(my_day()) if lane.takes}
        here = lane_of(row, list(self.lanes.values()))
        super().__init__(data={"version": row.version, "month": here and here.id})
        self.month.choices = [(lane.id, month_word(lane)) for lane in self.lanes.values()]

    def validate_on(self, field):
        if field.data is None:
            return
        if field.data < my_day():
            raise ValidationError(gettext("This day is past."))
        if wrong := CloseDate.out_of_order(self.row.opened_on, field.data):
            raise ValidationError(wrong)

    @property
    def day(self):
        """The expected close that is meant; None for none."""
        lane = self.lanes.get(self.month.data)
        return self.on.data or (lane and lane.day_for(self.row.expected_close_on, my_day()))

    @property
    def chosen(self):
        """Was a day or a month chosen at all?"""
        return bool(self.on.data or self.month.raw_data)


@expectation.get("")
def edit(opportunity_id):
    row = find(Opportunity, opportunity_id, to="change")
    return again(*MOVE, row, ExpectationForm(row), asked=False)


@expectation.post("")
def update(opportunity_id):
    """A month, or in the second step a day with its reason. Later without a reason: the dialog that asks for it, 422."""
    row = find(Opportunity, opportunity_id, to="change")
    form = ExpectationForm(row)
    asked = form.on.raw_data not in (None, [])  # it comes from the dialog that asks why
    if not form.validate_on_submit() or not form.chosen:
        form.month.errors = form.month.errors or ([] if form.chosen or asked else [gettext("Choose a month.")])
        form.on.errors = form.on.errors or ([gettext("Enter the day.")] if asked and not form.on.data else [])
        return again(*(LATER if asked else MOVE), row, form, asked=asked)
    on = form.day
    if not row.outcome and row.would_push(on) and not form.why.data:
        form.on.data, form.on.raw_data = on, None
        form.why.errors = [gettext("Say in a few words why it moves later.")] if asked else []
        return again(*LATER, row, form, asked=True, status=422)
    try:
        with Batch.of(me(), "expect") as batch:
            row.expect(me(), on, why=form.why.data, version=form.version.data)
    except Refused as error:
        return again(*(LATER if asked else MOVE), row, form, error, asked=asked)
    if on is None:
        return done(row, gettext("%(name)s has no expected close any more.", name=row.name), undo=batch)
    return done(row, gettext("%(name)s is expected to close on %(day)s.", name=row.name, day=day(on)), undo=batch)
