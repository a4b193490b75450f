"""How it is told how each of us does; who is first only where the company wants to read it."""

from flask_babel import gettext as _

from models.reports import activity_volume
from views.activities import asked
from views.reports import names
from views.reports.cells import Bar, Cell
from views.reports.figures import behind, percent, rate
from views.reports.kinds import usual
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat, summed
from views.words import money_short, number


def title(answer):
    """Who is first, where that is wanted and can be told; else what all of them won together."""
    whole, named = answer.total, [row for row in answer.rows if row.key is not None]
    if answer.ranked and len(named) > 1 and named[0].won_amount:
        return told(
            _("%(name)s won most: %(amount)s", name=named[0].name, amount=HERE), money_short(named[0].won_amount)
        )
    if whole.won_known:
        return told(_("Together we won %(amount)s", amount=HERE), money_short(whole.won_amount))
    return told(_("Together we have %(count)s open", count=HERE), number(whole.open))


def nothing(answer):
    return Sentence(_("Nobody has an opportunity or a follow-up yet"))


def lead(answer):
    whole = answer.total
    counted = _(
        "%(won)s won, %(lost)s lost, %(done)s follow-ups done.",
        won=number(whole.won), lost=number(whole.lost), done=number(whole.done),
    )  # fmt: skip
    now = _("Open, overdue and stuck ones are those of today.")
    if answer.period.name == "all":
        return f"{counted} {now}"
    return f"{counted} {_('Closed or done: %(period)s.', period=names.period(answer.period))} {now}"


def stats(answer):
    whole = answer.total
    decided = _("%(won)s of %(all)s decided", won=number(whole.won), all=number(whole.decided))
    return [
        summed(_("Won amount"), "won_amount", whole, behind(answer, whole, "won"), "won", "won_known"),
        Stat(_("Win rate"), percent(whole.win_rate), decided, behind(answer, whole, "decided"), figure="win_rate"),
        Stat(_("Follow-ups done"), number(whole.done), "", followed(answer, whole), figure="done"),
        Stat(
            _("Overdue next steps"),
            number(whole.overdue),
            _("of %(count)s open", count=number(whole.open)),
            behind(answer, whole, "overdue"),
        ),
    ]


def followed(answer, of):
    """The address of the list with exactly the follow-ups of a row."""
    return asked.address(activity_volume.behind(answer, of))


def heading(answer):
    return Heading(_("Won amount"))


def drawn(answer, most):
    return [row for row in answer.rows if row.key is not None][:most]


def chart(answer, rows):
    made = series(answer, rows, _("Won amount"), "won_amount", "money", "won", tone="accent")
    return {"datasets": [made], "ends": [money_short(row.won_amount) if row.won_known else "" for row in rows]}


def barred(answer):
    return "won_amount"


def bar(answer, of, column, most):
    return Bar(round(100 * of.won_amount / most, 1)) if most else None


def name(answer, of):
    return Cell(names.row(answer, of), behind(answer, of, "open") if of.open else "", faint=not of.any)


def cell(answer, of, column):
    """A rate from too few gives way to its counts."""
    if column.name == "done" and of.done:
        return usual.cell(answer, of, column)._replace(href=followed(answer, of))
    if column.name != "win_rate":
        return usual.cell(answer, of, column)
    text, told_ = rate(of)
    return Cell(text, behind(answer, of, "decided") if of.decided else "", faint=not told_)


def record(answer):
    return {"ranked": answer.ranked}


def empty(answer, narrowed):
    return Empty(_("Once people own opportunities, this page says how each of them does."), _("Go to the board"))
