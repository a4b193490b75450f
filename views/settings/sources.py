"""Where opportunities come from: named, put into an order, archived."""

from flask_babel import lazy_gettext as _

from models.opportunity.used import counted
from models.pipeline import Source
from views.settings.catalogue import Kind, catalogue
from views.settings.catalogue.forms import NamedForm


class SourceForm(NamedForm):
    model = Source


def counts(rows):
    return {"used": counted("source", [row.id for row in rows])}


sources = catalogue(
    Kind(
        key="sources",
        model=Source,
        form=SourceForm,
        field="source",
        cells="settings/sources/_cells.html",
        heads=((_("Opportunities"), "end"),),
        counts=counts,
        new=_("New source"),
        edit=_("Edit source"),
        find=_("Find a source"),
        empty=_("No sources yet"),
        about=_("A source says where an opportunity came from: a referral, a fair, the website."),
        ordered=True,
    )
)
