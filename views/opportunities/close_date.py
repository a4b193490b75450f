"""Expected close and cycle: two fields for one thing, of which either gives the other."""

import datetime as dt

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField
from wtforms.validators import NumberRange, Optional

from views.fields import WholeNumber
from views.opportunities.terms import LABELS

FURTHEST = 36_500  # days ahead that a date may lie


class CloseDate:
    """For a form with `row` and `opened_on`."""

    expected_close_on = DateField(LABELS["expected_close_on"], [Optional()])
    cycle = WholeNumber(
        _("Cycle in days"), [Optional(), NumberRange(0, FURTHEST, _("Write a whole number, such as 120."))]
    )
    close_was = HiddenField()  # date and cycle as the form came: tells which of the two was changed

    @staticmethod
    def closing(row):
        """What the fields hold for a row; a date before the opening, as imports bring it, has no cycle."""
        cycle = row.expected_cycle
        cycle = None if cycle is None or cycle < 0 else cycle
        was = f"{row.expected_close_on or ''} {'' if cycle is None else cycle}"
        return {"expected_close_on": row.expected_close_on, "cycle": cycle, "close_was": was}

    def validate(self, **kwargs):
        return super().validate(**kwargs) and (self.opened_on is None or self.settle_close())

    def settle_close(self):
        """Date and cycle give each other: the one that was changed counts. False when both were, and disagree."""
        was_on, _space, was_cycle = (self.close_was.data or " ").partition(" ")
        opened, on, cycle = self.opened_on.data, self.expected_close_on.data, self.cycle.data
        on_changed = str(on or "") != was_on
        cycle_changed = ("" if cycle is None else str(cycle)) != was_cycle
        meant = None if cycle is None else opened + dt.timedelta(days=cycle)
        if cycle_changed and on_changed and on and meant and on != meant:
            self.cycle.errors = [gettext("From the opening to this date it is %(days)s days.", days=(on - opened).days)]
            return False
        if cycle_changed and (not on_changed or not on):
            self.expected_close_on.data = on = meant
        touched = on_changed or cycle_changed or self.row is None or opened != self.row.opened_on
        wrong = self.out_of_order(opened, on) if on and touched else None
        self.expected_close_on.errors = [wrong] if wrong else []
        return not wrong

    @staticmethod
    def out_of_order(opened, on):
        """What is wrong with two days; None when all is well."""
        if on < opened:
            return gettext("The expected close cannot be before the opening.")
        return gettext("This day is too far away.") if (on - opened).days > FURTHEST else None
