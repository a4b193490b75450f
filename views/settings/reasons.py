"""Why a sale ends: the reasons for each outcome, named, put into an order, archived, replaced."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _

from models.opportunity.used import counted
from models.parted import Parted
from models.pipeline import OUTCOMES, CloseReason
from views.opportunities.terms import OUTCOMES as WORDS
from views.page import go
from views.settings.catalogue import Kind, catalogue
from views.settings.catalogue.forms import NamedForm

ABOUT = {
    "won": _("Asked for when an opportunity is won. It may be left empty."),
    "lost": _("Required when an opportunity is lost: the reports are made of it."),
    "invalid": _("Required when it never was a sale."),
}
reasons = Blueprint("reasons", __name__, url_prefix="/reasons")


@reasons.get("")
def index():
    return go(url_for("settings.reasons.won.index"))


def counts(rows):
    return {"used": counted("close_reason", [row.id for row in rows])}


def kind_of(outcome):
    """The Kind of the reasons for one outcome."""
    parted = Parted(CloseReason, outcome)

    class ReasonForm(NamedForm):
        model = parted

        def values(self):
            return {"name": self.name.data}

    return Kind(
        key=f"reasons.{outcome}",
        model=parted,
        form=ReasonForm,
        field="reason",
        cells="settings/reasons/_cells.html",
        heads=((_("Opportunities"), "end"),),
        counts=counts,
        new=_("New reason"),
        edit=_("Edit reason"),
        find=_("Find a reason"),
        empty=_("No reasons yet"),
        about=ABOUT[outcome],
        tabs=tuple((WORDS[one], f"settings.reasons.{one}.index") for one in OUTCOMES),
        ordered=True,
    )


for _outcome in OUTCOMES:
    reasons.register_blueprint(catalogue(kind_of(_outcome)))
