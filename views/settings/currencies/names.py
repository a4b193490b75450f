"""What currencies are called in the reader's language, and which there are in the world."""

import functools

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name
from flask_babel import get_locale

from models.currency import OFFERED


def name(code):
    """A currency in words: US Dollar, 美元."""
    return get_currency_name(code, locale=get_locale())


def choices(but=()):
    """[(code, "USD, US Dollar")] of all currencies that are legal tender somewhere, the most used first."""
    return [(code, f"{code}, {called}") for code, called in _named(str(get_locale())) if code not in but]


@functools.cache
def _tender():
    """Codes that are money today, by the lists that Babel brings."""
    found = {
        code
        for used in get_global("territory_currencies").values()
        for code, _since, until, tender in used
        if tender and until is None
    }
    return [*OFFERED, *sorted(found - set(OFFERED))]


@functools.cache
def _named(locale):
    return [(code, get_currency_name(code, locale=Locale.parse(locale))) for code in _tender()]
