"""How figures, days and money are written in the reader's language: the filters of the templates."""

import functools

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol
from flask import request
from flask_babel import get_locale, gettext

from models import access
from models.base import Said, now
from models.currency import decimals
from models.notification import Notification
from models.setting import Setting, local, today
from views import language
from views.assets.kept import address as static
from views.assets.kept import glyphs
from views.page import me


def register(app):
    app.jinja_env.filters.update(
        money=money,
        money_short=money_short,
        day=day,
        day_short=day_short,
        day_long=day_long,
        month_name=month_name,
        moment=moment,
        clock=clock,
        number=number,
        initials=initials,
    )
    app.jinja_env.globals["glyphs"] = glyphs
    app.jinja_env.globals["static"] = static  # macros know it without context
    app.context_processor(everywhere)
    Said.tongue = staticmethod(listed)


def listed(msgids):
    """Several msgids as one list of words in the reader's language."""
    return format_list([gettext(msgid) for msgid in msgids], locale=get_locale() or "en")


def everywhere():
    """What every template knows."""
    from views.account.tips import untold  # an area: it speaks these words itself

    user, code = me(), language.code()
    return {
        "me": user,
        "lang": code,
        "languages": language.NAMES,
        "theme": user.theme if user else "auto",
        "company_name": Setting.read("company.name") if user else "",
        "company_logo": Setting.read("company.logo"),
        "base_currency": Setting.read("company.currency"),
        "static": static,
        "sprite": static("icons/sprite.svg"),
        "may_create": bool(user) and access.may_create(user),
        "unread": lambda: Notification.unread(user) if user else (0, 0),
        "here": request.full_path.rstrip("?"),
        "untold": untold,
    }


def chinese():
    spoken = get_locale()
    return spoken is not None and spoken.language == "zh"


NARROW = {"CNY": "¥", "JPY": "¥", "USD": "$", "HKD": "$", "TWD": "$", "AUD": "$", "CAD": "$", "SGD": "$"}


@functools.lru_cache(maxsize=64)
def symbol(code, locale, base):
    """The sign of a currency: the short one for the company's own, one that cannot be mistaken for any other."""
    return NARROW[code] if code == base and code in NARROW else get_currency_symbol(code, Locale.parse(locale))


@functools.lru_cache(maxsize=4096)
def _money(amount, code, locale, base):
    digits = decimals(code)
    whole, rest = divmod(abs(amount), 10**digits)
    text = f"{symbol(code, locale, base)}{whole:,}" + (f".{rest:0{digits}d}" if rest else "")
    return f"−{text}" if amount < 0 else text


def money(amount, code=None):
    """Minor units in full: ¥1,310,000 or $12.50; "—" when unknown. `code` defaults to the base currency."""
    if amount is None:
        return "—"
    base = Setting.read("company.currency")
    return _money(amount, code or base, str(get_locale()), base)


@functools.lru_cache(maxsize=4096)
def _money_short(amount, code, locale, base):
    units = abs(amount) / 10 ** decimals(code)
    steps = ((1e8, "亿"), (1e4, "万")) if locale.startswith("zh") else ((1e9, "B"), (1e6, "M"), (1e3, "k"))
    size, word = next((step for step in steps if units >= step[0]), (1, ""))
    figure = units / size
    places = 0 if figure >= 100 or not word else 1 if figure >= 10 else 2
    text = f"{figure:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'−' if amount < 0 else ''}{symbol(code, locale, base)}{text}{word}"


def money_short(amount, code=None):
    """Minor units in three figures, by the language of the screen: ¥12.8万, $128k; "—" when unknown."""
    if amount is None:
        return "—"
    base = Setting.read("company.currency")
    return _money_short(amount, code or base, str(get_locale()), base)


def told(figure):
    """`money` or `money_short` for the many sums of a page: what does not change meanwhile is looked up once."""
    locale, base = str(get_locale()), Setting.read("company.currency")
    write = {money: _money, money_short: _money_short}[figure]
    return lambda amount, code: "—" if amount is None else write(amount, code or base, locale, base)


def my_day():
    """The reader's present day: what is past goes by their own clock."""
    return local(now(), language.zone()).date()


def number(value, places=None):
    """A count or figure with its thousands parted; "—" for none."""
    if value is None:
        return "—"
    return _number(round(value, places) if places is not None else value, get_locale())


@functools.lru_cache(maxsize=4096)
def _number(value, locale):
    return format_decimal(value, locale=locale)


@functools.lru_cache(maxsize=4096)
def _dated(value, pattern, locale):
    return format_date(value, pattern, locale=locale)


def day(value):
    """A date in full: 27 Feb 2027, 2027-02-27 in Chinese; "—" for none."""
    if value is None:
        return "—"
    return _dated(value, "yyyy-MM-dd" if chinese() else "d MMM yyyy", get_locale())


def day_short(value):
    """A date for a card: without its year when that is plain (within ten months)."""
    if value is None:
        return "—"
    if abs((value - today()).days) > 300:
        return day(value)
    return _dated(value, "MM-dd" if chinese() else "d MMM", get_locale())


def weekday(value):
    """A day of this week for a card: Wed 25, 周三 25."""
    return _dated(value, "EEE d", get_locale())


def day_long(value):
    """A day with its weekday: Monday 23 November, 11月23日 星期一."""
    return _dated(value, "M月d日 EEEE" if chinese() else "EEEE d MMMM", get_locale())


def month_name(value):
    """The month of a day: November 2026, 2026年11月."""
    return _dated(value, "yyyy年M月" if chinese() else "MMMM yyyy", get_locale())


def moment(value):
    """A stored moment (UTC) on the reader's clock: 23 Nov 2026, 14:05."""
    if value is None:
        return "—"
    pattern = "yyyy-MM-dd HH:mm" if chinese() else "d MMM yyyy, HH:mm"
    return format_datetime(local(value, language.zone()).replace(tzinfo=None), pattern, locale=get_locale())


def clock(value):
    """The time of day of a stored moment on the reader's clock."""
    return local(value, language.zone()).strftime("%H:%M")


@functools.lru_cache(maxsize=1024)
def initials(name):
    """What an avatar says: the first character of a Chinese name, the first letters of first and last name else."""
    words = name.split()
    if not words:
        return "?"
    if "\u3400" <= words[0][0] <= "\u9fff":
        return words[0][0]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
