"""How it is told how much we do."""

from flask_babel import gettext as _
from flask_babel import ngettext

from models.activity import KINDS
from models.reports import activity_volume
from views.activities import asked
from views.reports import names
from views.reports.cells import Cell
from views.reports.kinds import usual
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat
from views.words import number

CONTACT = ("call", "meeting", "visit")  # what is drawn apart; the rest together


def title(answer):
    count = answer.total.total
    some = ngettext("%(count)s follow-up was done", "%(count)s follow-ups were done", count, count=HERE)
    return told(some, number(count))


def nothing(answer):
    whole = answer.period.name == "all"
    return Sentence(_("No follow-up is done yet") if whole else _("No follow-up was done in this period"))


def lead(answer):
    whole = answer.total
    counted = _(
        "%(calls)s calls, %(emails)s emails, %(meetings)s meetings, %(visits)s visits, %(messages)s messages, %(tasks)s tasks.",
        calls=number(whole.call), emails=number(whole.email), meetings=number(whole.meeting), visits=number(whole.visit),
        messages=number(whole.message), tasks=number(whole.task),
    )  # fmt: skip
    if answer.period.name == "all":
        return counted
    return f"{counted} {_('Done: %(period)s.', period=names.period(answer.period))}"


def stats(answer):
    whole = answer.total
    busiest = max(answer.rows, key=lambda row: row.total)
    first = {"person": _("Most by"), "team": _("Most by")}.get(answer.by.name, _("Busiest"))
    return [
        Stat(_("Follow-ups done"), number(whole.total), "", behind(answer, whole, "total"), figure="total"),
        Stat(_("Calls"), number(whole.call), "", behind(answer, whole, "call"), figure="call"),
        Stat(
            _("Meetings and visits"), number(whole.meeting + whole.visit), "", behind(answer, whole, "meeting", "visit")
        ),
        Stat(first, number(busiest.total), names.row(answer, busiest), behind(answer, busiest, "total")),
    ]


def heading(answer):
    keys = (("", _("Calls, meetings, visits")), ("key--likely", _("Emails, messages, tasks")))
    return Heading(_("Follow-ups done"), "", keys)


def chart(answer, rows):
    spoken = [sum(getattr(row, kind) for kind in CONTACT) for row in rows]
    written = [row.total - count for row, count in zip(rows, spoken, strict=True)]
    base = series(answer, rows, _("Calls, meetings, visits"), "total", "count", "total", behind, tone="accent")
    sets = [
        base | {"data": spoken, "texts": list(map(number, spoken))},
        base
        | {"label": _("Emails, messages, tasks"), "tone": "soft", "data": written, "texts": list(map(number, written))},
    ]
    return {"datasets": sets, "ends": [number(row.total) if row.total else "" for row in rows]}


def behind(answer, of, *whats):
    """The address of the list with exactly these follow-ups: of the kinds named, or in total."""
    return asked.address(activity_volume.behind(answer, of, tuple(what for what in whats if what in KINDS)))


def barred(answer):
    return "total"


def name(answer, of):
    return Cell(names.row(answer, of), behind(answer, of, "total") if of.total else "", faint=not of.total)


def cell(answer, of, column):
    """The count, a link to its rows where there are any."""
    found = usual.cell(answer, of, column)
    return found._replace(href=behind(answer, of, column.name)) if getattr(of, column.name) else found


def columns(answer):
    """Kinds of which nothing was done are left to the files."""
    return [column for column in answer.columns if column.name not in KINDS or getattr(answer.total, column.name)]


def empty(answer, narrowed):
    if narrowed:
        return Empty(_("Choose a longer period, or take a filter away."), _("Show the last 12 months"), None)
    return Empty(_("Once calls, meetings and mails are logged, this page says how many."), _("Go to the board"))
