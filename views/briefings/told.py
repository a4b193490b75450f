"""A briefing in words, for its page and its mail: figures with their change, the rows of teams or people, names."""

import dataclasses

from babel.dates import format_date
from flask import url_for
from flask_babel import get_locale, ngettext, pgettext
from flask_babel import gettext as _

from models.briefing.happened import filtered
from models.reports.activity_volume import asked as follow_ups
from views.activities import asked
from views.opportunities import filters
from views.reports.changes import Change, between
from views.words import chinese, day, money, money_short, month_name, number


@dataclasses.dataclass(frozen=True)
class Figure:
    """`value` is short, `full` and `note` say more; `change` is against the week before; `href` leads to its rows."""

    key: str
    label: str
    value: str
    note: str = ""
    full: str = ""
    change: Change | None = None
    href: str | None = None


def stretch(period):
    """The days of a week: 16 – 22 Nov 2026, 2026-11-16 至 11-22."""
    first, last = period.first, period.last
    if chinese():
        return f"{day(first)} – {format_date(last, 'MM-dd', locale=get_locale())}"
    near = "d" if first.month == last.month else "d MMM" if first.year == last.year else "d MMM yyyy"
    return f"{format_date(first, near, locale=get_locale())} – {day(last)}"


def title(briefing):
    """The sentence above it."""
    now = briefing.now
    if briefing.empty:
        return _("A quiet week")
    if now.won:
        return ngettext(
            "%(count)s opportunity won for %(amount)s", "%(count)s opportunities won for %(amount)s", now.won,
            count=number(now.won), amount=money_short(now.won_amount),
        )  # fmt: skip
    if now.new:
        return ngettext(
            "%(count)s new opportunity, none won",
            "%(count)s new opportunities, none won",
            now.new,
            count=number(now.new),
        )
    return ngettext("%(count)s follow-up, none won", "%(count)s follow-ups, none won", now.done, count=number(now.done))


LABELS = ("new", "won", "lost", "moved", "pushed", "done")


def labels():
    """{figure: what it is called}"""
    names = (pgettext("opportunities", "New"), _("Won"), _("Lost"), _("Moved on"), _("Pushed"), _("Follow-ups done"))
    return dict(zip(LABELS, names, strict=True))


def figures(briefing):
    """The Figures of the week."""
    found = []
    for key, label in labels().items():
        value, before = getattr(briefing.now, key), getattr(briefing.before, key)
        amount = getattr(briefing.now, f"{key}_amount", None)
        found.append(
            Figure(
                key,
                label,
                number(value),
                money_short(amount) if amount else "",
                money(amount) if amount else "",
                changed(briefing, value, before),
                behind(briefing, key) if value else None,
            )
        )
    return found


def changed(briefing, value, before):
    """The Change of a count; None while the week is running, which a whole one would put in a false light."""
    return None if briefing.running else between(value, before, "count")


def behind(briefing, key):
    """The address of the rows of a figure: the list, or their names below, or the list of follow-ups."""
    if key == "done":
        return asked.address(follow_ups(briefing.wanted, briefing.period))
    wanted = filtered(briefing.wanted, briefing.period, key)
    return url_for("opportunities.index", **filters.address(wanted)) if wanted else f"#briefing-{key}"


def forecast(briefing):
    """The Figure of the forecast."""
    found = briefing.forecast
    label = _("Forecast for %(month)s", month=month_name(found.month))
    note = _("as things stand") if briefing.running else _("as it stood at the end of the week")
    if found.now is None:
        note = _("nobody wrote it down then")
    return Figure(
        "forecast", label, money_short(found.now), note, money(found.now), between(found.now, found.before, "money")
    )


def heads():
    """What the columns of the table are called."""
    return [*labels().values()]


def row(briefing, of, href):
    """(name, its address, [Figure]) of a team or person."""
    nobody = _("No team") if briefing.by == "team" else _("Nobody")
    cells = []
    for key in LABELS:
        value, amount = getattr(of.now, key), getattr(of.now, f"{key}_amount", None)
        note = money_short(amount) if amount and key == "won" else ""
        change = changed(briefing, value, getattr(of.before, key))
        change = None if change and change.way == "same" else change
        cells.append(Figure(key, "", number(value), note, change=change))
    return of.name or nobody, href, cells


def kinds(briefing):
    """[(key, heading, how many, [(Name, what is told of it)], how many more)] of what happened to opportunities."""
    names = labels()
    found = []
    for key, rows in briefing.named.items():
        count = getattr(briefing.now, key)
        found.append((key, names[key], number(count), [(one, said(key, one)) for one in rows], count - len(rows)))
    return found


def said(key, one):
    """What is told of one opportunity beside its name: customer, and the stage, reason or date that matters."""
    matter = {"moved": one.stage, "lost": one.reason, "won": one.reason}.get(key)
    if key == "pushed" and one.expected:
        matter = _("now expected %(day)s", day=day(one.expected))
    return " · ".join(filter(None, (one.customer, matter)))
