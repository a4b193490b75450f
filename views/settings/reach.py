"""What each role sees, and after how many days without contact an opportunity is neglected."""

from flask import Blueprint, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, NumberRange

from models.base import Stale
from models.company import must_fit, salespeople
from models.setting import Setting
from views.fields import WholeNumber
from views.page import go, me, page, toast

reach = Blueprint("reach", __name__, url_prefix="/reach")
KEYS = ("reach.salesperson", "neglected.days")
A_NUMBER = _("Write a number of days from 1 to 365.")
WAYS = [
    ("own", (_("Their own and those they collaborate on"), _("And what their team has without an owner."))),
    ("team", (_("All of their team"), _("They change their own as before."))),
]


class ReachForm(FlaskForm):
    stamp = HiddenField()
    salesperson = RadioField(_("What salespeople see"), choices=WAYS)
    days = WholeNumber(_("Neglected after days"), [InputRequired(A_NUMBER), NumberRange(1, 365, A_NUMBER)])

    @classmethod
    def stored(cls):
        data = {"salesperson": Setting.read("reach.salesperson"), "days": Setting.read("neglected.days")}
        return cls(formdata=None, data={**data, "stamp": Setting.stamp_of(KEYS)})


@reach.get("")
def index():
    return shown(ReachForm.stored())


@reach.post("")
def update():
    form = ReachForm()
    if not form.validate_on_submit():
        return shown(form, status=422)
    must_fit("reach.salesperson", form.salesperson.data)
    try:
        changed = Setting.write(
            me(), stamp=form.stamp.data, reach__salesperson=form.salesperson.data, neglected__days=str(form.days.data)
        )
    except Stale as error:
        form.stamp.data = Setting.stamp_of(KEYS)
        now = (gettext(WAYS[Setting.read("reach.salesperson") == "team"][1][0]), Setting.read("neglected.days"))
        others = [(form.salesperson.label.text, now[0]), (form.days.label.text, now[1])]
        return shown(form, why=gettext(error.reason), others=others, status=409)
    toast(gettext("Saved. It holds from the next page on.") if changed else gettext("Nothing was changed."))
    return go(url_for("settings.reach.index"))


def shown(form, why=None, others=(), status=200):
    people = salespeople()
    return page(
        "settings/reach/index.html",
        status=status,
        form=form,
        why=why,
        others=others,
        people=people,
        teamless=[person for person in people if person.team_id is None],
        team=Setting.read("reach.salesperson") == "team",
    )
