"""The four figures at the head of a report, and the short lists at its side."""

from typing import NamedTuple

from flask_babel import gettext as _

from views.reports import names
from views.reports.figures import behind, percent
from views.words import money, money_short, number

SIDE = 8  # lines of a list at the side


class Stat(NamedTuple):
    label: str
    value: str
    note: str
    href: str = ""
    full: str = ""  # the value in full, where it is shortened


def stats(answer):
    """Four Stats of an Answer."""
    return {"pipeline-value": _value, "win-loss": _win_loss, "won-by-month": _won}[answer.report.name](answer)


def _value(answer):
    whole = answer.total
    share = percent(100 * whole.weighted / whole.amount, 0) if whole.amount else "—"
    listed = behind(answer, whole, "open")
    return [
        Stat(_("Open opportunities"), number(whole.count), _("as of now"), listed),
        _money(_("Open amount"), whole.amount, whole, "count", "known", listed),
        Stat(
            _("Weighted amount"),
            money_short(whole.weighted if whole.known else None),
            _("%(rate)s of the amount", rate=share),
            listed,
            full=money(whole.weighted),
        ),
        Stat(_("Average amount"), money_short(whole.average), _("where it is known"), listed, money(whole.average)),
    ]


def _win_loss(answer):
    whole = answer.total
    return [
        Stat(
            _("Win rate by count"),
            percent(whole.win_rate, 2),
            _("%(won)s of %(all)s decided", won=number(whole.won), all=number(whole.decided)),
            behind(answer, whole, "decided"),
        ),
        Stat(
            _("Win rate by amount"),
            percent(whole.amount_rate, 2),
            _by_amount(whole),
            "" if whole.amount_rate is None else behind(answer, whole, "decided"),
        ),
        _money(
            _("Won amount"), whole.won_amount, whole, "won", "won_known", behind(answer, whole, "won"), whole.average
        ),
        Stat(
            _("Invalid, left out"),
            number(whole.invalid),
            _("%(rate)s of all closed", rate=percent(100 * whole.invalid / whole.closed)) if whole.closed else "",
            behind(answer, whole, "invalid"),
        ),
    ]


def _by_amount(whole):
    if whole.amount_rate is not None:
        return _(
            "%(won)s of %(all)s",
            won=money_short(whole.won_amount),
            all=money_short(whole.won_amount + whole.lost_amount),
        )
    return _("amount known for %(known)s of %(all)s lost", known=number(whole.lost_known), all=number(whole.lost))


def _won(answer):
    whole = answer.total
    best = max(answer.rows, key=lambda row: row.won_amount, default=None)
    listed = behind(answer, whole, "won")
    return [
        Stat(_("Won"), number(whole.won), _("of %(all)s closed", all=number(whole.closed)), listed),
        _money(_("Won amount"), whole.won_amount, whole, "won", "won_known", listed),
        Stat(_("Average won"), money_short(whole.average), _("where it is known"), listed, money(whole.average)),
        Stat(
            {"month": _("Best month"), "quarter": _("Best quarter"), "year": _("Best year")}[answer.by.name],
            money_short(best.won_amount if best and best.won_known else None),
            names.row(answer, best) if best and best.won_known else "",
            behind(answer, best, "won") if best and best.won_known else "",
            money(best.won_amount) if best else "",
        ),
    ]


def _money(label, amount, row, of, known, href, average=None):
    """A sum, with the average beside it where every opportunity has an amount, else with how many have one."""
    known, of = getattr(row, known), getattr(row, of)
    note = _("amount known for %(known)s of %(all)s", known=number(known), all=number(of))
    if known == of and average is not None:
        note = _("%(amount)s on average", amount=money_short(average))
    elif known == of:
        note = _("of all %(all)s", all=number(of))
    return Stat(label, money_short(amount if known else None), note, href, money(amount))


class Line(NamedTuple):
    name: str
    href: str
    count: str
    share: str
    width: float  # percent of the longest


def losses(answer):
    """Lines of what was lost, the most frequent first: by reason, or by competitor where one is named."""
    rows = [row for row in answer.rows if row.lost and (row.key is not None or answer.by.name == "reason")]
    rows = sorted(rows, key=lambda row: -row.lost)[:SIDE]
    whole = answer.total.lost
    return [
        Line(
            names.row(answer, row),
            behind(answer, row, "lost"),
            number(row.lost),
            percent(100 * row.lost / whole, 0) if whole >= 5 else "",
            round(100 * row.lost / rows[0].lost, 1),
        )
        for row in rows
    ]
