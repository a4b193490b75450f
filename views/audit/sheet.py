"""The audit as a file: every line that the filter means, in words and as it is stored."""

import tempfile

from flask import Blueprint, send_file
from flask_babel import gettext as _
from flask_babel import pgettext

from models import audit
from models.setting import local, today
from views.audit.told import told
from views.opportunities.sheets import TYPES, write_csv
from views.page import me

sheet = Blueprint("sheet", __name__, url_prefix="/sheet")


@sheet.get("")
def show():
    from views.audit import asked

    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    heads = (
        _("Time"),
        pgettext("who did it", "Who"),
        _("What"),
        _("About"),
        _("Event"),
        _("Record"),
        _("Number"),
        _("Facts"),
    )
    count = write_csv(file, [(head, "text") for head in heads], rows(asked()))
    audit.tell(me(), count)
    file.seek(0)
    name = f"audit-{today()}.csv"
    return send_file(file, TYPES["csv"], as_attachment=True, download_name=name, max_age=0)


def rows(wanted):
    """A line for each event; moments are on the company's clock."""
    for events in audit.pages(me(), wanted):
        for entry in told(events):
            event = entry.event
            words = [entry.plain]
            words += [f"{label}: {old or '—'} → {new or '—'}" for label, old, new in entry.changes]
            at = local(event.at).replace(tzinfo=None)
            yield [
                at,
                entry.who,
                "; ".join(words),
                entry.about,
                event.name,
                event.subject_type,
                event.subject_id,
                event.facts_json,
            ]
