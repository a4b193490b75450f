"""The rates of one currency: a new one from a day on, another value for one, one away."""

from flask import Blueprint, abort, url_for
from flask_babel import gettext as _

from models.base import Refused, Stale
from models.currency import ALWAYS, Currency, Rate
from views.page import go, leave, me, page, toast
from views.settings.currencies.forms import RateForm

rates = Blueprint("rates", __name__, url_prefix="/<code>/rates")


@rates.get("/new")
def new(code):
    return dialog(known(code), RateForm())


@rates.post("")
def create(code):
    row, form = known(code), RateForm()
    if not form.validate_on_submit():
        return dialog(row, form, status=422)
    try:
        Rate.add(me(), code, form.value.data, form.first_day)
    except Refused as error:
        return dialog(row, form, why=_(error.reason) % error.facts, status=409)
    toast(_("The rate is kept. Amounts that are there keep theirs."))
    return leave(url_for("settings.currencies.show", code=code))


@rates.get("/<int:rate_id>")
def edit(code, rate_id):
    row, rate = known(code), one(code, rate_id)
    data = {"value": rate.value, "from_on": None if rate.from_on == ALWAYS else rate.from_on, "stamp": rate.stamp}
    return dialog(row, RateForm(data=data), rate)


@rates.post("/<int:rate_id>")
def update(code, rate_id):
    row, rate, form = known(code), one(code, rate_id), RateForm()
    if not form.validate_on_submit():
        return dialog(row, form, rate, status=422)
    try:
        rate.change(me(), form.value.data, form.first_day, stamp=form.stamp.data)
    except Stale as error:
        rate = one(code, rate_id)
        form.stamp.data = rate.stamp
        return dialog(row, form, rate, _(error.reason), 409, others=form.others(rate))
    except Refused as error:
        return dialog(row, form, rate, _(error.reason) % error.facts, 409)
    toast(_("The rate is kept. Amounts that are there keep theirs."))
    return leave(url_for("settings.currencies.show", code=code))


@rates.post("/<int:rate_id>/removal")
def destroy(code, rate_id):
    known(code)
    one(code, rate_id).drop(me())
    toast(_("The rate is removed. Amounts that are there keep theirs."))
    return go(url_for("settings.currencies.show", code=code))


def dialog(row, form, rate=None, why=None, status=200, others=()):
    """The dialog of a rate, or with None of a new one; `others` are (label, value) of what somebody else set meanwhile."""
    pair = "settings/currencies/rate.html", "settings/currencies/_rate.html"
    return page(pair[0], part=pair[1], status=status, currency=row, form=form, rate=rate, why=why, others=others)


def known(code):
    """The Currency of a code; 404 for another."""
    return Currency.known(code) or abort(404)


def one(code, rate_id):
    """The Rate with this id; 404 where it is not one of this currency."""
    return next((rate for rate in Rate.of(code) if rate.id == rate_id), None) or abort(404)
