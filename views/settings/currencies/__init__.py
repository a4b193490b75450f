"""The currencies that amounts may be in, and what each was worth from which day on."""

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from models.base import Refused
from models.currency import Currency, Rate
from models.setting import today
from views.page import go, leave, me, page, toast
from views.settings.currencies.forms import CurrencyForm, RateForm
from views.settings.currencies.names import name
from views.settings.currencies.rates import known, rates

currencies = Blueprint("currencies", __name__, url_prefix="/currencies")
currencies.register_blueprint(rates)


@currencies.get("")
def index():
    latest = Rate.latest(today())
    rows = [(row, name(row.code), latest.get(row.code)) for row in Currency.everyone()]
    return page("settings/currencies/index.html", rows=rows, name=name)


@currencies.get("/new")
def new():
    return dialog(CurrencyForm())


@currencies.post("")
def create():
    form = CurrencyForm()
    if not form.validate_on_submit():
        return dialog(form, status=422)
    try:
        row = Currency.add(me(), form.code.data, form.value.data, form.first_day)
    except Refused as error:
        return dialog(form, _(error.reason) % error.facts, 409)
    toast(_("Amounts can be in %(code)s now.", code=row.code))
    return leave(url_for("settings.currencies.show", code=row.code))


@currencies.get("/<code>")
def show(code):
    row = known(code)
    holds = Rate.latest(today()).get(code)
    context = {"currency": row, "name": name(code), "rates": Rate.of(code), "holds": holds, "form": RateForm()}
    return page("settings/currencies/show.html", **context)


@currencies.post("/<code>")
def update(code):
    """`archived` says whether it is offered no more, or again."""
    row, archived = known(code), request.form.get("archived")
    if archived not in ("0", "1"):
        abort(422)
    row.archive(me()) if archived == "1" else row.unarchive(me())
    toast(
        _("%(code)s is offered no more. What is in it stays as it is.", code=code)
        if archived == "1"
        else _("Amounts can be in %(code)s now.", code=code)
    )
    return go(url_for("settings.currencies.show", code=code))


@currencies.post("/<code>/removal")
def destroy(code):
    row = known(code)
    row.drop(me())
    toast(_("%(code)s is removed.", code=code))
    return go(url_for("settings.currencies.index"))


def dialog(form, why=None, status=200):
    template = "settings/currencies/new.html", "settings/currencies/_new.html"
    return page(template[0], part=template[1], status=status, form=form, why=why)
