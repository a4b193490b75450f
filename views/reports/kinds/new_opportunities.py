"""How what comes in is told."""

from flask_babel import gettext as _
from flask_babel import ngettext

from views.reports import names
from views.reports.cells import Cell
from views.reports.figures import behind, percent, rate
from views.reports.kinds import usual
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat, summed
from views.words import number


def title(answer):
    whole, first = answer.total, answer.rows[0]
    if not answer.by.timely and first.key is not None and len(answer.rows) > 1:
        sentence = _("Most come from %(name)s: %(count)s", name=first.name, count=HERE)
        if answer.by.name == "source":
            return told(sentence, number(first.count))
    some = ngettext("%(count)s opportunity came in", "%(count)s opportunities came in", whole.count, count=HERE)
    return told(some, number(whole.count))


def nothing(answer):
    whole = answer.period.name == "all"
    return Sentence(_("Nothing has come in yet") if whole else _("Nothing came in in this period"))


def lead(answer):
    whole = answer.total
    stand = _(
        "Today %(open)s of them are open, %(won)s won, %(lost)s lost, %(invalid)s invalid.",
        open=number(whole.open), won=number(whole.won), lost=number(whole.lost), invalid=number(whole.invalid),
    )  # fmt: skip
    return (
        stand
        if answer.period.name == "all"
        else f"{stand} {_('Opened: %(period)s.', period=names.period(answer.period))}"
    )


def stats(answer):
    whole = answer.total
    expected = summed(_("Expected amount"), "amount", whole, behind(answer, whole, "all"), "count", "known")
    decided = _("%(won)s of %(all)s decided", won=number(whole.won), all=number(whole.decided))
    share = _("%(rate)s of them", rate=percent(100 * whole.open / whole.count, 0)) if whole.count else ""
    return [
        Stat(_("Opened"), number(whole.count), "", behind(answer, whole, "all"), figure="count"),
        expected,
        Stat(_("Win rate so far"), percent(whole.win_rate), decided, behind(answer, whole, "decided")),
        Stat(_("Still open"), number(whole.open), share, behind(answer, whole, "open")),
    ]


def heading(answer):
    keys = (("", _("Won")), ("key--lost", _("Lost or invalid")), ("key--likely", _("Still open")))
    return Heading(_("What became of what came in"), "", keys)


def chart(answer, rows):
    sets = [
        series(answer, rows, _("Won"), "won", "count", "won", tone="accent"),
        series(answer, rows, _("Lost"), "lost", "count", "lost", tone="quiet"),
        series(answer, rows, _("Invalid"), "invalid", "count", "invalid", tone="quiet"),
        series(answer, rows, _("Still open"), "open", "count", "open", tone="soft"),
    ]
    return {"datasets": sets, "ends": [number(row.count) if row.count else "" for row in rows]}


def barred(answer):
    return "count"


def name(answer, of):
    return Cell(names.row(answer, of), behind(answer, of, "all") if of.count else "", faint=not of.count)


def cell(answer, of, column):
    """A rate from too few gives way to its counts."""
    if column.name != "win_rate":
        return usual.cell(answer, of, column)
    text, told_ = rate(of)
    return Cell(text, behind(answer, of, "decided") if of.decided else "", faint=not told_)


def empty(answer, narrowed):
    if narrowed:
        return Empty(_("Choose a longer period, or take a filter away."), _("Show all time"), None)
    return Empty(
        _("Once there are opportunities, this page says how many come in, and what becomes of them."),
        _("Go to the board"),
    )
