"""Who hands over to whom, and how it is shared out."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from models import handover
from models.handover import Wish
from views.page import me
from views.typed import whole

WAYS = {
    "turns": (_("In turns"), _("Customer by customer, the largest first; a customer stays in one hand.")),
    "customer": (_("By customer"), _("You choose for each customer; the rest goes in turns.")),
    "stage": (_("By stage"), _("You choose for each stage; the rest goes in turns.")),
}


class HandoverForm(FlaskForm):
    of = SelectField(_("From"), coerce=int, validate_choice=False)
    to = SelectMultipleField(_("To"), coerce=int, validate_choice=False)
    way = RadioField(_("How it is shared out"), default="turns", validate_choice=False)
    closed = BooleanField(_("Closed opportunities too"))
    disable = BooleanField(_("End the account: nobody signs in as this person any more"))

    def __init__(self, args):
        super().__init__(args)
        self.args = args
        self.people = {user.id: user for user in handover.sources(me())}
        self.giver = self.people.get(self.of.data)
        self.takers = {user.id: user for user in handover.recipients(me(), self.giver)}
        self.holdings = handover.holdings([*self.people.values(), *self.takers.values()])
        self.to.data = [row_id for row_id in self.to.data or [] if row_id in self.takers]
        self.way.data = self.way.data if self.way.data in WAYS else "turns"
        if me().role != "administrator":
            self.disable.data = False

    def validate_of(self, field):
        if self.giver is None:
            raise ValidationError(_("Choose who hands over."))

    def validate_to(self, field):
        if not field.data:
            raise ValidationError(_("Choose who gets it."))

    @property
    def ways(self):
        """[(value, name, what it means)]"""
        return [(way, *words) for way, words in WAYS.items()]

    @property
    def kind(self):
        """By which groups it is chosen by hand."""
        return "stage" if self.way.data == "stage" else "customer"

    def picked(self, group_id):
        """The id of who was chosen for a group, or None."""
        row_id = whole(self.args.get(f"group-{group_id}"))
        return row_id if row_id in self.takers else None

    @property
    def wish(self):
        """The Wish that the form asks for; there must be somebody who hands over."""
        chosen = {}
        if self.way.data != "turns":
            for name in self.args:
                group_id = name.removeprefix("group-")
                known = name.startswith("group-") and group_id.isascii() and group_id.isdecimal() and len(group_id) < 10
                if known and (taker := self.picked(group_id)):
                    chosen[int(group_id)] = self.takers[taker]
        to = tuple(self.takers[row_id] for row_id in self.to.data)
        return Wish(self.giver, to, self.kind, chosen, self.closed.data)
