"""The list of follow-ups: the rows behind the figures of reports and briefings, and a file of them."""

import tempfile

from flask import Blueprint, send_file
from flask import request as asking
from flask_babel import gettext as _

from models.activity import listed
from models.setting import local
from views import language
from views.activities import asked
from views.kinds import GLYPHS, NAMES
from views.opportunities.sheets import TYPES, write_csv
from views.page import me, page
from views.words import my_day

listing = Blueprint("listing", __name__)


@listing.get("")
def index():
    wanted = asked.read()
    later = "after" in asking.args
    rows, older = listed.page(me(), wanted, asking.args.get("after"))
    address = asked.parameters(wanted)
    return page(
        "activities/listing/index.html",
        part="activities/listing/_rows.html" if later else "activities/listing/_table.html",
        wanted=wanted,
        rows=rows,
        older=older,
        later=later,
        count=None if later else listed.found(me(), wanted).count(),
        address=address,
        choices=asked.choices(wanted),
        states=states(),
        names=NAMES,
        glyphs=GLYPHS,
    )


@listing.get("/sheet")
def show():
    """All that the filter means as a file, not only the page that is shown."""
    wanted = asked.read()
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    listed.tell(me(), write_csv(file, [(head, "text") for head in heads()], cells(wanted)))
    file.seek(0)
    name = _("follow-ups-%(day)s", day=my_day().isoformat())
    return send_file(file, TYPES["csv"], as_attachment=True, download_name=f"{name}.csv", max_age=0)


def states():
    """{state: what it is called}"""
    return {"done": _("Done"), "planned": _("Planned"), "overdue": _("Overdue")}


def heads():
    who_and_when = (_("Person"), _("Due"), _("Done on"), _("Done at"), _("Minutes"))
    return (_("Kind"), _("Subject"), _("Opportunity"), _("Customer"), _("Contact"), *who_and_when, _("Outcome"), _("Notes"))  # fmt: skip


def cells(wanted):
    """A line for each follow-up; moments are on the reader's clock."""
    zone = language.zone()
    for row in listed.every(me(), wanted):
        done_at = local(row.done_at, zone).replace(tzinfo=None) if row.done_at else None
        about = [one.name if one else None for one in (row.opportunity, row.customer, row.contact, row.assignee)]
        when = (row.due_on, row.done_on, done_at, row.minutes)
        yield [str(NAMES[row.kind]), row.subject, *about, *when, row.outcome, row.text]
