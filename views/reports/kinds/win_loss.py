"""How what we decide, win and lose is told."""

from flask_babel import gettext as _
from flask_babel import ngettext

from models.base import N_
from models.reports.tally import ENOUGH
from views.reports import names
from views.reports.cells import Bar, Cell
from views.reports.figures import behind, percent, rate
from views.reports.kinds import usual
from views.reports.kinds.usual import Heading
from views.reports.sentences import HERE, not_closed, told
from views.reports.series import series
from views.reports.stats import Side, Stat, losses, summed
from views.words import money_short, number

nothing = not_closed


def title(answer):
    return BY.get(answer.by.name, _rate)(answer)


def _rate(answer):
    whole = answer.total
    if whole.win_rate is None:
        few = ngettext(
            "%(count)s is decided: too few to tell a rate", "%(count)s are decided: too few to tell a rate",
            whole.decided, count=HERE,
        )  # fmt: skip
        return told(few, number(whole.decided))
    return told(_("We win %(rate)s of what we decide", rate=HERE), percent(whole.win_rate, 0))


def _reason(answer):
    lost = answer.total.lost
    if lost < ENOUGH:
        return _rate(answer)
    most = max(answer.rows, key=lambda row: row.lost)
    share = percent(100 * most.lost / lost, 0)
    if most.key is None:
        return told(_("%(rate)s of what we lost has no reason", rate=HERE), share)
    return told(_("%(rate)s of what we lost we lost for “%(reason)s”", rate=HERE, reason=most.name), share)


def _best(answer):
    known = [row for row in answer.rows if row.win_rate is not None and row.key is not None]
    if not known:
        return _rate(answer)
    best = max(known, key=lambda row: row.win_rate)
    sentence = _("%(name)s wins most often: %(rate)s", name=names.row(answer, best), rate=HERE)
    return told(sentence, percent(best.win_rate, 0))


def _competitor(answer):
    known = [row for row in answer.rows if row.lost and row.key is not None]
    if not known:
        return _rate(answer)
    first = max(known, key=lambda row: row.lost)
    return told(_("%(name)s took %(count)s from us", name=first.name, count=HERE), number(first.lost))


BY = {"reason": _reason, "competitor": _competitor, "source": _best, "owner": _best, "team": _best, "office": _best,
      "product": _best}  # fmt: skip


def lead(answer):
    whole = answer.total
    counted = _(
        "%(won)s won, %(lost)s lost, %(invalid)s invalid.",
        won=number(whole.won), lost=number(whole.lost), invalid=number(whole.invalid),
    )  # fmt: skip
    if answer.period.name == "all":
        return counted
    return f"{counted} {_('Closed: %(period)s.', period=names.period(answer.period))}"


def stats(answer):
    whole = answer.total
    won = behind(answer, whole, "won")
    return [
        Stat(
            _("Win rate by count"),
            percent(whole.win_rate, 2),
            _("%(won)s of %(all)s decided", won=number(whole.won), all=number(whole.decided)),
            behind(answer, whole, "decided"),
            figure="win_rate",
        ),
        Stat(
            _("Win rate by amount"),
            percent(whole.amount_rate, 2),
            _by_amount(whole),
            "" if whole.amount_rate is None else behind(answer, whole, "decided"),
            figure="amount_rate",
        ),
        summed(_("Won amount"), "won_amount", whole, won, "won", "won_known", whole.average),
        Stat(
            _("Invalid, left out"),
            number(whole.invalid),
            _("%(rate)s of all closed", rate=percent(100 * whole.invalid / whole.closed)) if whole.closed else "",
            behind(answer, whole, "invalid"),
            figure="invalid",
        ),
    ]


def _by_amount(whole):
    if whole.amount_rate is not None:
        together = money_short(whole.won_amount + whole.lost_amount)
        return _("%(won)s of %(all)s", won=money_short(whole.won_amount), all=together)
    return _("amount known for %(known)s of %(all)s lost", known=number(whole.lost_known), all=number(whole.lost))


def heading(answer):
    note = _("a rate is shown from 5 decided on") if answer.by.rated else _("how many opportunities")
    keys = [("", _("Won")), ("key--lost", _("Lost")), ("key--likely", _("Invalid"))]
    shown = {"reason": keys, "competitor": keys[1:2]}.get(answer.by.name, keys[:2])
    return Heading(_("Won and lost"), note, tuple(shown))


def chart(answer, rows):
    sets = [series(answer, rows, _("Won"), "won", "count", "won", tone="accent")]
    if answer.by.timely:
        sets.append(series(answer, rows, _("Lost"), "lost", "count", "lost", tone="quiet", down=True))
        ends = [percent(row.win_rate, 0) if row.win_rate is not None else "" for row in rows]
        return {"datasets": sets, "ends": ends}
    sets.append(series(answer, rows, _("Lost"), "lost", "count", "lost", tone="quiet"))
    if answer.by.rated:
        return {"datasets": sets, "ends": [rate(row)[0] for row in rows]}
    if answer.by.name == "competitor":
        return {"datasets": sets[1:], "ends": [number(row.lost) for row in rows]}
    sets.append(series(answer, rows, _("Invalid"), "invalid", "count", "invalid", tone="soft"))
    return {"datasets": sets, "ends": [number(row.closed) for row in rows]}


def columns(answer):
    """Where no lost amount is known, their columns would be dashes only."""
    lost = () if answer.total.lost_known else ("lost_amount", "amount_rate")
    shown = [column for column in usual.columns(answer) if column.name not in lost]
    return [column._replace(title=N_("By amount")) if column.name == "amount_rate" else column for column in shown]


def barred(answer):
    return "win_rate" if answer.by.rated else "share"


def bar(answer, row, column, most):
    value = getattr(row, column)
    tick = answer.total.win_rate if column == "win_rate" else None
    css = "" if column == "win_rate" else "bar--quiet"
    return None if value is None else Bar(round(value, 1), css, tick and round(tick, 1))


def name(answer, row):
    """A reason has its outcome beside it."""
    cell = usual.name(answer, row)
    label = {"won": _("won"), "lost": _("lost"), "invalid": _("invalid")}.get(row.outcome, "")
    return cell._replace(note=label) if answer.by.name == "reason" and row is not answer.total else cell


def cell(answer, row, column):
    """A rate from too few gives way to its counts."""
    if column.name != "win_rate":
        return usual.cell(answer, row, column)
    text, told_ = rate(row)
    return Cell(text, behind(answer, row, column.leads) if row.decided else "", faint=not told_)


def sides(answer, asked):
    """Why we lost and to whom, unless the report itself says so."""
    lost = _("of %(count)s lost", count=number(answer.total.lost))
    titles = {"reason": _("Why we lost"), "competitor": _("Who won instead")}
    if not answer.total.lost:
        return []
    lists = [
        Side(titles[by], lost, losses(asked.answer(by=by, compared=False))) for by in titles if by != answer.by.name
    ]
    return [side for side in lists if side.lines]
