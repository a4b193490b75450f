"""How long a sale takes, in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from views.reports import names
from views.reports.cells import Bar, Cell
from views.reports.figures import behind, days
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat
from views.words import number


def title(answer):
    whole = answer.total
    if whole.median is None:
        few = ngettext(
            "%(count)s is won: too few to tell how long it takes", "%(count)s are won: too few to tell how long it takes",
            whole.won, count=HERE,
        )  # fmt: skip
        return told(few, number(whole.won))
    slowest = _slowest(answer)
    if slowest:
        sentence = _("It takes longest with %(name)s: %(days)s days", name=names.row(answer, slowest), days=HERE)
        return told(sentence, days(slowest.median))
    return told(_("Half of what we win takes longer than %(days)s days", days=HERE), days(whole.median))


def _slowest(answer):
    """The row with the longest median, where there are several to compare."""
    known = [row for row in answer.rows if row.median is not None and row.key is not None]
    return max(known, key=lambda row: row.median) if len(known) > 1 and not answer.by.timely else None


def nothing(answer):
    return Sentence(_("Nothing is won yet") if answer.period.name == "all" else _("Nothing was won in this period"))


def lead(answer):
    won = ngettext("%(count)s won.", "%(count)s won.", answer.total.won, count=number(answer.total.won))
    if answer.period.name == "all":
        return won
    return f"{won} {_('Closed: %(period)s.', period=names.period(answer.period))}"


def stats(answer):
    whole = answer.total
    return [
        Stat(_("Median"), days(whole.median), _("days; half took longer"), figure="median"),
        Stat(_("25th percentile"), days(whole.lower), _("days or fewer for a quarter of them")),
        Stat(_("75th percentile"), days(whole.upper), _("days or fewer for three quarters")),
        Stat(_("Won"), number(whole.won), _("that is all of them"), behind(answer, whole, "won"), figure="won"),
    ]


def heading(answer):
    if answer.by.name == "length":
        return Heading(_("Won opportunities"), _("by days from opening to closing"))
    return Heading(_("Median days"), _("from 5 won ones on"))


def chart(answer, rows):
    if answer.by.name == "length":
        made = series(answer, rows, _("Won"), "won", "count", "won", tone="accent")
        return {"kind": "columns", "datasets": [made], "ends": made["texts"]}
    made = series(answer, rows, _("Median"), "median", "days", "won", tone="accent")
    made["data"] = [value or 0 for value in made["data"]]
    return {"datasets": [made], "ends": [days(row.median) if row.median is not None else "" for row in rows]}


def barred(answer):
    return "won" if answer.by.name == "length" else "median"


def bar(answer, of, column, most):
    value = getattr(of, column)
    return Bar(round(100 * value / most, 1)) if value and most else None


def row(answer, of, among=None):
    """A class of lengths: 31 – 60 days."""
    if answer.by.name != "length" or of is answer.total:
        return names.row(answer, of, among)
    first, _dash, last = of.key.partition("-")
    if not last:
        return _("%(days)s days and more", days=number(int(first)))
    return _("%(first)s – %(last)s days", first=number(int(first)), last=number(int(last)))


def name(answer, of):
    return Cell(row(answer, of), behind(answer, of, "won") if of.won else "", faint=not of.won)


def empty(answer, narrowed):
    if narrowed:
        return Empty(_("Choose a longer period, or take a filter away."), _("Show all time"), None)
    return Empty(_("Once opportunities are won, this page says how long it took."), _("Go to the board"))
