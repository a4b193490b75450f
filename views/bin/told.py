"""What lies in the bin, in words: its kind, what went along, and until when it lies there."""

import dataclasses

from babel.lists import format_list
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.setting import local
from views import kinds, language
from views.words import day

KINDS = {  # noun: (icon, one of them, all of them)
    "opportunity": ("square-kanban", _l("Opportunity"), _l("Opportunities")),
    "customer": ("building-2", _l("Customer"), _l("Customers")),
    "contact": ("contact", _l("Contact"), _l("Contacts")),
    "activity": ("list-checks", _l("Follow-up"), _l("Follow-ups")),
    "note": ("sticky-note", _l("Note"), _l("Notes")),
}


@dataclasses.dataclass
class Line:
    """A thing of the bin: `name` may be empty, `of` names what it belongs to or is None."""

    mark: str
    icon: str
    kind: str
    name: str
    of: str | None
    along: str
    by: object
    deleted_at: object
    gone: str


def told(things):
    """Things (models/bin.py) as Lines."""
    return [
        Line(
            thing.row.mark,
            KINDS[thing.row.noun][0],
            str(kinds.NAMES[thing.row.kind] if thing.row.noun == "activity" else KINDS[thing.row.noun][1]),
            thing.row.called(),
            thing.of,
            counted(thing.along),
            thing.by,
            thing.row.deleted_at,
            day(local(thing.gone_at, language.zone()).date()),
        )
        for thing in things
    ]


def counted(counts):
    """{noun: how many} as a list in words: "3 opportunities, 12 follow-ups and 1 note"; "" for nothing."""
    words = {
        "opportunity": lambda n: ngettext("%(num)d opportunity", "%(num)d opportunities", n),
        "customer": lambda n: ngettext("%(num)d customer", "%(num)d customers", n),
        "contact": lambda n: ngettext("%(num)d contact", "%(num)d contacts", n),
        "activity": lambda n: ngettext("%(num)d follow-up", "%(num)d follow-ups", n),
        "note": lambda n: ngettext("%(num)d note", "%(num)d notes", n),
    }
    parts = [words[noun](count) for noun, count in counts.items() if count]
    return format_list(parts, locale=get_locale()) if parts else ""


def called(row):
    """What a row is called in a sentence: its name, or its kind where it has none."""
    return row.called() or str(kinds.NAMES[row.kind] if row.noun == "activity" else KINDS[row.noun][1])


def restored(rows):
    """What was restored, as a message."""
    if len(rows) == 1:
        return _("“%(name)s” is back.", name=called(rows[0]))
    return ngettext("%(num)d record is back.", "%(num)d records are back.", len(rows))
