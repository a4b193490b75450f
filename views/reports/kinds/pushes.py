"""How it is told how often the close is put off, and what becomes of it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from models.reports.pushes import MOST
from views.reports import names
from views.reports.cells import Bar, Cell
from views.reports.figures import behind, percent, rate
from views.reports.kinds import usual
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat
from views.words import number


def title(answer):
    whole = answer.total
    if not whole.pushed and not whole.pushed_decided:
        return Sentence(_("Nothing was put off"))
    if whole.pushed_rate is not None and whole.other_rate is not None:
        sentence = _(
            "We win %(rate)s of what was pushed, and %(other)s of the rest",
            rate=HERE,
            other=percent(whole.other_rate, 0),
        )
        return told(sentence, percent(whole.pushed_rate, 0))
    if whole.share is not None:
        return told(_("%(rate)s of what is open was pushed", rate=HERE), percent(whole.share, 0))
    some = ngettext(
        "%(count)s open opportunity was pushed", "%(count)s open opportunities were pushed", whole.pushed, count=HERE
    )
    return told(some, number(whole.pushed))


def nothing(answer):
    return Sentence(_("Nothing is open, won or lost yet"))


def lead(answer):
    whole = answer.total
    pushes = ngettext("%(num)d push", "%(num)d pushes", whole.pushes)
    days = ngettext("%(num)d day", "%(num)d days", whole.days)
    counted = _("Of what is open: %(pushes)s, by %(days)s in all.", pushes=pushes, days=days)
    if answer.period.name == "all":
        return counted
    return f"{counted} {_('Won or lost: %(period)s.', period=names.period(answer.period))}"


def stats(answer):
    whole = answer.total
    part = _("%(some)s of %(all)s open", some=number(whole.pushed), all=number(whole.open))
    return [
        Stat(_("Share pushed"), percent(whole.share), part, behind(answer, whole, "pushed") if whole.pushed else ""),
        Stat(_("Pushes"), number(whole.pushes), ngettext("%(num)d day in all", "%(num)d days in all", whole.days)),
        _rate(
            answer,
            _("Win rate when pushed"),
            whole.pushed_rate,
            whole.pushed_won,
            whole.pushed_decided,
            "pushed_decided",
        ),
        _rate(
            answer,
            _("Win rate when never pushed"),
            whole.other_rate,
            whole.other_won,
            whole.other_decided,
            "other_decided",
        ),
    ]


def _rate(answer, label, value, won, decided, leads):
    note = _("%(won)s of %(all)s decided", won=number(won), all=number(decided))
    return Stat(label, percent(value), note, behind(answer, answer.total, leads) if decided else "")


def heading(answer):
    if answer.by.name == "times":
        return Heading(_("Win rate by how often the close was put off"), _("from 5 decided ones on"))
    return Heading(_("Pushes"), _("of what is open"))


def chart(answer, rows):
    if answer.by.name == "times":
        made = series(answer, rows, _("Won"), "won", "count", "decided", tone="accent")
        rest = [row.decided - row.won for row in rows]
        lost = made | {"label": _("Lost"), "tone": "quiet", "data": rest, "texts": list(map(number, rest))}
        return {"datasets": [made, lost], "ends": [rate(row)[0] for row in rows]}
    made = series(answer, rows, _("Pushes"), "pushes", "count", "pushed", tone="accent")
    return {"datasets": [made], "ends": [number(row.pushes) if row.pushes else "" for row in rows]}


def barred(answer):
    return "win_rate" if answer.by.name == "times" else "share"


def bar(answer, of, column, most):
    value = getattr(of, column)
    return Bar(round(value, 1), "" if column == "win_rate" else "bar--quiet") if value is not None else None


def row(answer, of, among=None):
    """Never, once, twice, 3 times or more."""
    if answer.by.name != "times" or of is answer.total:
        return names.row(answer, of, among)
    words = (_("Never"), _("Once"), _("Twice"))
    return words[of.key] if of.key < MOST else _("%(num)s times or more", num=MOST)


def name(answer, of):
    return Cell(row(answer, of), behind(answer, of, "open") if of.open else "", faint=not of.any)


def cell(answer, of, column):
    """A rate from too few gives way to its counts."""
    if column.name == "win_rate":
        text, told_ = rate(of)
        return Cell(text, behind(answer, of, "decided") if of.decided else "", faint=not told_)
    return usual.cell(answer, of, column)


def empty(answer, narrowed):
    return Empty(_("Once the expected close of an opportunity moves, it is counted here."), _("Go to the board"))
