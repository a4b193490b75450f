"""The company: name, logo, clock, calendar, and the currency that it counts in."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from models import company as models_company
from models.base import Refused, Stale
from views.page import afresh, me, page, toast
from views.settings.company.forms import CompanyForm, LogoForm
from views.settings.company.logo import logo

company = Blueprint("company", __name__, url_prefix="/company")
company.register_blueprint(logo)


@company.get("")
def index():
    return shown(CompanyForm.stored())


@company.post("")
def update():
    form = CompanyForm()
    if not form.validate_on_submit():
        return shown(form, status=422)
    try:
        changed = models_company.configure(me(), stamp=form.stamp.data, **form.values())
    except Stale as error:
        form.stamp.data = models_company.stamp()
        return shown(form, why=_(error.reason), others=form.others(), status=409)
    except Refused as error:
        return shown(form, why=_(error.reason) % error.facts, status=409)
    toast(_("The company's settings are saved.") if changed else _("Nothing was changed."))
    return afresh(url_for("settings.company.index"))


def shown(form, why=None, others=(), status=200, logo_form=None):
    """The page; `others` are (label, value in words) of what somebody else set meanwhile."""
    return page(
        "settings/company/index.html",
        status=status,
        form=form,
        why=why,
        others=others,
        used=models_company.in_base(),
        logo_form=logo_form or LogoForm(),
    )
