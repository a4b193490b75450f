"""What the rows, columns and periods of a report are called, in the reader's language."""

import datetime as dt

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from models.currency import decimals
from models.reports.dimension import sizes
from models.reports.period import Period
from models.setting import Setting
from views.words import chinese, day, money_short


def row(answer, of, among=None):
    """The name of a row: a month in words, a stage with its pipeline where `among` are several, "No source", "All"."""
    if of is answer.total:
        return _("All")
    if answer.by.timely:
        return bucket(of.key)
    if of.key is None or of.name is None:
        return _(answer.by.nothing)
    if answer.by.name == "size":
        return size(of.key)
    pipelines = {each.pipeline for each in among or answer.rows} if answer.by.name == "stage" else ()
    return f"{of.pipeline} · {of.name}" if len(pipelines) > 1 else of.name


def size(least):
    """A size class by the whole units it begins with: below $1k, $1k – $5k, $100k and more."""
    unit = 10 ** decimals(Setting.read("company.currency"))
    limits = [0, *sizes()]
    beyond = limits[limits.index(least) + 1 :]
    if not least:
        return _("below %(amount)s", amount=money_short(beyond[0] * unit))
    if not beyond:
        return _("%(amount)s and more", amount=money_short(least * unit))
    return f"{money_short(least * unit)} – {money_short(beyond[0] * unit)}"


def bucket(key, short=False):
    """A week, month, quarter or year: 4 Mar 2024, Mar 2024, Q1 2024, 2024; `short` leaves the year out where there is more."""
    if len(key) == 10:
        first = dt.date.fromisoformat(key)
        return format_date(first, "M-d" if chinese() else "d MMM", locale=get_locale()) if short else day(first)
    if len(key) == 4:
        return f"{key}年" if chinese() and not short else key
    year, part = key.split("-")
    if chinese():
        part = f"{part[1]}季度" if "Q" in part else f"{int(part)}月"
        return part if short else f"{year}年{part}"
    if "Q" not in part:
        part = format_date(dt.date(int(year), int(part), 1), "MMM", locale=get_locale())
    return part if short else f"{part} {year}"


def along(rows):
    """The names of `rows` along a time line: the year only where it changes."""
    years = [row.key[:4] for row in rows]
    return [bucket(of.key, short=place > 0 and years[place - 1] == years[place]) for place, of in enumerate(rows)]


def preset(name):
    """The name of a preset period."""
    return {
        "this_week": _("This week"),
        "last_week": _("Last week"),
        "next_week": _("Next week"),
        "this_month": _("This month"),
        "last_month": _("Last month"),
        "next_month": _("Next month"),
        "this_quarter": _("This quarter"),
        "last_quarter": _("Last quarter"),
        "next_quarter": _("Next quarter"),
        "this_year": _("This year"),
        "last_year": _("Last year"),
        "next_year": _("Next year"),
        "this_fiscal_quarter": _("This fiscal quarter"),
        "last_fiscal_quarter": _("Last fiscal quarter"),
        "next_fiscal_quarter": _("Next fiscal quarter"),
        "this_fiscal_year": _("This fiscal year"),
        "last_fiscal_year": _("Last fiscal year"),
        "next_fiscal_year": _("Next fiscal year"),
        "last_12_months": _("Last 12 months"),
        "from_now": _("From now on"),
        "all": _("All time"),
    }[name]


ENDLESS = ("all", "from_now")  # they have no days to name


def preset_days(name):
    """The name of a preset with the days it means now: Last month · Oct 2026."""
    return preset(name) if name in ENDLESS else f"{preset(name)} · {days(Period.named(name))}"


def dated(report):
    """What the period of a report is of."""
    return {"closed": _("Closed in"), "opened": _("Opened in"), "done": _("Done in"), "expected": _("Expected in")}.get(
        report.dated, _("Period")
    )


def period(of):
    """A period in words: its preset's name with its days, or its days."""
    if of.name:
        return preset(of.name) if of.name in ENDLESS else f"{preset(of.name)} ({days(of)})"
    if of.first and of.last:
        return days(of)
    if of.first:
        return _("since %(day)s", day=day(of.first))
    return _("until %(day)s", day=day(of.last))


def days(of):
    """The days from first to last, as short as can be: 2026, Oct 2026, Oct – Dec 2026, 1 – 23 Nov 2026, 30 Oct – 5 Nov 2026."""
    first, last = of.first, of.last
    if of.months == 12 and first.month == 1:
        return bucket(f"{first.year}")
    ends = (first, last)
    if of.months == 1:
        return bucket(first.isoformat()[:7])
    if of.months:
        first, last = (
            bucket(end.isoformat()[:7], short=short) for end, short in zip(ends, _shorts(*ends), strict=True)
        )
    elif first == last:
        return day(first)
    elif chinese():
        return f"{day(first)} – {day(last)}"
    else:
        form = "d MMM yyyy" if first.year != last.year else "d MMM" if first.month != last.month else "d"
        first, last = format_date(first, form, locale=get_locale()), day(last)
    return f"{first} – {last}"


def _shorts(first, last):
    """Where the year is left out of the names of two months: Oct – Dec 2026, 2026年10月 – 12月."""
    same = first.year == last.year
    return (same and not chinese(), same and chinese())


def against(answer):
    """What the figures are held against: "Against 1 – 23 Oct 2026: as many days of the period before."; "" for nothing."""
    before = answer.period.before() if answer.report.name == "overview" else answer.before and answer.before.period
    if not before:
        return ""
    if answer.before and answer.before.empty:
        return _("Nothing to hold it against in %(days)s.", days=days(before))
    if answer.period.running():
        return _("Against %(days)s, as many days of the period before.", days=days(before))
    return _("Against %(days)s.", days=days(before))


def header(column):
    """The heading of a column as a spreadsheet needs it: money with its currency, percent with its sign."""
    unit = {"money": Setting.read("company.currency"), "percent": "%"}.get(column.kind)
    return f"{_(column.title)} ({unit})" if unit else _(column.title)


def major(amount):
    """Minor units of the base currency as a plain decimal: 10005534.00."""
    digits = decimals(Setting.read("company.currency"))
    whole, rest = divmod(abs(amount), 10**digits)
    return f"{'-' if amount < 0 else ''}{whole}" + (f".{rest:0{digits}d}" if digits else "")
