"""All that a list holds as a file, not only the page that is shown: with its columns, or with every field."""

import tempfile

from flask import Blueprint, abort, request, send_file
from flask_babel import gettext as _

from models.opportunity import exported
from models.opportunity.exported import FIELDS
from models.setting import Setting, local
from views import language
from views.opportunities import columns, terms
from views.opportunities.asked import asked
from views.opportunities.sheets import TYPES, WRITERS, major
from views.page import me
from views.words import my_day

export = Blueprint("export", __name__, url_prefix="/export")

MEANT = {"amount": ("amount", "agreed", "currency"), "reason": ("reason", "competitor"), "name": ("name",)}


@export.get("")
def show():
    """`form` is csv or xlsx, `fields` all or those of the table; the rest of the address asks for the list."""
    form = request.args.get("form", "csv")
    if form not in WRITERS:
        abort(404)
    found = asked()
    fields = list(FIELDS) if request.args.get("fields") == "all" else shown(found.keys, found.wanted.outcome)
    rows = exported.rows(me(), found.wanted, found.order, fields)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    count = WRITERS[form](file, [(heads()[name], FIELDS[name]) for name in fields], written(rows, fields))
    exported.tell(me(), count, form)
    file.seek(0)
    name = _("opportunities-%(day)s", day=my_day().isoformat())
    return send_file(file, TYPES[form], as_attachment=True, download_name=f"{name}.{form}", max_age=0)


def shown(keys, outcome):
    """The fields behind the columns of a table: an amount needs its currency beside it, how it ended its outcome."""
    if outcome == "open":
        return list(dict.fromkeys(f for key in keys for f in MEANT.get(key, (key,)) if f in FIELDS and f != "agreed"))
    fields = [field for key in keys for field in MEANT.get(key, (key,)) if field in FIELDS]
    return [*dict.fromkeys(fields), *([] if "outcome" in fields else ["outcome"])]


def written(rows, fields):
    """The values of the rows as a file holds them: words of ours in the reader's language, moments on their clock."""
    kinds, base = [FIELDS[name] for name in fields], Setting.read("company.currency")
    coded = {"outcome": dict(terms.OUTCOMES), "intent": terms.INTENTS}
    words = {kind: {key: str(word) for key, word in known.items()} for kind, known in coded.items()}
    words["outcome"][None] = _("Open")
    currency, zone = fields.index("currency") if "currency" in fields else None, language.zone()
    for row in rows:
        code = base if currency is None else row[currency]
        yield [_cell(value, kind, code, base, words, zone) for value, kind in zip(row, kinds, strict=True)]


def _cell(value, kind, code, base, words, zone):
    if kind in words:
        return words[kind].get(value, value)
    if value is None:
        return None
    if kind in ("money", "base"):
        return major(value, code if kind == "money" else base)
    if kind == "moment":
        return local(value, zone).replace(tzinfo=None, second=0)
    return ", ".join(value) if kind == "list" else value


def heads():
    """{field: what its column is called in a file}"""
    base = Setting.read("company.currency")
    return columns.labels() | {
        "id": _("Number"),
        "pipeline": _("Pipeline"),
        "outcome": _("State"),
        "agreed": _("Agreed amount"),
        "currency": _("Currency"),
        "base": _("Amount in %(currency)s", currency=base),
        "weighted": _("Weighted in %(currency)s", currency=base),
        "competitor": _("Competitor"),
        "step": _("Next step"),
        "pushes": _("Pushes"),
        "requirement": _("Requirement"),
        "solution": _("Proposed solution"),
        "description": _("Description"),
        "key": _("Number in the imported file"),
    }
