"""How the funnel is told: where opportunities get to, and where they are lost."""

import dataclasses

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.reports.steps import WON
from views.lanes import hue
from views.opportunities import filters
from views.reports import names
from views.reports.cells import Bar, Cell
from views.reports.figures import behind, percent
from views.reports.kinds.usual import Empty, Heading
from views.reports.sentences import HERE, Sentence, told
from views.reports.series import series
from views.reports.stats import Stat
from views.words import number


def title(answer):
    """The stage after which most are lost; where that cannot be told, how many of all are won."""
    whole, worst = answer.total, _worst(answer)
    if worst:
        sentence = _("%(rate)s of what reaches %(stage)s goes no further", stage=worst.name, rate=HERE)
        return told(sentence, percent(100 - worst.conversion, 0))
    if whole.win_rate is not None:
        return told(_("%(rate)s of what is decided is won", rate=HERE), percent(whole.win_rate, 0))
    sentence = ngettext(
        "%(count)s opportunity is decided: too few for a funnel", "%(count)s opportunities are decided: too few for a funnel",
        whole.reached, count=HERE,
    )  # fmt: skip
    return told(sentence, number(whole.reached))


def _worst(answer):
    known = [row for row in answer.rows if row.conversion is not None and row.lost]
    return min(known, key=lambda row: row.conversion, default=None)


def nothing(answer):
    if answer.by.name == "opened":
        return Sentence(_("None of what was opened in this period is won or lost"))
    whole = answer.period.name == "all"
    return Sentence(_("Nothing is won or lost yet") if whole else _("Nothing was won or lost in this period"))


def lead(answer):
    """Of which opportunities, in which pipeline, and what is missing."""
    whole, parts = answer.total, []
    cohort = {"closed": _("Closed: %(period)s."), "opened": _("Opened: %(period)s.")}[answer.by.name]
    if whole.pipeline:
        parts.append(_("Pipeline: %(name)s.", name=whole.pipeline))
    parts.append(cohort % {"period": names.period(answer.period)})
    if whole.missing:
        parts.append(
            _(
                "Stage history is missing for %(some)s of %(all)s.",
                some=number(whole.missing),
                all=number(whole.reached),
            )
        )
    if whole.untold:
        parts.append(_("That is too many of the lost ones to tell where they were lost."))
    return " ".join(parts)


def stats(answer):
    whole = answer.total
    missing = dataclasses.replace(answer.behind(whole, "decided"), history="missing")
    return [
        Stat(
            _("Won"),
            number(whole.won),
            _("of %(all)s decided", all=number(whole.reached)),
            behind(answer, whole, "won"),
        ),
        Stat(_("Win rate"), percent(whole.win_rate), _("of all that entered"), behind(answer, whole, "decided")),
        Stat(_("Still open"), number(whole.open), _("not in the funnel yet"), behind(answer, whole, "open")),
        Stat(
            _("Invalid, left out"),
            number(whole.invalid),
            _("stage history missing for %(count)s", count=number(whole.missing)) if whole.missing else "",
            url_for("opportunities.index", **filters.address(missing))
            if whole.missing and not whole.invalid
            else behind(answer, whole, "invalid"),
        ),
    ]


def heading(answer):
    note = _("won and lost opportunities; behind the arrow, how many went on")
    return Heading(_("Got there"), note)


def drawn(answer, most):
    return answer.rows


def chart(answer, rows):
    tones = [f"stage--{hue(*row.place)}" if row.place else "--accent" for row in rows]
    made = series(answer, rows, _("Got there"), "reached", "count", "decided", tones=tones)
    ends = [
        number(row.reached) if row.conversion is None else f"{number(row.reached)}  → {percent(row.conversion, 0)}"
        for row in rows
    ]
    return {"datasets": [made], "ends": ends}


def barred(answer):
    return "reached"


def bar(answer, row, column, most):
    css = f"bar--stage stage--{hue(*row.place)}" if row.place else ""
    return Bar(round(100 * row.reached / most, 1), css) if most else None


def row(answer, of, among=None):
    return _("Won") if of.key == WON else names.row(answer, of, among)


def name(answer, of):
    return Cell(row(answer, of), behind(answer, of, "decided") if of.reached else "", faint=not of.reached)


def record(answer):
    """What stands beside the steps."""
    whole = answer.total
    beside = {"open": whole.open, "invalid": whole.invalid, "history_missing": whole.missing}
    rounded = whole.win_rate and round(whole.win_rate, 2)
    return {"pipeline": whole.pipeline, "cohort": answer.by.name, "win_rate": rounded, **beside}


def empty(answer, narrowed):
    if narrowed:
        return Empty(_("Choose a longer period, or take a filter away."), _("Show all time"), None)
    words = _("Once opportunities are won or lost, this page shows how far they got and where they were lost.")
    return Empty(words, _("Go to the board"))
