"""How the forecast is told: what is won, what is expected, and what was said when a period began."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.reports import line
from models.reports.expected import CURRENT, PAST
from views.opportunities import filters
from views.reports import names
from views.reports.cells import Cell
from views.reports.figures import behind
from views.reports.kinds import usual
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat
from views.words import day, money, money_short, number


def title(answer):
    """What the first period that is not over will bring; of past ones, what came of what was expected."""
    row = next((row for row in answer.rows if row.when != PAST), None)
    if row is None:
        return _came(answer)
    if row.counted and not row.counted_known:
        sentence = _("Nobody knows the amounts of what is expected in %(period)s", period=names.bucket(row.key))
        return Sentence(sentence)
    sentence = _("%(amount)s expected in %(period)s", amount=HERE, period=names.bucket(row.key))
    return told(sentence, money_short(row.forecast))


def _came(answer):
    whole = answer.total
    if whole.stored is None and any(row.stored is not None for row in answer.rows):
        sentence = _("We won %(amount)s; what was expected is known for a part of it", amount=HERE)
    elif whole.stored is None:
        sentence = _("We won %(amount)s; what was expected was not written down", amount=HERE)
    else:
        sentence = _("We won %(amount)s, and had expected %(stored)s", amount=HERE, stored=money_short(whole.stored))
    return told(sentence, money_short(whole.won_amount))


def nothing(answer):
    past = answer.rows and all(row.when == PAST for row in answer.rows)
    return Sentence(_("Nothing was won in this period") if past else _("Nothing is expected"))


def lead(answer):
    parts = []
    present = next((row for row in answer.rows if row.when == CURRENT), None)
    if present:
        won, open_ = money_short(present.won_amount), money_short(present.weighted)
        parts.append(_("%(won)s of it is won, %(open)s is the weighted amount of what is open.", won=won, open=open_))
    missing = [row for row in answer.rows if row.when == PAST and row.stored is None]
    if missing:
        parts.append(
            ngettext(
                "For %(count)s past period there is no snapshot of its start.",
                "For %(count)s past periods there is no snapshot of their start.",
                len(missing),
                count=number(len(missing)),
            )
        )
    if answer.later.count and answer.total.when != PAST:
        parts.append(
            ngettext(
                "%(count)s opportunity is expected later than this.",
                "%(count)s opportunities are expected later than this.",
                answer.later.count,
                count=number(answer.later.count),
            )
        )
    return " ".join(parts)


def stats(answer):
    whole, undated = answer.total, answer.undated
    if whole.when == PAST:
        known = sum(row.stored is not None for row in answer.rows)
        taken = _("a snapshot for %(some)s of %(all)s periods", some=number(known), all=number(len(answer.rows)))
        came = behind(answer, whole, "won") if whole.won else ""
        return [
            Stat(_("Expected at the start"), money_short(whole.stored), taken, "", money(whole.stored)),
            Stat(_("Won amount"), money_short(whole.won_amount), _("what came"), came, money(whole.won_amount)),
        ]
    dateless = url_for("opportunities.index", **filters.address(answer.behind_undated()))
    note = ngettext("%(num)d opportunity", "%(num)d opportunities", whole.count)
    if whole.late:
        note = _(
            "%(count)s opportunities, %(late)s of them past their date",
            count=number(whole.count),
            late=number(whole.late),
        )
    listed = behind(answer, whole, "open") if whole.count else ""
    return [
        Stat(
            _("Commit total"), money_short(whole.commit_total), _("won, and committed"), "", money(whole.commit_total)
        ),
        Stat(_("Best-case total"), money_short(whole.best_total), _("and the best case"), "", money(whole.best_total)),
        Stat(
            _("Open amount"),
            money_short(whole.open_total if whole.known or not whole.count else None),
            note,
            listed,
            money(whole.open_total),
        ),
        Stat(
            _("Without a date"),
            number(undated.count),
            _("%(amount)s weighted, not in the forecast", amount=money_short(undated.weighted))
            if undated.known
            else "",
            dateless if undated.count else "",
        ),
    ]


def heading(answer):
    keys = [("", _("Won")), ("key--likely", _("Weighted"))]
    return Heading(_("Forecast"), _("won in it, and the weighted amount of what is expected in it"), tuple(keys))


def drawn(answer, most):
    return answer.rows


def chart(answer, rows):
    sets = [
        series(answer, rows, _("Won amount"), "won_amount", "money", "won", tone="accent"),
        series(answer, rows, _("Weighted"), "weighted", "money", "open", tone="soft"),
    ]
    known = [row.when == PAST or not row.counted or row.counted_known for row in rows]
    ends = [
        money_short(row.won_amount + row.weighted) if told_ and row.counted else ""
        for row, told_ in zip(rows, known, strict=True)
    ]
    return {"datasets": sets, "ends": ends}


def columns(answer):
    """What is of the past or of the future alone is shown where there is any."""
    past = any(row.stored is not None or row.when == PAST for row in answer.rows)
    ahead = any(row.when != PAST for row in answer.rows)
    only = {"stored": past} | dict.fromkeys(
        ("count", "late", "weighted", "forecast", "commit_total", "best_total", "open_total"), ahead
    )
    return [column for column in answer.columns if only.get(column.name, True) and column.name != "won"]


def name(answer, of):
    """The period, and whether it is the one we are in."""
    note = _("now") if of.when == CURRENT and of is not answer.total else ""
    return Cell(names.row(answer, of), "", note, faint=not of.counted)


def cell(answer, of, column):
    """What was stored has its day beside it; a past period without a snapshot says so."""
    if column.name == "stored" and of is not answer.total:
        if of.stored is not None:
            late = of.stored_on != line.days(of.key)[0]  # the machine was off on the first
            return Cell(money(of.stored), "", _("of %(day)s", day=day(of.stored_on)) if late else "")
        return Cell(_("no snapshot yet") if of.when == PAST else "—", faint=True)
    if column.name in ("count", "late", "weighted") and of.when == PAST:
        return Cell("—", faint=True)
    told_ = usual.cell(answer, of, column)
    return told_ if column.name in ("weighted", "won_amount") else told_._replace(note="")


def record(answer):
    """What stands beside the periods."""
    stored = [
        {"key": row.key, "when": row.when, "stored_on": row.stored_on and row.stored_on.isoformat()}
        for row in answer.rows
    ]
    undated = {"count": answer.undated.count, "weighted": answer.undated.weighted}
    later = {"count": answer.later.count, "weighted": answer.later.weighted}
    return {"day": answer.day.isoformat(), "undated": undated, "later": later, "periods": stored}


def empty(answer, narrowed):
    if narrowed:
        return Empty(_("Choose another period, or take a filter away."), _("Show from now on"), None)
    words = _("Once open opportunities have an expected close date, their weighted amounts stand here month by month.")
    return Empty(words, _("Go to the board"))
