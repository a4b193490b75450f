"""My switches: bell and mail for each kind, how long before something is due, and the mail of the morning."""

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _

from models import agenda, notification, reminder
from models.briefing import sending
from models.mailing import current
from models.switches import KINDS, WAYS, chosen
from views.notifications.forms import SwitchesForm
from views.page import go, invalid, me, toast

switches = Blueprint("switches", __name__, url_prefix="/switches")


@switches.post("")
def update():
    form = SwitchesForm()
    if form.validate_on_submit():
        user = me()
        notification.choose(
            user,
            {kind: {way: form[f"{way}_{kind}"].data for way in WAYS} for kind in KINDS},
        )
        reminder.lead(user, form.lead.data)
        sending.wish(user, on=form.briefing.data)
        agenda.wish(user, on=form.agenda.data, hour=form.hour.data)
        toast(_("Your notifications are saved."))
        return go(url_for("account.show", _anchor="notifications"))
    return invalid("notifications/switches/update.html", **context(form))


def context(form=None):
    """What `notifications/_switches.html` needs; where no form is given, as it is stored."""
    return {"switches": form or as_it_is(), "mailing": bool(current(current_app.config["SETTINGS"]))}


def as_it_is():
    """The form with what holds now."""
    ways, wish = chosen(me()), agenda.wished(me())
    ticked = {f"{way}_{kind}": on for kind, by in ways.items() for way, on in by.items()}
    data = {
        "lead": reminder.lead_of(me()),
        "agenda": wish["on"],
        "briefing": sending.wished(me()),
        "hour": wish["hour"],
        **ticked,
    }
    return SwitchesForm(formdata=None, data=data)
