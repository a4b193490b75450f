"""What the rows, columns and periods of a report are called, in the reader's language."""

import datetime as dt

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from models.currency import decimals
from models.setting import Setting
from views.words import chinese, day


def row(answer, of, among=None):
    """The name of a row: a month in words, a stage with its pipeline where `among` are several, "No source", "All"."""
    if of is answer.total:
        return _("All")
    if answer.by.timely:
        return bucket(of.key)
    if of.name is None:
        return _(answer.by.nothing)
    pipelines = {each.pipeline for each in among or answer.rows} if answer.by.name == "stage" else ()
    return f"{of.pipeline} · {of.name}" if len(pipelines) > 1 else of.name


def bucket(key, short=False):
    """A month, quarter or year: Mar 2024, Q1 2024, 2024; `short` leaves the year out where there is more to say."""
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
        "this_month": _("This month"),
        "last_month": _("Last month"),
        "this_quarter": _("This quarter"),
        "last_quarter": _("Last quarter"),
        "this_year": _("This year"),
        "last_year": _("Last year"),
        "last_12_months": _("Last 12 months"),
        "all": _("All time"),
    }[name]


def period(of):
    """A period in words: its preset's name, or its days."""
    if of.name:
        return preset(of.name)
    if of.first and of.last:
        return f"{day(of.first)} – {day(of.last)}"
    if of.first:
        return _("since %(day)s", day=day(of.first))
    return _("until %(day)s", day=day(of.last))


def header(column):
    """The heading of a column as a spreadsheet needs it: money with its currency, percent with its sign."""
    unit = {"money": Setting.read("company.currency"), "percent": "%"}.get(column.kind)
    return f"{_(column.title)} ({unit})" if unit else _(column.title)


def major(amount):
    """Minor units of the base currency as a plain decimal: 10005534.00."""
    digits = decimals(Setting.read("company.currency"))
    whole, rest = divmod(abs(amount), 10**digits)
    return f"{'-' if amount < 0 else ''}{whole}" + (f".{rest:0{digits}d}" if digits else "")
