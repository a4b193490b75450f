"""How the worth of what is open is told."""

from flask_babel import gettext as _
from flask_babel import ngettext

from views.lanes import hue
from views.reports.cells import Bar
from views.reports.figures import behind, percent
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat, summed
from views.words import money, money_short, number


def title(answer):
    whole = answer.total
    if not whole.known:
        some = ngettext("%(count)s opportunity is open", "%(count)s opportunities are open", whole.count, count=HERE)
        return told(some, number(whole.count))
    sentence = _("%(amount)s is open, %(weighted)s weighted", amount=HERE, weighted=money_short(whole.weighted))
    return told(sentence, money_short(whole.amount))


def nothing(answer):
    return Sentence(_("Nothing is open yet"))


def lead(answer):
    whole = answer.total
    return _("%(count)s open, the amount is known for %(known)s.", count=number(whole.count), known=number(whole.known))


def stats(answer):
    whole = answer.total
    share = percent(100 * whole.weighted / whole.amount, 0) if whole.amount else "—"
    listed = behind(answer, whole, "open")
    return [
        Stat(_("Open opportunities"), number(whole.count), _("as of now"), listed),
        summed(_("Open amount"), "amount", whole, listed, "count", "known"),
        Stat(
            _("Weighted amount"),
            money_short(whole.weighted if whole.known else None),
            _("%(rate)s of the amount", rate=share),
            listed,
            full=money(whole.weighted),
        ),
        Stat(_("Average amount"), money_short(whole.average), _("where it is known"), listed, money(whole.average)),
    ]


def heading(answer):
    return Heading(_("Open amount"), _("the full part of a bar is weighted"))


def chart(answer, rows):
    tones = [f"stage--{hue(*row.place)}" for row in rows] if answer.by.name == "stage" else None
    tone = {"tones": tones} if tones else {"tone": "accent"}
    sets = [
        series(answer, rows, _("Weighted"), "weighted", "money", "", **tone),
        series(answer, rows, _("Amount"), "amount", "money", "open", under=True, **tone),
    ]
    return {"datasets": sets, "ends": [money_short(row.amount) if row.known else "" for row in rows]}


def barred(answer):
    return "weighted"


def bar(answer, row, column, most):
    css = f"bar--stage stage--{hue(*row.place)}" if row.place else ""
    return Bar(round(100 * row.weighted / row.amount, 1), css) if row.amount else None


def empty(answer, narrowed):
    return Empty(_("Once opportunities are open, their amounts stand here by stage."), _("Go to the board"))
