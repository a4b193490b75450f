"""How the won amount over time is told."""

from flask_babel import gettext as _
from flask_babel import ngettext

from views.reports import names
from views.reports.figures import behind
from views.reports.kinds.usual import Heading
from views.reports.kinds.win_loss import lead, nothing
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat, summed
from views.words import money, money_short, number

__all__ = ["barred", "chart", "heading", "lead", "nothing", "stats", "title"]


def title(answer):
    whole = answer.total
    if not whole.won:
        return Sentence(_("Nothing is won in this period"))
    count = number(whole.won)
    if not whole.won_known:
        some = ngettext("We won %(count)s opportunity", "We won %(count)s opportunities", whole.won, count=HERE)
        return told(some, count)
    sentence = ngettext(
        "We won %(amount)s with %(count)s opportunity", "We won %(amount)s with %(count)s opportunities",
        whole.won, amount=HERE, count=count,
    )  # fmt: skip
    return told(sentence, money_short(whole.won_amount))


def stats(answer):
    whole = answer.total
    best = max(answer.rows, key=lambda row: row.won_amount, default=None)
    listed = behind(answer, whole, "won")
    return [
        Stat(_("Won"), number(whole.won), _("of %(all)s closed", all=number(whole.closed)), listed, figure="won"),
        summed(_("Won amount"), "won_amount", whole, listed, "won", "won_known"),
        Stat(
            _("Average won"),
            money_short(whole.average),
            _("where it is known"),
            listed,
            money(whole.average),
            "average",
        ),
        Stat(
            {"month": _("Best month"), "quarter": _("Best quarter"), "year": _("Best year")}[answer.by.name],
            money_short(best.won_amount if best and best.won_known else None),
            names.row(answer, best) if best and best.won_known else "",
            behind(answer, best, "won") if best and best.won_known else "",
            money(best.won_amount) if best else "",
        ),
    ]


def heading(answer):
    return Heading(_("Won amount"))


def chart(answer, rows):
    sets = [series(answer, rows, _("Won amount"), "won_amount", "money", "won", tone="accent")]
    return {"datasets": sets, "ends": [money_short(row.won_amount) if row.won_known else "" for row in rows]}


def barred(answer):
    return "won_amount"
