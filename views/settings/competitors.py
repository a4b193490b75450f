"""Who else is in the running: named, merged where two names mean one, archived."""

from flask_babel import lazy_gettext as _

from models.opportunity.used import counted, met
from models.pipeline import Competitor
from views.settings.catalogue import Kind, catalogue
from views.settings.catalogue.forms import NamedForm


class CompetitorForm(NamedForm):
    model = Competitor


def counts(rows):
    ids = [row.id for row in rows]
    return {"used": counted("competitor", ids), "met": met(ids)}


competitors = catalogue(
    Kind(
        key="competitors",
        model=Competitor,
        form=CompetitorForm,
        field="competitor",
        cells="settings/competitors/_cells.html",
        heads=((_("Met in"), "end kept__wide"), (_("Lost to them"), "end")),
        counts=counts,
        new=_("New competitor"),
        edit=_("Edit competitor"),
        find=_("Find a competitor"),
        empty=_("No competitors yet"),
        about=_("Competitors are named on opportunities too; here they are kept in order, and merged where two names mean one."),
    )
)  # fmt: skip
