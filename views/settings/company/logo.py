"""The company's logo: a picture comes, or goes."""

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _

from models import uploads
from models.base import Refused
from views.page import afresh, me, toast
from views.settings.company.forms import CompanyForm, LogoForm

logo = Blueprint("logo", __name__, url_prefix="/logo")


@logo.post("")
def create():
    from views.settings.company import shown

    form = LogoForm()
    if not form.validate_on_submit():
        return shown(CompanyForm.stored(), logo_form=form, status=422)
    try:
        uploads.put_logo(me(), folder(), form.picture.data.read(uploads.MOST + 1))
    except Refused as error:
        form.picture.errors = [_(error.reason) % error.facts]
        return shown(CompanyForm.stored(), logo_form=form, status=422)
    toast(_("The logo is shown from now on."))
    return afresh(url_for("settings.company.index"))


@logo.post("/removal")
def destroy():
    uploads.drop_logo(me(), folder())
    toast(_("The logo is removed."))
    return afresh(url_for("settings.company.index"))


def folder():
    return current_app.config["SETTINGS"].folder()
